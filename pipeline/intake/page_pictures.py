"""Which pictures a page of any PDF shows: those that its content draws, by forms, patterns and annotations too, and
their masks; and by which colour profiles.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pipeline.intake.form_weights import resources_used
from pipeline.intake.kept_objects import is_reference
from pipeline.intake.pdf_objects import Page, PdfObjects
from pipeline.pdf.content_tokens import BrokenContentError, located_operations
from pipeline.pdf.object_syntax import WHITE_SPACE

_DEEPEST = 8  # forms within forms
_MOST = 10_000  # of one page
_MOST_STATES = 64
_INLINE = re.compile(rb"[" + WHITE_SPACE + rb"]ID[" + WHITE_SPACE + rb"]")
_INLINE_END = len(b"\nEI")
# ISO 32000-1, table 93: short for what dictionaries of pictures have.
_LONG_KEYS = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/IM": "/ImageMask",
    "/F": "/Filter",
    "/DP": "/DecodeParms",
}
_PATTERN_USED = re.compile(rb"/[^\s/\[\]()<>{}%]+\s+(?:scn|SCN)\b")


@dataclass(slots=True)
class Shown:
    """Numbers of streams: *pictures*, the *masks* of some of them, and colour *profiles*. *inline* are pictures that
    stand in the content: dictionaries and data, by a digest of these.
    """

    pictures: set[int] = field(default_factory=set)
    inline: dict[bytes, tuple[dict[str, Any], bytes]] = field(default_factory=dict)
    masks: set[int] = field(default_factory=set)
    profiles: set[int] = field(default_factory=set)

    def add(self, other: "Shown") -> None:
        """Add what is shown by another content."""
        self.pictures |= other.pictures
        self.inline |= other.inline
        self.masks |= other.masks
        self.profiles |= other.profiles


@dataclass
class PagePictures:
    """Follows what the pages of *document* draw; each form is looked into once."""

    document: PdfObjects
    _forms: dict[int, Shown] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)

    def find_shown(self, page: Page) -> Shown:
        """What is shown on *page*."""
        held = page.entries.get("/Contents")
        parts = self.document.array(held) or [held]
        content = b"\n".join(self.document.stream(part) or b"" for part in parts)
        shown = self._look_into(content, self.document.dictionary(page.entries.get("/Resources")))
        for form in self._appearances(page):
            shown.add(self._look_into_form(form, {}))
        return shown

    def _appearances(self, page: Page) -> Iterator[Any]:
        for note in self.document.array(page.entries.get("/Annots"))[:_MOST]:
            found = self.document.dictionary(self.document.dictionary(note).get("/AP")).get("/N")
            if self.document.stream(found) is not None:
                yield found
            else:
                yield from list(self.document.dictionary(found).values())[:_MOST_STATES]

    def _look_into_form(self, held: Any, resources: dict[str, Any]) -> Shown:
        """What a form, or the tile of a pattern, shows; *resources* are those of whoever draws it."""
        if not is_reference(held) or held.idnum in self._open or len(self._open) >= _DEEPEST:
            return Shown()
        number = held.idnum
        if number not in self._forms:
            self._open.add(number)
            own = self.document.dictionary(self.document.dictionary(held).get("/Resources"))
            self._forms[number] = self._look_into(self.document.stream(held) or b"", own or resources)
            self._open.discard(number)
        return self._forms[number]

    def _look_into(self, content: bytes, resources: dict[str, Any]) -> Shown:
        shown, document = Shown(inline=dict(_inline_pictures(content))), self.document
        for kind, name in list(resources_used(content))[:_MOST]:
            held = document.dictionary(resources.get(kind)).get(name)
            entries = document.dictionary(held)
            for glyph in list(document.dictionary(entries.get("/CharProcs")).values())[:_MOST]:
                shown.add(self._look_into_form(glyph, document.dictionary(entries.get("/Resources")) or resources))
            if entries.get("/Subtype") == "/Image" and is_reference(held):
                self._add_picture(shown, held.idnum, entries)
            elif entries.get("/Subtype") == "/Form":
                shown.add(self._look_into_form(held, resources))
        if _PATTERN_USED.search(content):
            for held in list(document.dictionary(resources.get("/Pattern")).values())[:_MOST]:
                shown.add(self._look_into_form(held, resources))
        for state in list(document.dictionary(resources.get("/ExtGState")).values())[:_MOST]:
            mask = document.dictionary(document.dictionary(state).get("/SMask")).get("/G")
            shown.add(self._look_into_form(mask, resources))
        for space in list(document.dictionary(resources.get("/ColorSpace")).values())[:_MOST]:
            shown.profiles |= self._profiles(space)
        return shown

    def _add_picture(self, shown: Shown, number: int, entries: dict[str, Any]) -> None:
        shown.pictures.add(number)
        shown.profiles |= self._profiles(entries.get("/ColorSpace"))
        for key in ("/SMask", "/Mask"):
            held = entries.get(key)
            if is_reference(held) and self.document.dictionary(held):
                shown.masks.add(held.idnum)

    def _profiles(self, space: Any) -> set[int]:
        """The profile of a colour space, or of the one that it is made of (ISO 32000-1, 8.6.5.5)."""
        row = self.document.array(space)
        if len(row) < 2:
            return set()
        if self.document.value(row[0]) == "/ICCBased":
            return {row[1].idnum} if is_reference(row[1]) else set()
        return {number for each in row[1:3] for number in self._profiles(each)} if len(row) > 2 else set()


def _inline_pictures(content: bytes) -> Iterator[tuple[bytes, tuple[dict[str, Any], bytes]]]:
    """The pictures in *content* up to where it can't be read (ISO 32000-1, 8.9.7)."""
    if not _INLINE.search(content):
        return
    with suppress(BrokenContentError):
        for start, end, word, operands in located_operations(content):
            match = _INLINE.search(content, start, end) if word == b"BI" else None
            if match is not None:
                keys = (_LONG_KEYS.get(str(key), str(key)) for key in operands[::2])
                values = (int(each) if isinstance(each, float) else each for each in operands[1::2])
                data = content[match.end() : end - _INLINE_END]
                yield sha256(content[start:end]).digest(), (dict(zip(keys, values, strict=False)), data)

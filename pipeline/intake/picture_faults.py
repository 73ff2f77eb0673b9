"""Pictures of a PDF that can't be decoded, end too early, or are noise, and masks and colour profiles that are damaged:
the one judge of it, for whoever takes a file in.

The file is opened, and its pictures are decoded, in a process of its own (``bounded_pdfium``); what is wrong with one
of them is said by ``picture_decoding``.
"""

import mmap
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.colour_profiles import is_whole
from pipeline.i18n import ngettext
from pipeline.intake.findings import join_pages
from pipeline.intake.legacy_objects import DamagedError
from pipeline.intake.opened_pdf import OpenedPdf, UnopenableError, open_pdf
from pipeline.intake.page_pictures import PagePictures, Shown
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import reference
from pipeline.pdf.picture_decoding import EncodedPicture, judge_picture
from pipeline.pdf.stream_decoding import UndecodableError, filters_of

# Dictionaries of pictures are never in object streams (ISO 32000-1, 7.5.7), and never encrypted.
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_SECONDS, _SECONDS_PER_PAGE = 30, 1.0
_COMPONENTS = dict.fromkeys(("/DeviceGray", "/G", "/CalGray", "/Indexed", "/I", "/Separation"), 1)
_COMPONENTS |= dict.fromkeys(("/DeviceRGB", "/RGB", "/CalRGB", "/Lab"), 3) | dict.fromkeys(("/DeviceCMYK", "/CMYK"), 4)
_BITONAL = frozenset({"/CCITTFaxDecode", "/CCF", "/JBIG2Decode"})
_LONGEST_SIDE = 1 << 20  # pixels
_MASK, _PROFILE, _UNSEEN = "mask", "profile", "unseen"

_SENTENCES: dict[str, Callable[[int], str]] = {
    "damaged": lambda n: ngettext(
        "A picture on page {pages} is damaged, and is not shown.",
        "Pictures on pages {pages} are damaged, and are not shown.",
        n,
    ),
    "cut off": lambda n: ngettext(
        "A picture on page {pages} is cut off: its end is not shown.",
        "Pictures on pages {pages} are cut off: their ends are not shown.",
        n,
    ),
    "spoilt": lambda n: ngettext(
        "A picture on page {pages} is damaged: what is shown from there on is not what it was.",
        "Pictures on pages {pages} are damaged: what is shown from there on is not what they were.",
        n,
    ),
    "surplus": lambda n: ngettext(
        "A picture on page {pages} has more data than are shown, as damaged ones have: look at it.",
        "Pictures on pages {pages} have more data than are shown, as damaged ones have: look at them.",
        n,
    ),
    _MASK: lambda n: ngettext(
        "The mask of a picture on page {pages} is damaged: programs show the picture in different ways.",
        "The masks of pictures on pages {pages} are damaged: programs show the pictures in different ways.",
        n,
    ),
    _PROFILE: lambda n: ngettext(
        "A colour profile of page {pages} is damaged: colours are shown without it.",
        "Colour profiles of pages {pages} are damaged: colours are shown without them.",
        n,
    ),
    _UNSEEN: lambda n: ngettext(
        "The pictures on page {pages} took too long to be looked into.",
        "The pictures on pages {pages} took too long to be looked into.",
        n,
    ),
}


@dataclass(frozen=True, slots=True)
class PictureFaults:
    """Pages, from 0, by what is wrong with pictures on them: the keys of _SENTENCES."""

    pages: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong, for the user; none where nothing is."""
        rows = ((say, self.pages.get(fault, ())) for fault, say in _SENTENCES.items())
        return tuple(say(len(pages)).format(pages=join_pages(pages)) for say, pages in rows if pages)


def find_picture_faults(path: Path, count: int) -> PictureFaults:
    """Look into the pictures on the *count* pages of the PDF *path*.

    Nothing is told of a file that can't be opened: that it is damaged is told by whoever opens it.
    """
    if not _has_pictures(path):
        return PictureFaults()
    patience = Patience(stops=4, work=20, whole=_SECONDS + _SECONDS_PER_PAGE * count)
    try:
        told = list(tell_pages(path, _look_into_pages, (path,), patience))[:count]
    except UnreadablePdfError:
        return PictureFaults()
    rows = [frozenset({_UNSEEN}) if each is None else each for each in [*told, *[None] * (count - len(told))]]
    found = {fault: tuple(index for index, row in enumerate(rows) if fault in row) for fault in _SENTENCES}
    return PictureFaults({fault: pages for fault, pages in found.items() if pages})


def _has_pictures(path: Path) -> bool:
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _PICTURE.search(data) is not None


# --- in the other process --------------------------------------------------------------------------------------------


def _look_into_pages(_document: Any, start: int, path: Path) -> Iterator[frozenset[str]]:
    try:
        document = open_pdf(path)
    except UnopenableError:
        return
    judge, pictures = _Judge(document), PagePictures(document)
    for page in document.pages[start:]:
        yield frozenset(judge.judge(pictures.find_shown(page)))


@dataclass
class _Judge:
    """Judges the streams of *document*, each once."""

    document: OpenedPdf
    _known: dict[int | bytes, str] = field(default_factory=dict)

    def judge(self, shown: Shown) -> set[str]:
        """The faults of what is *shown*."""
        found = {self._once(number, self._fault_of) for number in shown.pictures}
        found |= {_MASK for number in shown.masks if self._once(number, self._fault_of)}
        found |= {_PROFILE for number in shown.profiles if self._once(number, self._fault_of_profile)}
        for key, (entries, data) in shown.inline.items():
            if key not in self._known:
                self._known[key] = self._fault(entries, data)
            found.add(self._known[key])
        return found - {""}

    def _once(self, number: int, find: Callable[[int], str]) -> str:
        if number not in self._known:
            self._known[number] = find(number)
        return self._known[number]

    def _fault_of(self, number: int) -> str:
        try:
            entries, data = self.document.kept.legacy.read(number)
        except UnreadableError:
            return ""  # told by whoever takes the file in
        return self._fault(entries, data) if isinstance(entries, dict) and data is not None else ""

    def _fault_of_profile(self, number: int) -> str:
        data = self.document.stream(reference(number))
        return "" if data is not None and is_whole(data) else _PROFILE

    def _fault(self, entries: dict[str, Any], data: bytes) -> str:
        width, height = (self.document.value(entries.get(key)) for key in ("/Width", "/Height"))
        if not all(type(side) is int and 0 < side < _LONGEST_SIDE for side in (width, height)):
            return "damaged"
        try:
            filters = filters_of(self.document.kept.sound_stream(entries, data, is_proved=False))
        except (DamagedError, UndecodableError):
            return "damaged"
        shared = next((row["/JBIG2Globals"] for _name, row in filters if "/JBIG2Globals" in row), None)
        bits = 1 if any(name in _BITONAL for name, _row in filters) else self._bits_of_pixel(entries)
        picture = EncodedPicture(
            width=width,
            height=height,
            row_bits=None if bits is None else width * bits,
            filters=filters,
            data=data,
            segments=self.document.stream(shared) or b"",
        )
        return judge_picture(picture)

    def _bits_of_pixel(self, entries: dict[str, Any]) -> int | None:
        """Bits of a pixel; None where that is not known (ISO 32000-1, 8.9.5.2)."""
        document = self.document
        if document.value(entries.get("/ImageMask")) is True:
            return 1
        bits, space = document.value(entries.get("/BitsPerComponent")), document.value(entries.get("/ColorSpace"))
        row = space if isinstance(space, list) and space else [space]
        kind = document.value(row[0])
        if kind == "/ICCBased":
            count = document.value(document.dictionary(row[1]).get("/N")) if len(row) > 1 else None
        elif kind == "/DeviceN":
            count = len(document.array(row[1])) if len(row) > 1 else None
        else:
            count = _COMPONENTS.get(kind) if isinstance(kind, str) else None
        return bits * count if type(bits) is int and type(count) is int else None

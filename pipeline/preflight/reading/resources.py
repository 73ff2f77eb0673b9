"""Resources that a content stream names: fonts, colour spaces, graphics states (ISO 32000-1, 7.8.3)."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.glyph_widths import Widths, widths_of
from pipeline.intake.kept_objects import is_reference
from pipeline.intake.pdf_objects import PdfObjects
from pipeline.preflight.reading.page_marks import FontFacts, PaintedColour

_SUBSET_TAG = re.compile(r"/[A-Z]{6}\+")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_DEVICE = {
    "/DeviceGray": "DeviceGray",
    "/G": "DeviceGray",
    "/DeviceRGB": "DeviceRGB",
    "/RGB": "DeviceRGB",
    "/DeviceCMYK": "DeviceCMYK",
    "/CMYK": "DeviceCMYK",
    "/Pattern": "Pattern",
}
COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
_MOST_INKS = 32  # ISO 32000-1, annex C
_MOST_WIDTHS = 500_000  # of all faces together; an issue has some thousand
_MOST_LOOKS = 5_000  # of spot inks that are compared, ink by ink or page by page
_MOST_PARTS = 300  # of a tint transformation
_MOST_DATA = 1 << 16  # bytes of one
_OF_STREAMS = frozenset({"/Length", "/Filter", "/DecodeParms"})
_DEEPEST = 4  # a pattern of an indexed space of an ICC profile is three


@dataclass(kw_only=True)
class ResourceReader:
    """Reads resources of *document*; what is shared by pages is read once."""

    document: PdfObjects
    _fonts: dict[int, FontFacts] = field(default_factory=dict)
    _spaces: dict[int, PaintedColour] = field(default_factory=dict)
    _alternates: dict[tuple[str, int], str] = field(default_factory=dict)
    _widths_read: int = 0

    def find_named(self, resources: dict[str, Any], kind: str, name: Any) -> Any:
        """The resource *name* of a *kind* (``/Font``), not followed; None if there is none."""
        return self.document.dictionary(resources.get(kind)).get(name) if isinstance(name, str) else None

    def font(self, item: Any) -> FontFacts | None:
        """The font that *item* is or refers to; None if it is none."""
        if not is_reference(item):
            return self._font(self.document.dictionary(item))
        if item.idnum not in self._fonts:
            found = self._font(self.document.dictionary(item))
            if found is None:
                return None
            self._fonts[item.idnum] = found
        return self._fonts[item.idnum]

    def _font(self, entries: dict[str, Any]) -> FontFacts | None:
        look = self.document
        kind = look.value(entries.get("/Subtype"))
        if not isinstance(kind, str):
            return None
        name = look.value(entries.get("/BaseFont"))
        name = name if isinstance(name, str) else ""
        inner = entries
        if kind == "/Type0":
            descendants = look.array(entries.get("/DescendantFonts"))
            inner = look.dictionary(descendants[0]) if descendants else {}
        descriptor = look.dictionary(inner.get("/FontDescriptor"))
        is_embedded = kind == "/Type3" or any(look.dictionary(descriptor.get(key)) for key in _FILES)
        is_identity = kind == "/Type0" and look.value(entries.get("/Encoding")) in ("/Identity-H", "/Identity-V")
        map_of_glyphs = look.value(inner.get("/CIDToGIDMap"))
        is_identity = is_identity and map_of_glyphs in (None, "/Identity")
        shown = name[1:].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        widths = self._widths(entries, inner, is_identity=is_identity)
        return FontFacts(
            name=shown,
            kind=kind[1:],
            is_embedded=is_embedded,
            has_subset_tag=bool(_SUBSET_TAG.match(name)),
            is_identity=is_identity,
            widths=widths,
        )

    def _widths(self, entries: dict[str, Any], inner: dict[str, Any], *, is_identity: bool) -> Widths | None:
        if self._widths_read > _MOST_WIDTHS:
            return None  # places of text are told by its first glyph then
        found = widths_of(self.document, entries, inner, is_identity=is_identity)
        self._widths_read += 1 + (len(found.by_code) if found is not None else 0)
        return found

    def colour_space(self, resources: dict[str, Any], item: Any, depth: int = 0) -> PaintedColour:
        """The colour space that *item* names, is or refers to, as a Colour without values."""
        if is_reference(item) and item.idnum in self._spaces:
            return self._spaces[item.idnum]
        found = self._colour_space(resources, item, depth)
        if is_reference(item):
            self._spaces[item.idnum] = found
        return found

    def _colour_space(self, resources: dict[str, Any], item: Any, depth: int) -> PaintedColour:
        look = self.document
        value = look.value(item)
        if depth > _DEEPEST:
            return PaintedColour(space="")
        if isinstance(value, str):
            if value in _DEVICE:
                default = self.find_named(resources, "/ColorSpace", _DEFAULTS.get(_DEVICE[value]))
                if default is not None and depth == 0:
                    return self.colour_space(resources, default, depth + 1)
                return PaintedColour(space=_DEVICE[value])
            named = self.find_named(resources, "/ColorSpace", value)
            return self.colour_space(resources, named, depth + 1) if named is not None else PaintedColour(space="")
        row = value if isinstance(value, list) else []
        family = look.value(row[0]) if row else None
        if not isinstance(family, str):
            return PaintedColour(space="")
        if family == "/ICCBased":
            count = look.value(look.dictionary(row[1] if len(row) > 1 else None).get("/N"))
            return PaintedColour(space=f"ICCBased{count}" if isinstance(count, int) else "ICCBased")
        if family in {"/Indexed", "/I", "/Pattern"} and len(row) > 1:
            inner = self.colour_space(resources, row[1], depth + 1)
            name = "Pattern" if family == "/Pattern" else "Indexed"
            return PaintedColour(
                space=name, values=(), base=inner.base or inner.space, names=inner.names, alternate=inner.alternate
            )
        if family in _DEVICE:
            return PaintedColour(space=_DEVICE[family])
        if family in {"/Separation", "/DeviceN"} and len(row) > 1:
            names = tuple(map(_decode_name, look.array(row[1])[:_MOST_INKS] or [look.value(row[1])]))
            alternate = self._alternate(row[2:4]) if family == "/Separation" else ""
            return PaintedColour(space=family[1:], values=(), base="", names=names, alternate=alternate)
        return PaintedColour(space=family[1:])

    def _alternate(self, row: list[Any]) -> str:
        """What tells the alternate space and the tint transformation *row* from others; "" of too many of them."""
        is_known = len(row) == 2 and is_reference(row[1]) and isinstance(row[0], str)
        key = (row[0], row[1].idnum) if is_known else ("", len(self._alternates))
        if key not in self._alternates and len(self._alternates) < _MOST_LOOKS:
            self._alternates[key] = fingerprint(self.document, row)
        return self._alternates.get(key, "")

    def effects(self, state: dict[str, Any]) -> list[str]:
        """The kinds of transparency that an ExtGState *state* turns on (ISO 32000-1, 11.6)."""
        look, found = self.document, []
        for key in ("/ca", "/CA"):
            alpha = look.value(state.get(key))
            if isinstance(alpha, int | float) and alpha < 1 and "opacity" not in found:
                found.append("opacity")
        blend = look.value(state.get("/BM"))
        modes = blend if isinstance(blend, list) else [blend]
        if any(look.value(mode) not in {None, "/Normal", "/Compatible"} for mode in modes[:8]):
            found.append("blend")
        if look.dictionary(state.get("/SMask")):
            found.append("mask")
        return found

    def blend_space(self, resources: dict[str, Any], group: dict[str, Any]) -> str | None:
        """The colour space that a transparency *group* names; "" if it names none, None if *group* is no such group."""
        if self.document.value(group.get("/S")) != "/Transparency":
            return None
        return (self.colour_space(resources, group["/CS"]).space or "?") if "/CS" in group else ""


def _decode_name(name: Any) -> str:
    text = name[1:] if isinstance(name, str) else "?"
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fingerprint(document: PdfObjects, item: Any) -> str:
    """Digits that tell *item*, with all that it refers to, from what is another one. Numbers are told by value."""
    engine = hashlib.sha256()
    waiting: list[tuple[Any, int]] = [(item, 0)]
    for _step in range(_MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop()
        data = document.stream(part) if is_reference(part) else None
        value = document.value(part)
        if data is not None:
            engine.update(b"%d " % len(data) + data[:_MOST_DATA])
        if isinstance(value, dict) and depth < _DEEPEST:
            kept = [(key, value[key]) for key in sorted(value) if key not in _OF_STREAMS]
            engine.update(repr([key for key, _each in kept]).encode())
            waiting += [(each, depth + 1) for _key, each in kept]
        elif isinstance(value, list) and depth < _DEEPEST:
            engine.update(b"[%d" % len(value))
            waiting += [(each, depth + 1) for each in value[:_MOST_PARTS]]
        elif not isinstance(value, dict | list):
            engine.update(repr(float(value) if type(value) is int else value).encode())
    return engine.hexdigest()[:16]

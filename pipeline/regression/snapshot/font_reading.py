"""Which glyphs of which embedded fonts a file shows: what ``glyph_reading`` is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.intake.opened_pdf import OpenedPdf
from pipeline.regression.snapshot.file_layers import MOST_FACES, MOST_GLYPHS
from pipeline.regression.snapshot.glyph_reading import WantedFont
from pipeline.tags.character_maps import UNKNOWN, UNREAD, CharacterMap, CharacterMaps

_MOST_RESOURCES = 100_000  # of pages and forms that are looked into
_MOST_DATA = 256 << 20  # bytes of all programs together
_SUBSET_TAG = 7  # characters, with its plus sign


def wanted_fonts(pdf: OpenedPdf, shown: Mapping[str, frozenset[str]]) -> tuple[WantedFont, ...]:
    """The embedded fonts of *pdf* with the codes of what is *shown*: characters by face."""
    maps, data, glyphs = CharacterMaps(pdf), 0, 0
    found: list[WantedFont] = []
    for font in _fonts(pdf):
        wanted = _ask_for(pdf, font, shown, maps)
        if wanted is None:
            continue
        data, glyphs = data + len(wanted.data), glyphs + len(wanted.codes)
        if data > _MOST_DATA or glyphs > MOST_GLYPHS or len(found) == MOST_FACES:
            break
        found.append(wanted)
    return tuple(found)


def _fonts(pdf: OpenedPdf) -> Iterator[Any]:
    """Each font that pages and their forms name, once."""
    waiting = [page.entries.get("/Resources") for page in reversed(pdf.pages)]
    seen: set[int] = set()
    for _step in range(_MOST_RESOURCES):
        if not waiting:
            return
        held = waiting.pop()
        if is_reference(held):
            if held.idnum in seen:
                continue
            seen.add(held.idnum)
        resources = pdf.dictionary(held)
        for item in pdf.dictionary(resources.get("/Font")).values():
            if is_reference(item) and item.idnum not in seen:
                seen.add(item.idnum)
                yield item
        for item in pdf.dictionary(resources.get("/XObject")).values():
            if is_reference(item) and item.idnum not in seen:
                seen.add(item.idnum)
                below = pdf.dictionary(item).get("/Resources")
                waiting += [below] if below is not None else []


def _ask_for(pdf: OpenedPdf, font: Any, shown: Mapping[str, frozenset[str]], maps: CharacterMaps) -> WantedFont | None:
    entries = pdf.dictionary(font)
    below = pdf.array(entries.get("/DescendantFonts"))
    inner = pdf.dictionary(below[0]) if below else entries
    names = [_name(pdf, each.get("/BaseFont")) for each in (entries, inner)]
    face = next((name for name in names if name in shown), "")
    program = _program(pdf, pdf.dictionary(inner.get("/FontDescriptor"))) if face else None
    if program is None:
        return None
    held = maps.of_font(font)
    is_simple = not below
    codes = tuple(
        (code, text, _advance(held, code))
        for code, text in sorted(held.texts.items())
        if text not in {UNKNOWN, UNREAD} and text.isprintable() and shown[face].issuperset(text)
    )
    encoding = pdf.dictionary(entries.get("/Encoding"))
    return WantedFont(
        face=face,
        data=program,
        codes=codes,
        is_simple=is_simple,
        glyph_of=None if is_simple else pdf.stream(inner.get("/CIDToGIDMap")),
        names=tuple(_glyph_names(pdf, encoding)) if is_simple else (),
    )


def _program(pdf: OpenedPdf, descriptor: Mapping[str, Any]) -> bytes | None:
    """The font program; None where there is none, or one of Type 1, which is not read."""
    return pdf.stream(descriptor.get("/FontFile2") or descriptor.get("/FontFile3"))


def _advance(held: CharacterMap, code: int) -> int:
    if held.widths is None:
        return 0
    return round(1_000 * held.widths.by_code.get(code, held.widths.default))


def _name(pdf: OpenedPdf, item: Any) -> str:
    value = pdf.value(item)
    name = value[1:].encode("utf-8", "surrogateescape").decode("utf-8", "replace") if isinstance(value, str) else ""
    return name[_SUBSET_TAG:] if name[_SUBSET_TAG - 1 : _SUBSET_TAG] == "+" else name


def _glyph_names(pdf: OpenedPdf, encoding: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The names that the Differences of an *encoding* give to codes."""
    code = 0
    for item in pdf.array(encoding.get("/Differences"))[:1_024]:
        value = pdf.value(item)
        if type(value) is int:
            code = value
        elif isinstance(value, str):
            yield code, value[1:]
            code += 1

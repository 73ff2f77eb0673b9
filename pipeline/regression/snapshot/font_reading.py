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
    is_drawn = pdf.value(entries.get("/Subtype")) == "/Type3"
    face = "" if is_drawn else face
    if face not in shown:
        return None
    program = b"" if is_drawn else _program(pdf, pdf.dictionary(inner.get("/FontDescriptor")))
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
        names=tuple(_glyph_names(pdf, encoding)) if is_simple and not is_drawn else (),
        procedures=tuple(_procedures(pdf, entries, encoding, frozenset(code for code, _t, _a in codes)))
        if is_drawn
        else (),
    )


def _program(pdf: OpenedPdf, descriptor: Mapping[str, Any]) -> bytes | None:
    """The font program; None where there is none."""
    held = (descriptor.get(name) for name in ("/FontFile2", "/FontFile3", "/FontFile"))
    return next((data for each in held if each is not None and (data := pdf.stream(each))), None)


def _procedures(
    pdf: OpenedPdf, entries: Mapping[str, Any], encoding: Mapping[str, Any], codes: frozenset[int]
) -> Iterator[tuple[int, bytes]]:
    """What draws the glyphs of *codes* in a font of Type 3 (ISO 32000-1, 9.6.5)."""
    held = pdf.dictionary(entries.get("/CharProcs"))
    for code, name in _glyph_names(pdf, encoding):
        if code in codes and (data := pdf.stream(held.get(f"/{name}"))) is not None:
            yield code, data


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

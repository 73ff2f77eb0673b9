"""The face of slug lines, cut down to what they say, as a font of a PDF (ISO 32000-1, 9.7.4: CIDFontType2)."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import uharfbuzz as hb

from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import NameObject, reference, write_object

_UNKNOWN = "?"
_ROWS = 100  # in one bfchar block (Adobe Technical Note 5411)
_CHARACTER_MAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{rows}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class SlugFace:
    """A TrueType *face*, of which the characters of *texts* are kept; those it does not have become ``?``."""

    def __init__(self, face: bytes, texts: Iterable[str]) -> None:
        whole = hb.Face(face)
        wanted = {ord(character) for text in texts for character in text} | {ord(_UNKNOWN)}
        order = hb.SubsetInput()
        order.sets(hb.SubsetInputSets.UNICODE).set(wanted & set(whole.unicodes))
        self._face = hb.subset(whole, order)
        self._font = hb.Font(self._face)
        self._glyphs = {code: self._font.get_nominal_glyph(code) or 0 for code in sorted(self._face.unicodes)}

    def encode_text(self, text: str) -> bytes:
        """*text* as a string of a content stream."""
        unknown = self._glyphs[ord(_UNKNOWN)]
        return b"<%s>" % b"".join(b"%04X" % self._glyphs.get(ord(character), unknown) for character in text)

    def width(self, text: str) -> float:
        """The length of *text* in sizes of the face."""
        unknown = self._glyphs[ord(_UNKNOWN)]
        glyphs = (self._glyphs.get(ord(character), unknown) for character in text)
        return sum(map(self._advance, glyphs)) / int(self._face.upem)

    def write(self, writer: ObjectWriter) -> int:
        """Write the font; its number."""
        program, characters, descriptor, descendant, font = (writer.reserve() for _ in range(5))
        data = self._face.blob.data
        name = NameObject(f"/{_tag(data)}+KanbenSlug")
        writer.put_text_stream(program, b"<</Length1 %d>>" % len(data), data)
        writer.put_text_stream(characters, b"<<>>", self._character_map())
        writer.put(descriptor, write_object(_name_keys(self._descriptor(name, program))))
        writer.put(descendant, write_object(_name_keys(self._descendant(name, descriptor))))
        entries = {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/Type0"),
            "/BaseFont": name,
            "/Encoding": NameObject("/Identity-H"),
            "/DescendantFonts": [reference(descendant)],
            "/ToUnicode": reference(characters),
        }
        writer.put(font, write_object(_name_keys(entries)))
        return font

    def _descriptor(self, name: NameObject, program: int) -> dict[str, Any]:
        extents = self._font.get_font_extents("ltr")
        return {
            "/Type": NameObject("/FontDescriptor"),
            "/FontName": name,
            "/Flags": 4,  # symbolic: its characters are not those of the standard Latin set (table 123)
            "/FontBBox": [0, self._thousandths(extents.descender), 1000, self._thousandths(extents.ascender)],
            "/ItalicAngle": 0,
            "/Ascent": self._thousandths(extents.ascender),
            "/Descent": self._thousandths(extents.descender),
            "/CapHeight": self._thousandths(extents.ascender),
            "/StemV": 80,
            "/FontFile2": reference(program),
        }

    def _descendant(self, name: NameObject, descriptor: int) -> dict[str, Any]:
        glyphs = sorted(set(self._glyphs.values()))
        widths = [each for glyph in glyphs for each in (glyph, [self._thousandths(self._advance(glyph))])]
        return {
            "/Type": NameObject("/Font"),
            "/Subtype": NameObject("/CIDFontType2"),
            "/BaseFont": name,
            "/CIDSystemInfo": _name_keys({"/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": 0}),
            "/CIDToGIDMap": NameObject("/Identity"),
            "/FontDescriptor": reference(descriptor),
            "/W": widths,
        }

    def _advance(self, glyph: int) -> int:
        return int(self._font.get_glyph_h_advance(glyph))

    def _thousandths(self, units: float) -> int:
        return round(units * 1000 / int(self._face.upem))

    def _character_map(self) -> bytes:
        pairs = [f"<{glyph:04x}> <{chr(code).encode('utf-16-be').hex()}>\n" for code, glyph in self._glyphs.items()]
        blocks = [pairs[start : start + _ROWS] for start in range(0, len(pairs), _ROWS)]
        rows = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
        return _CHARACTER_MAP.format(rows=rows).encode("ascii")


def _tag(data: bytes) -> str:
    """Six capitals that name a subset, from what is in it (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])


def _name_keys(entries: dict[str, Any]) -> dict[str, Any]:
    return {NameObject(key): value for key, value in entries.items()}

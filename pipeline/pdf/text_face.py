"""A face cut down to what is said in it, as a font of a PDF (ISO 32000-1, 9.7.4: CIDFontType2).

What Kanben writes into PDFs that it did not lay out is set in it: slug lines, and the values of forms.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Protocol

import uharfbuzz as hb

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.pdf.objects import NameObject, reference, write_object
from pipeline.resources import find_shipped

_FILE = "KanbenKai-Regular.ttf"  # the one face of the house in TrueType that has all of its Han

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


class ObjectPlace(Protocol):
    """Where objects are put: a file that is being written, or a PDF in memory."""

    def reserve(self) -> int:
        """A new number, to be put later."""

    def put(self, number: int, body: bytes) -> None:
        """Put the object *number*, which is no stream."""

    def put_text_stream(self, number: int, dictionary: bytes, text: bytes) -> None:
        """Compress *text* and put it as the stream *number*; *dictionary* has neither /Length nor /Filter."""


def read_text_face() -> bytes:
    """The program of the face that Kanben writes with, TrueType. Raises FileAccessError."""
    face = find_shipped("fonts") / _FILE
    try:
        return face.read_bytes()
    except OSError as error:
        raise FileAccessError(Problem(_("The file cannot be read."), face)) from error


class TextFace:
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

    def has(self, character: str) -> bool:
        """Whether the face has *character*."""
        return ord(character) in self._glyphs

    def write(self, writer: ObjectPlace) -> int:
        """Write the font; its number."""
        program, characters, descriptor, descendant, font = (writer.reserve() for _ in range(5))
        data = self._face.blob.data
        name = NameObject(f"/{_tag(data)}+KanbenText")
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

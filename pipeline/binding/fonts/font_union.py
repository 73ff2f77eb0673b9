"""Each face once in a volume, with the glyphs that any of the issues prints.

An issue embeds the subset of a face that it needs. Text is written in glyph numbers that all subsets of the face share
(Identity-H), so the union of the subsets serves all of them, when it can be proved to be one face (``glyph_programs``).
"""

import re
import string
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.binding.fonts.glyph_programs import CffProgram, DiffersError, GlyphProgram, TrueTypeProgram
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import DictionaryObject, NameObject, Written, parse_object, reference, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf, decode_stream, references, renumber

_SUBSET_TAG = re.compile(r"/[A-Z]{6}\+")
_CHARACTER_MAP = re.compile(rb"(\d+)\s+beginbfchar\s(.*?)endbfchar", re.DOTALL)
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_WIDTHS = re.compile(rb"/W\s*\[((?:\s*\d+\s*\[[-+.\d\s]*\])*)\s*\]")
_WIDTH_ROW = re.compile(rb"(\d+)\s*\[([^\]]*)\]")
_FIXED_PITCH = 1  # of /Flags (ISO 32000-1, table 123)
_MOST_REFERENCES = 16  # of one dictionary of a font: there are not as many keys
_MAX_CHARACTERS = 100  # in one bfchar block (Adobe Technical Note 5411)
_MAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
_MAP_FOOT = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


@dataclass(slots=True, kw_only=True)
class _Subset:
    """What one PDF says of one of its fonts."""

    font: DictionaryObject
    descendant: DictionaryObject
    descriptor: DictionaryObject
    program: bytes
    characters: dict[int, bytes]  # glyph number → UTF-16BE in hexadecimal
    widths: dict[int, bytes]
    box: tuple[float, ...]  # of its glyphs, in thousandths of an em
    is_fixed_pitch: bool  # whether its glyphs are of one width


@dataclass(slots=True, kw_only=True)
class _Face:
    """A face of the volume. *fonts* are the numbers of its font objects by what their glyphs stand for."""

    name: str
    program: GlyphProgram
    descendant: DictionaryObject
    descriptor: DictionaryObject
    number: int  # of the descendant
    box: tuple[float, ...]
    is_fixed_pitch: bool
    widths: dict[int, bytes] = field(default_factory=dict)
    fonts: list[tuple[int, dict[int, bytes]]] = field(default_factory=list)


class FontUnion:
    """Collects the faces of the parts of a volume; writes them when all are known."""

    def __init__(self, writer: ObjectWriter) -> None:
        self._writer = writer
        self._faces: dict[tuple[object, ...], list[_Face]] = {}

    def join(self, pdf: RawPdf, number: int) -> int | None:
        """The number of the volume's font that stands for the font *number* of *pdf*; None when it can't be joined."""
        try:
            subset = _subset_of(pdf, number)
            key = _key_of(subset)
        except (DiffersError, LookupError, ValueError, AttributeError, TypeError, NotImplementedError):
            return None  # NotImplementedError: a figure that is the reference of a stream
        for face in self._faces.get(key, []):
            if any(face.widths.get(glyph, width) != width for glyph, width in subset.widths.items()):
                continue
            try:
                face.program.join(subset.program)
            except Exception:  # noqa: BLE001 (it differs, or is damaged in any way, as below)
                continue
            return self._font_of(face, subset)
        program: GlyphProgram = CffProgram() if "/FontFile3" in subset.descriptor else TrueTypeProgram()
        try:
            program.join(subset.program)
        except Exception:  # noqa: BLE001 (a legacy font program may be damaged in any way: it is carried as it is)
            return None
        face = _Face(
            name=str(key[0]),
            program=program,
            descendant=subset.descendant,
            descriptor=subset.descriptor,
            number=self._writer.reserve(),
            box=subset.box,
            is_fixed_pitch=subset.is_fixed_pitch,
        )
        self._faces.setdefault(key, []).append(face)
        return self._font_of(face, subset)

    def _font_of(self, face: _Face, subset: _Subset) -> int:
        """A font object of *face* whose characters agree with those of *subset*; both are extended."""
        face.widths |= subset.widths
        face.box = (*map(min, face.box[:2], subset.box[:2]), *map(max, face.box[2:], subset.box[2:]))
        face.is_fixed_pitch &= subset.is_fixed_pitch and len(set(face.widths.values())) < 2
        for number, characters in face.fonts:
            if all(characters.get(glyph, text) == text for glyph, text in subset.characters.items()):
                characters.update(subset.characters)
                return number
        number = self._writer.reserve()
        face.fonts.append((number, dict(subset.characters)))
        return number

    def write(self) -> None:
        """Write all faces."""
        for faces in self._faces.values():
            for face in faces:
                self._write(face)

    def _write(self, face: _Face) -> None:
        writer = self._writer
        name = NameObject(f"/{_subset_tag(face)}+{face.name}")
        program, descriptor = writer.reserve(), writer.reserve()
        data = face.program.compile()
        key = "/FontFile3" if "/FontFile3" in face.descriptor else "/FontFile2"
        kind = b"<</Subtype/CIDFontType0C>>" if key == "/FontFile3" else b"<</Length1 %d>>" % len(data)
        writer.put_text_stream(program, kind, data)
        facts = {k: v for k, v in face.descriptor.items() if k != "/CIDSet"}
        facts |= {"/FontName": name, key: reference(program)}
        facts["/FontBBox"] = Written(b"[%s]" % b" ".join(b"%g" % side for side in face.box))
        facts["/Flags"] = Written(b"%d" % (_flags(face.descriptor) | face.is_fixed_pitch * _FIXED_PITCH))
        writer.put(descriptor, write_object(facts))
        descendant: dict[str, object] = {}
        descendant.update(face.descendant)
        descendant.update({"/BaseFont": name, "/FontDescriptor": reference(descriptor)})
        descendant["/W"] = Written(_write_widths(face.widths))
        writer.put(face.number, write_object(descendant))
        for number, characters in face.fonts:
            to_unicode = writer.reserve()
            writer.put_text_stream(to_unicode, b"<<>>", _write_map(characters))
            writer.put(
                number,
                b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont%s/ToUnicode %d 0 R/DescendantFonts[%d 0 R]>>"
                % (write_object(name), to_unicode, face.number),
            )


def _subset_of(pdf: RawPdf, number: int) -> _Subset:
    font = parse_object(_in_one(pdf, number))
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        raise DiffersError("not written in glyph numbers")
    (below,) = resolve(pdf, font, "/DescendantFonts")
    widths, rest = _widths_apart(_in_one(pdf, below.idnum))
    descendant = parse_object(rest)
    if descendant.get("/CIDToGIDMap", "/Identity") != "/Identity":
        raise DiffersError("glyph numbers are mapped")
    descriptor = parse_object(_in_one(pdf, descendant.raw_get("/FontDescriptor").idnum))
    key = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
    file = descriptor.raw_get(key).idnum
    if key == "/FontFile3" and b"/CIDFontType0C" not in pdf.bodies[file]:
        raise DiffersError("not a bare CFF table")
    if (
        references(rest)[1:]
        or len(references(write_object({k: v for k, v in descriptor.items() if k != "/CIDSet"}))) > 1
    ):
        raise DiffersError("figures that refer to more")
    characters = _characters_of(decode_stream(pdf, font.raw_get("/ToUnicode").idnum))
    box = tuple(float(side) for side in descriptor["/FontBBox"])
    if len(box) != 4:
        raise DiffersError("no box")
    is_fixed_pitch = bool(int(str(descriptor["/Flags"])) & _FIXED_PITCH)
    return _Subset(
        font=font,
        descendant=descendant,
        descriptor=descriptor,
        program=decode_stream(pdf, file),
        characters=characters,
        widths=widths,
        box=box,
        is_fixed_pitch=is_fixed_pitch,
    )


def _characters_of(text: bytes) -> dict[int, bytes]:
    """What glyphs stand for by a map of characters. Raises DiffersError for one in another form than is written here:
    what is not understood of it would be lost.
    """
    if b"beginbfrange" in text or b"usecmap" in text:
        raise DiffersError("ranges of characters")
    blocks = [(int(count), _CHARACTER.findall(block)) for count, block in _CHARACTER_MAP.findall(text)]
    if len(blocks) != text.count(b"beginbfchar") or any(count != len(rows) for count, rows in blocks):
        raise DiffersError("characters in another form")
    return {int(glyph, 16): value.lower() for _count, rows in blocks for glyph, value in rows}


def _in_one(pdf: RawPdf, number: int) -> bytes:
    """The object *number*, with what it refers to written into it, but for streams and what refers further.

    Many programs give widths, /CIDSystemInfo and the like objects of their own, and fonts are compared as written.
    """
    body = pdf.bodies[number]
    numbers = references(body)
    if len(numbers) > _MOST_REFERENCES:
        raise DiffersError("too many references")
    if all(each in pdf.streams for each in numbers):
        return body

    def in_place(each: int) -> bytes:
        found = pdf.bodies[each]
        return b"%d 0 R" % each if each in pdf.streams or references(found) else found

    return renumber(body, {b"%d" % each: in_place(each) for each in numbers})


def _widths_apart(body: bytes) -> tuple[dict[int, bytes], bytes]:
    """The widths of /W by glyph number (ISO 32000-1, 9.7.4.3), in the form ``first [width width …]``; the font without.

    They are most of the font: read on their own, they need not be taken apart as objects.
    """
    found = _WIDTHS.search(body)
    if found is None:
        if b"/W" in body.replace(b"/WMode", b""):
            raise DiffersError("widths in another form")
        return {}, body
    widths: dict[int, bytes] = {}
    for first, row in _WIDTH_ROW.findall(found[1]):
        widths.update(enumerate(row.split(), int(first)))
    return widths, body[: found.start()] + body[found.end() :]


def glyph_widths(pdf: RawPdf, number: int) -> dict[int, float]:
    """The widths of the glyphs of the font *number* in thousandths of an em. Raises ValueError, LookupError."""
    return {glyph: float(width) for glyph, width in _subset_of(pdf, number).widths.items()}


def _flags(descriptor: DictionaryObject) -> int:
    """The flags of a face, without the one that producers set for the glyphs of a subset."""
    return int(str(descriptor["/Flags"])) & ~_FIXED_PITCH


def _key_of(subset: _Subset) -> tuple[object, ...]:
    """What fonts of one face have in common: name without subset tag, kind, and the descriptor's figures of the face.

    Box and fixed pitch are those of a subset: ten digits are narrower than their face and all of one width.
    """
    name = _SUBSET_TAG.sub("/", str(subset.font["/BaseFont"]))[1:]
    ignored = {"/FontName", "/FontFile2", "/FontFile3", "/CIDSet", "/FontBBox", "/Flags"}
    facts = {key: value for key, value in subset.descriptor.items() if key not in ignored}
    own = {key: value for key, value in subset.descendant.items() if key not in ("/BaseFont", "/FontDescriptor")}
    return name, "/FontFile3" in subset.descriptor, _flags(subset.descriptor), _order(facts), _order(own)


def _order(value: object) -> object:
    """*value* to be compared: programs write the keys of a dictionary in any order."""
    if isinstance(value, dict):
        return tuple(sorted((str(key), _order(each)) for key, each in value.items()))
    return write_object(value)


def _subset_tag(face: _Face) -> str:
    """Six letters that follow from the glyphs (ISO 32000-1, 9.6.4)."""
    number = int.from_bytes(sha256(repr(sorted(face.widths)).encode()).digest()[:8], "big")
    letters = []
    for _position in range(6):
        number, letter = divmod(number, 26)
        letters.append(string.ascii_uppercase[letter])
    return "".join(letters)


def _write_widths(widths: dict[int, bytes]) -> bytes:
    pieces: list[bytes] = []
    before: int | None = None
    for glyph, width in sorted(widths.items()):
        if before is None or glyph != before + 1:
            pieces.append(b"]%d[%s" % (glyph, width))
        else:
            pieces.append(b" " + width)
        before = glyph
    return b"[%s]" % (b"".join(pieces)[1:] + b"]" if pieces else b"")


def _write_map(characters: dict[int, bytes]) -> bytes:
    """The ToUnicode CMap of *characters* (ISO 32000-1, 9.10.3)."""
    rows = [b"<%04x> <%s>" % item for item in sorted(characters.items())]
    blocks = [rows[start : start + _MAX_CHARACTERS] for start in range(0, len(rows), _MAX_CHARACTERS)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return _MAP_HEAD + body + _MAP_FOOT

"""Subsets of one face joined into one font program.

A subset keeps the numbers that its glyphs have in the face: CIDs in the charset of a CID-keyed CFF table, glyph numbers
in a TrueType font. So the subsets of one face agree wherever they share a glyph, and what they share proves that they
are of one face: the same outlines and the same figures for rasterising. Where anything differs they are not joined.
"""

import struct
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any, ClassVar, Protocol

_USUAL_MATRIX, _NO_CHANGE = [0.001, 0, 0, 0.001, 0, 0], [1, 0, 0, 1, 0, 0]


class DiffersError(ValueError):
    """Two programs are not of one face, or are made in a way that this module does not join."""


class GlyphProgram(Protocol):
    """Outlines by glyph number."""

    def join(self, data: bytes) -> None:
        """Take in the glyphs of another subset. Raises DiffersError, and is then as it was."""

    def compile(self) -> bytes:
        """The font program of all glyphs."""


@dataclass(kw_only=True)
class CffProgram:
    """A bare CID-keyed CFF table (ISO 32000-1, table 126: CIDFontType0C) without subroutines."""

    _first: Any = None
    _facts: tuple[object, ...] = ()
    _charstrings: dict[str, bytes] = field(default_factory=dict)
    _dictionary_of: dict[str, tuple[object, ...]] = field(default_factory=dict)
    _dictionaries: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def join(self, data: bytes) -> None:
        from fontTools.cffLib import CFFFontSet

        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        top = fonts[0]
        if not hasattr(top, "ROS") or len(fonts.GlobalSubrs):
            raise DiffersError("not CID-keyed, or with subroutines")
        for dictionary in top.FDArray:
            _settle_matrix(top, dictionary)
        facts = (fonts.fontNames[0], top.ROS, top.CIDCount, tuple(getattr(top, "FontMatrix", ())))
        if self._facts not in ((), facts):
            raise DiffersError("another face")
        keys = [_figures(dictionary) for dictionary in top.FDArray]
        codes, dictionaries = _items_of(top.CharStrings.charStringsIndex, data), top.FDSelect.gidArray
        if not len(codes) == len(top.charset) <= len(dictionaries):
            raise DiffersError("glyphs are missing")
        rows = zip(top.charset, dictionaries, codes, strict=False)
        strings = {name: (keys[dictionary], code) for name, dictionary, code in rows}
        for name, (key, code) in strings.items():
            if name in self._charstrings and (self._charstrings[name], self._dictionary_of[name]) != (code, key):
                raise DiffersError(f"another outline of {name}")
        self._facts = facts
        if self._first is None:
            self._first = fonts
        for key, dictionary in zip(keys, top.FDArray, strict=True):
            self._dictionaries.setdefault(key, dictionary)
        for name, (key, code) in strings.items():
            self._charstrings[name], self._dictionary_of[name] = code, key

    def compile(self) -> bytes:
        from fontTools.cffLib import CharStrings, FDSelect
        from fontTools.misc.psCharStrings import T2CharString

        fonts, top = self._first, self._first[0]
        names = sorted(self._charstrings, key=lambda name: int(name[3:]) if name != ".notdef" else -1)
        numbers = {key: number for number, key in enumerate(self._dictionaries)}
        array = list(self._dictionaries.values())
        select = FDSelect()
        select.format = 3
        select.gidArray = [numbers[self._dictionary_of[name]] for name in names]
        strings = CharStrings(None, names, fonts.GlobalSubrs, None, fdSelect=select, fdArray=top.FDArray, isCFF2=False)
        strings.charStrings = {
            name: T2CharString(bytecode=self._charstrings[name], private=array[select.gidArray[index]].Private)
            for index, name in enumerate(names)
        }
        top.charset, top.CharStrings, top.FDSelect, top.numGlyphs = names, strings, select, len(names)
        top.FDArray.items = array
        file = BytesIO()
        fonts.compile(file, _NoOtherTables(), isCFF2=False)
        return file.getvalue()


class _NoOtherTables:
    """What fontTools asks of the font around a CFF table that it compiles."""

    recalcBBoxes = False  # noqa: N815 (fontTools' name)
    cfg: ClassVar[dict[str, object]] = {}


def _items_of(index: Any, data: bytes) -> list[bytes]:
    """The items of an *index* of the CFF table *data*, as they stand there: fontTools makes an object of each."""
    start, offsets = index.offsetBase, index.offsets
    if start + offsets[-1] > len(data) or offsets != sorted(offsets):
        raise DiffersError("cut off")
    return [data[start + first : start + end] for first, end in pairwise(offsets)]


def _settle_matrix(top: Any, dictionary: Any) -> None:
    """Leave out a matrix of *dictionary* that changes nothing (Technical Note 5176, 9 and 18).

    fontTools leaves out that of the face where it is the usual one: then the other would count alone.
    """
    if list(top.rawDict.get("FontMatrix", ())) != _USUAL_MATRIX or "FontMatrix" not in dictionary.rawDict:
        return
    if list(dictionary.rawDict.pop("FontMatrix")) != _NO_CHANGE:
        raise DiffersError("matrices that would be lost")


def _figures(dictionary: Any) -> tuple[object, ...]:
    """What the rasteriser is told for the glyphs of *dictionary* (hints, widths that charstrings leave out)."""
    private = dictionary.Private
    if hasattr(private, "Subrs"):
        raise DiffersError("with subroutines")
    figures = ((key, str(getattr(private, key))) for key in sorted(private.rawDict) if key != "Subrs")
    return (getattr(dictionary, "FontName", ""), str(getattr(dictionary, "FontMatrix", "")), *figures)


_SHARED_TABLES = ("cvt ", "fpgm", "prep")
_NEEDED_TABLES = ("head", "hhea", "maxp")  # besides outlines and metrics (ISO 32000-1, 9.9)


@dataclass(kw_only=True)
class TrueTypeProgram:
    """A TrueType font whose glyphs stand at their numbers in the face, the others being empty."""

    _tables: dict[str, bytes] = field(default_factory=dict)
    _head: bytes = b""
    _glyphs: dict[int, bytes] = field(default_factory=dict)
    _metrics: dict[int, bytes] = field(default_factory=dict)
    _count: int = 0

    def join(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(BytesIO(data), lazy=True)
        tables = {tag: bytes(font.reader[tag]) for tag in font.reader.keys()}  # noqa: SIM118 (a reader, no dict)
        head = tables["head"]
        scale = head[18:20]
        shared = {tag: tables.get(tag, b"") for tag in _SHARED_TABLES}
        if self._head and (
            self._head[18:20] != scale or any(shared[tag] != self._tables.get(tag, b"") for tag in shared)
        ):
            raise DiffersError("another face")
        glyphs, metrics, count = _glyphs_of(tables)
        for number, outline in glyphs.items():
            if self._glyphs.get(number, outline) != outline or self._metrics.get(number, b"") not in (
                b"",
                metrics.get(number, b""),
            ):
                raise DiffersError(f"another outline of glyph {number}")
        if not self._head:
            self._head, self._tables = head, tables
        self._glyphs |= glyphs
        self._metrics |= {number: metrics[number] for number in glyphs if number in metrics}
        self._metrics.setdefault(0, metrics.get(0, bytes(4)))
        self._count = max(self._count, count)
        self._tables["maxp"] = _larger_limits(self._tables["maxp"], tables["maxp"])

    def compile(self) -> bytes:
        from fontTools.ttLib.sfnt import SFNTWriter

        outlines, offsets = bytearray(), [0]
        for number in range(self._count):
            outlines += self._glyphs.get(number, b"")
            offsets.append(len(outlines))
        kept = {tag: self._tables[tag] for tag in (*_NEEDED_TABLES, *_SHARED_TABLES) if tag in self._tables}
        kept["glyf"] = bytes(outlines)
        kept["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
        kept["hmtx"] = b"".join(self._metrics.get(number, bytes(4)) for number in range(self._count))
        kept["hhea"] = kept["hhea"][:34] + struct.pack(">H", self._count)
        kept["maxp"] = kept["maxp"][:4] + struct.pack(">H", self._count) + kept["maxp"][6:]
        kept["head"] = kept["head"][:50] + struct.pack(">h", 1) + kept["head"][52:]
        file = BytesIO()
        writer = SFNTWriter(file, len(kept))
        for tag in sorted(kept):
            writer[tag] = kept[tag]
        writer.close()
        return file.getvalue()


def _glyphs_of(tables: dict[str, bytes]) -> tuple[dict[int, bytes], dict[int, bytes], int]:
    """Outlines and horizontal metrics (advance, left side bearing) by glyph number, and the count of glyphs."""
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    long = struct.unpack_from(">h", tables["head"], 50)[0]
    loca = tables["loca"]
    offsets = (
        struct.unpack_from(f">{count + 1}L", loca)
        if long
        else [2 * offset for offset in struct.unpack_from(f">{count + 1}H", loca)]
    )
    outlines = tables["glyf"]
    glyphs = {
        number: _pad(outlines[offsets[number] : offsets[number + 1]])
        for number in range(count)
        if offsets[number + 1] > offsets[number]
    }
    full = struct.unpack_from(">H", tables["hhea"], 34)[0]
    hmtx = tables["hmtx"]
    last = hmtx[4 * full - 4 : 4 * full - 2]
    metrics = {number: hmtx[4 * number : 4 * number + 4] for number in range(min(full, count))}
    for number, start in zip(range(full, count), range(4 * full, len(hmtx), 2), strict=False):
        metrics[number] = last + hmtx[start : start + 2]
    return glyphs, metrics, count


def _pad(outline: bytes) -> bytes:
    """*outline* with whole words of four bytes, as subsetters pad in different ways."""
    return outline + bytes(-len(outline) % 4)


def _larger_limits(one: bytes, other: bytes) -> bytes:
    """The ``maxp`` table with the greater of each limit of two."""
    pattern = f">L{(len(one) - 4) // 2}H"
    pairs = zip(struct.unpack(pattern, one), struct.unpack(pattern, other), strict=True)
    return struct.pack(pattern, *(max(pair) for pair in pairs))

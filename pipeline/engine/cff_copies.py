"""Copies of glyphs put into a bare CID-keyed CFF table (Adobe Technical Notes 5176 and 5177).

The table is one that HarfBuzz has cut down: no hints, no subroutines. It is written anew part by part, since each place
in it is told from its beginning.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from struct import pack, unpack_from
from typing import NamedTuple

from pipeline.engine.glyph_copies import Copy

_CHARSET, _CHAR_STRINGS, _PRIVATE = b"\x0f", b"\x11", b"\x12"
_CID_COUNT, _FD_ARRAY, _FD_SELECT = b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
_DEFAULT_WIDTH, _NOMINAL_WIDTH, _SUBROUTINES = b"\x14", b"\x15", b"\x13"
_ALL_CIDS = 0x10000  # the same for all that is embedded of a face, so that a volume can join it
_RMOVETO, _HMOVETO, _VMOVETO, _ENDCHAR = 21, 22, 4, 14
_OPERANDS = {_RMOVETO: 2, _HMOVETO: 1, _VMOVETO: 1, _ENDCHAR: 0}
_Dict = dict[bytes, bytes]  # operands by their operator, as they are written


class _Widths(NamedTuple):
    """How the widths of glyphs are told in their charstrings (Technical Note 5176, 15)."""

    default: int
    nominal: int


def add_copies(table: bytes, copies: Mapping[int, Copy]) -> bytes:
    """*table* with *copies* by their CIDs, all above those of its own glyphs; what they are copies of is there.

    Raises ValueError where the table is made in another way.
    """
    top_index = _end_of_index(table, table[2])
    strings = _end_of_index(table, top_index)
    routines = _end_of_index(table, strings)
    end = _end_of_index(table, routines)
    top = _read_dict(_read_index(table, top_index)[0])
    outlines = _read_index(table, _offset(top, _CHAR_STRINGS))
    cids = _read_charset(table, _offset(top, _CHARSET), len(outlines))
    dictionaries = _read_select(table, _offset(top, _FD_SELECT), len(outlines))
    fonts = [_read_dict(each) for each in _read_index(table, _offset(top, _FD_ARRAY))]
    privates = [_find_private(table, font) for font in fonts]
    widths = [_widths(_read_dict(private)) for private in privates]
    places = {cid: place for place, cid in enumerate(cids)}
    for cid in sorted(copies):
        place = places[copies[cid].glyph]
        outlines.append(_copy_of(outlines[place], widths[dictionaries[place]], copies[cid]))
        cids.append(cid)
        dictionaries.append(dictionaries[place])
    pieces = [_charset(cids), b"\0" + bytes(dictionaries), _index(outlines)]
    top[_CID_COUNT] = _integer(_ALL_CIDS)
    before, strings_and_routines = table[:top_index], table[strings:end]

    def head(offsets: Sequence[int]) -> bytes:
        told = zip((_CHARSET, _FD_SELECT, _CHAR_STRINGS, _FD_ARRAY), offsets, strict=True)
        return before + _index([_dict(top | {key: _integer(offset) for key, offset in told})]) + strings_and_routines

    start = len(head([0] * 4))
    offsets = [start + sum(map(len, pieces[:number])) for number in range(4)]
    private_place = offsets[3] + len(_font_index(fonts, privates, 0))
    return head(offsets) + b"".join(pieces) + _font_index(fonts, privates, private_place) + b"".join(privates)


def _copy_of(outline: bytes, widths: _Widths, copy: Copy) -> bytes:
    """The charstring of a *copy* of *outline* (Technical Note 5177, 3.1 and 4.1: the width stands before all else)."""
    numbers, at = _read_numbers(outline, 0)
    operator = outline[at]
    count = _OPERANDS.get(operator)
    if count is None or not 0 <= len(numbers) - count <= 1:
        raise ValueError(f"a charstring that begins with the operator {operator}")
    width = widths.nominal + numbers[0] if len(numbers) > count else widths.default
    moves = numbers[len(numbers) - count :]
    if (copy.shift or copy.rise) and operator != _ENDCHAR:
        x, y = (moves[0], 0) if operator == _HMOVETO else (0, moves[0]) if operator == _VMOVETO else moves
        moves, operator = [x - copy.shift, y + copy.rise], _RMOVETO
    told = [width + copy.growth - widths.nominal, *moves]
    return b"".join(map(_short_integer, told)) + bytes((operator,)) + outline[at + 1 :]


def _read_numbers(outline: bytes, at: int) -> tuple[list[int], int]:
    """The whole numbers at the beginning of a charstring, and where its first operator stands."""
    numbers = []
    while (first := outline[at]) >= 32 or first == 28:
        if first == 28:
            numbers.append(int.from_bytes(outline[at + 1 : at + 3], signed=True))
            at += 3
        elif first < 247:
            numbers.append(first - 139)
            at += 1
        elif first < 255:
            sign, base = (1, 247) if first < 251 else (-1, 251)
            numbers.append(sign * ((first - base) * 256 + outline[at + 1] + 108))
            at += 2
        else:
            raise ValueError("a fraction in a charstring")
    return numbers, at


def _short_integer(number: int) -> bytes:
    if -107 <= number <= 107:
        return bytes((number + 139,))
    return b"\x1c" + number.to_bytes(2, signed=True)


def _integer(number: int) -> bytes:
    """A number in a DICT, as long whatever it is."""
    return b"\x1d" + number.to_bytes(4, signed=True)


def _read_dict(data: bytes) -> _Dict:
    result, start, at = {}, 0, 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            end = at + 1 + (first == 12)
            result[data[at:end]] = data[start:at]
            start = at = end
        elif first == 30:  # a real number, to the half byte that ends it
            while 0xF not in (data[at + 1] >> 4, data[at + 1] & 0xF):
                at += 1
            at += 2
        else:
            at += 3 if first == 28 else 5 if first == 29 else 1 if first < 247 else 2
    return result


def _dict(entries: Mapping[bytes, bytes]) -> bytes:
    return b"".join(operands + operator for operator, operands in entries.items())


def _numbers(operands: bytes) -> list[int]:
    """The whole numbers of an entry of a DICT."""
    numbers, at = [], 0
    while at < len(operands):
        if operands[at] == 29:
            numbers.append(int.from_bytes(operands[at + 1 : at + 5], signed=True))
            at += 5
        elif operands[at] == 30:
            raise ValueError("a fraction where a whole number is wanted")
        else:
            more, _end = _read_numbers(operands[at:] + b"\0", 0)
            numbers.append(more[0])
            at += 3 if operands[at] == 28 else 1 if operands[at] < 247 else 2
    return numbers


def _offset(entries: _Dict, operator: bytes) -> int:
    return _numbers(entries[operator])[0]


def _find_private(table: bytes, font: _Dict) -> bytes:
    size, offset = _numbers(font[_PRIVATE])
    private = table[offset : offset + size]
    if _SUBROUTINES in _read_dict(private):
        raise ValueError("a face with subroutines")
    return private


def _widths(private: _Dict) -> _Widths:
    default, nominal = (_numbers(private.get(key, b"\x8b"))[0] for key in (_DEFAULT_WIDTH, _NOMINAL_WIDTH))
    return _Widths(default, nominal)


def _font_index(fonts: Sequence[_Dict], privates: Sequence[bytes], place: int) -> bytes:
    """The INDEX of Font DICTs, whose *privates* stand one after another from *place* on."""
    told = []
    for font, private in zip(fonts, privates, strict=True):
        told.append(_dict(font | {_PRIVATE: _integer(len(private)) + _integer(place)}))
        place += len(private)
    return _index(told)


def _read_charset(table: bytes, start: int, count: int) -> list[int]:
    """The CIDs of *count* glyphs (Technical Note 5176, 13)."""
    kind, at = table[start], start + 1
    cids = [0]
    if kind == 0:
        return cids + list(unpack_from(f">{count - 1}H", table, at))
    while len(cids) < count:
        first = int.from_bytes(table[at : at + 2])
        left = int.from_bytes(table[at + 2 : at + 2 + kind])
        cids += range(first, first + left + 1)
        at += 2 + kind
    return cids


def _charset(cids: Sequence[int]) -> bytes:
    return b"\0" + pack(f">{len(cids) - 1}H", *cids[1:])


def _read_select(table: bytes, start: int, count: int) -> list[int]:
    """The Font DICT of each glyph (Technical Note 5176, 19)."""
    if table[start] == 0:
        return list(table[start + 1 : start + 1 + count])
    ranges = int.from_bytes(table[start + 1 : start + 3])
    result: list[int] = []
    for number in range(ranges):
        at = start + 3 + 3 * number
        result += [table[at + 2]] * (int.from_bytes(table[at + 3 : at + 5]) - int.from_bytes(table[at : at + 2]))
    return result


def _offsets(table: bytes, start: int) -> tuple[list[int], int]:
    """Where the objects of the INDEX at *start* begin, and where the last of them ends; and where it ends itself."""
    count = int.from_bytes(table[start : start + 2])
    if count == 0:
        return [], start + 2
    size, first = table[start + 2], start + 3
    base = first + size * (count + 1) - 1
    places = [int.from_bytes(table[at : at + size]) + base for at in range(first, base + 1, size)]
    return places, places[-1]


def _read_index(table: bytes, start: int) -> list[bytes]:
    places, _end = _offsets(table, start)
    return [table[first:last] for first, last in pairwise(places)]


def _end_of_index(table: bytes, start: int) -> int:
    """The first byte behind the INDEX at *start* (Technical Note 5176, 5)."""
    return _offsets(table, start)[1]


def _index(objects: Sequence[bytes]) -> bytes:
    places = [1]
    for each in objects:
        places.append(places[-1] + len(each))
    size = (places[-1].bit_length() + 7) // 8
    told = b"".join(place.to_bytes(size) for place in places)
    return len(objects).to_bytes(2) + bytes((size,)) + told + b"".join(objects)

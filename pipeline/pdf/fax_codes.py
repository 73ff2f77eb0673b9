"""Pictures of black and white encoded for telefax (ITU-T T.4 and T.6; ISO 32000-1, 7.4.6), followed code by code.

Decoders pass over what is no code and go on somewhere, so that a picture of noise is sound to all of them. Here the
codes are only read: whether they are codes, and whether they make the rows that the picture says it has.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Literal

# By length of run, 0 to 63 (T.4, table 2), then 64, 128, … (table 3a); those above 1728 are for both colours (3b).
_WHITE = """00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010
101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011
00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100
00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001
01011010 01011011 01001010 01001011 00110010 00110011 00110100
11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010
011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001
010011010 011000 010011011"""
_BLACK = """0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000
0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000
000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010
000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011
000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100
000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010
000001100110 000001100111
0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101
0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101
0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011
0000001100100 0000001100101"""
_LONG = """00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110
000000010111 000000011100 000000011101 000000011110 000000011111"""
# T.4, table 4: how far the change lies from the one above it; the two others by name.
_HORIZONTAL, _PASS = 8, 9
_MODES = {
    "1": 0,
    "011": 1,
    "010": -1,
    "000011": 2,
    "000010": -2,
    "0000011": 3,
    "0000010": -3,
    "001": _HORIZONTAL,
    "0001": _PASS,
}
_LONGEST_RUN, _LONGEST_MODE = 13, 7  # bits
_END_OF_LINE = re.compile("0{11,}1")
_USUAL_WIDTH = 1728
_MOST_BYTES = 16 << 20


class _NoCodeError(ValueError):
    """What stands here is no code, or makes a row longer than it may be."""


class _EndError(ValueError):
    """The data end."""


def _table(codes: dict[str, int], longest: int) -> dict[str, tuple[int, int]]:
    """All texts of *longest* bits that begin with a code: its length, and what it stands for."""
    found = {}
    for code, meaning in codes.items():
        rest = longest - len(code)
        for number in range(1 << rest):
            found[code + (f"{number:0{rest}b}" if rest else "")] = len(code), meaning
    return found


def _runs(codes: str) -> dict[str, tuple[int, int]]:
    lengths = [*range(64), *range(64, 1729, 64), *range(1792, 2561, 64)]
    return _table(dict(zip(f"{codes} {_LONG}".split(), lengths, strict=True)), _LONGEST_RUN)


_RUNS = _runs(_WHITE), _runs(_BLACK)
_MODE_AT = _table(_MODES, _LONGEST_MODE)


def judge_fax(data: bytes, parameters: dict[str, Any], rows: int) -> Literal["", "spoilt", "cut off"]:
    """``spoilt`` where *data* are no codes, ``cut off`` where they end before the last of *rows*, else nothing.

    *parameters* are those of CCITTFaxDecode.
    """
    if len(data) > _MOST_BYTES:
        raise MemoryError
    reader = _Reader(data=data, parameters=parameters)
    try:
        for _row in range(rows):
            reader.read_row()
    except _NoCodeError:
        return "spoilt"
    except _EndError:
        return "cut off"
    return ""


@dataclass(kw_only=True)
class _Reader:
    """Reads one row after another. A row is where colours change in it, from white on, up to its width."""

    data: bytes
    parameters: dict[str, Any]
    _row: list[int] = field(default_factory=list)
    _at: int = 0

    def __post_init__(self) -> None:
        columns = self.parameters.get("/Columns", _USUAL_WIDTH)
        kind = self.parameters.get("/K", 0)
        self._width = columns if type(columns) is int and columns > 0 else _USUAL_WIDTH
        self._kind = kind if isinstance(kind, int | float) else 0
        self._is_aligned = self.parameters.get("/EncodedByteAlign") is True
        self._end = 8 * len(self.data)
        bits = f"{int.from_bytes(self.data, 'big'):0{self._end}b}" if self.data else ""
        self._bits = bits + "0" * _LONGEST_RUN
        self._row = [self._width] * 3

    def read_row(self) -> None:
        """Read the next row. Raises _NoCodeError, _EndError."""
        if self._is_aligned:
            self._at += -self._at % 8
        is_plain = self._kind == 0
        ends = 0
        while match := _END_OF_LINE.match(self._bits, self._at):
            self._at = match.end()
            ends += 1
            if self._kind > 0:
                is_plain = self._bits[self._at] == "1"
                self._at += 1
        if self._at >= self._end or ends > 1 or (ends and self._kind < 0):
            raise _EndError
        self._row = self._read_plain() if is_plain else self._read_beside(self._row)

    def _read_plain(self) -> list[int]:
        row, at, colour = list[int](), 0, 0
        while at < self._width:
            at += self._read_run(colour)
            row.append(at)
            colour ^= 1
        return self._whole(row)

    def _read_beside(self, above: list[int]) -> list[int]:
        """A row by what differs from the one *above*; ``above[index]`` is the next change in it of our colour."""
        row, at, index, width = list[int](), 0, 0, self._width
        bits, modes = self._bits, _MODE_AT
        while at < width:
            same = bits.find("0", self._at) - self._at  # changes that lie below one another
            if same > 0:
                changes = above[index : index + same]
                if len(changes) < same or changes[-1] > width or (same > 1 and changes[-2] >= width):
                    same = next((count for count, each in enumerate(changes, 1) if each >= width), 0)
                    changes = changes[:same]
                if not changes:
                    raise _NoCodeError
                self._at += same
                row += changes
                at, index = changes[-1], index + same
                continue
            if (found := modes.get(bits[self._at : self._at + _LONGEST_MODE])) is None:
                raise _EndError if self._at > self._end - _LONGEST_MODE else _NoCodeError
            length, mode = found
            self._at += length
            colour = len(row) & 1
            if mode == _PASS:
                at = above[index + 1]
            elif mode == _HORIZONTAL:
                first = at + self._read_run(colour)
                at = first + self._read_run(colour ^ 1)
                row += (first, at)
            else:
                change = above[index] + mode
                if change < at or (change == at and row):
                    raise _NoCodeError
                at = change
                row.append(at)
                index += 1
                if mode < 0 and index > 1:
                    index -= 2
            while above[index] <= at < width:
                index += 2
        return self._whole(row)

    def _read_run(self, colour: int) -> int:
        """The length of a run: any number of long ones, then one below 64."""
        total, table = 0, _RUNS[colour]
        while True:
            if (found := table.get(self._bits[self._at : self._at + _LONGEST_RUN])) is None:
                raise _EndError if self._at >= self._end - _LONGEST_RUN else _NoCodeError
            length, run = found
            self._at += length
            total += run
            if run < 64:
                return total

    def _whole(self, row: list[int]) -> list[int]:
        if row and row[-1] > self._width:
            raise _NoCodeError
        if self._at > self._end:
            raise _EndError
        return row + [self._width] * 3

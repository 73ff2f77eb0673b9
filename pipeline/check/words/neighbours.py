"""How common words are, and how much commoner behind certain others: the committed table ``neighbours.xz``.

It is made of the pairs of words of libime (LGPL-2.1-or-later; docs/make_neighbours.py). Words that it lacks and
``fluency`` has are common as that says. Chances are natural logarithms.
"""

import lzma
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

from pipeline.check.words.fluency import fluency

_TABLE = "neighbours.xz"
_STEPS_OF_WORDS, _STEPS_OF_PAIRS = 10, 4  # to one
_LONGEST = 4  # characters of a word
_UNKNOWN = -16.4  # chance of a character that isn't there
_LESS, _LEAST = 1.0, -15.5  # of words of the other table: what they have less, and have at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Chances of *words*; by their *places* in the table what they take from a pair that isn't there (*losses*).

    The words behind the one at place n are *seconds[starts[n]:starts[n + 1]]*, places in their order; *gains* is how
    much likelier each of them is there, in quarters.
    """

    words: dict[str, float]
    places: dict[str, int]
    losses: Sequence[float]
    starts: Sequence[int]
    seconds: Sequence[int]
    gains: bytes

    def gain(self, first: str, second: str) -> float:
        """How much likelier *second* is behind *first* than by itself; 0 where the table has no such pair."""
        one, two = self.places.get(first), self.places.get(second)
        if one is None or two is None:
            return 0.0
        end = self.starts[one + 1]
        found = bisect_left(self.seconds, two, self.starts[one], end)
        return self.gains[found] / _STEPS_OF_PAIRS if found < end and self.seconds[found] == two else 0.0

    def follows(self, first: str, second: str) -> float:
        """The chance of the word *second* behind *first*."""
        place = self.places.get(first)
        loss = self.losses[place] if place is not None else 0.0
        return self.words.get(second, _UNKNOWN) + loss + self.gain(first, second)

    def words_from(self, text: str, start: int) -> Iterator[str]:
        """The words that begin at *start* of *text*; its character by itself is one."""
        yield text[start]
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            if text[start:end] in self.words:
                yield text[start:end]


@cache
def neighbours() -> Neighbours:
    """The table, read once, and the words that it lacks."""
    packed = resources.files(__package__).joinpath(_TABLE).read_bytes()
    text, _empty, columns = lzma.decompress(packed).partition(b"\n\n")
    own = text.decode().split("\n")
    many, place = len(own), 0
    read: list[Sequence[int]] = []
    for kind, numbers in (("h", many), ("h", many), ("H", many), ("i", (len(columns) - 6 * many) // 5)):
        read.append(_column(columns, place, kind, numbers))
        place += numbers * array(kind).itemsize
    chances, losses, counts, steps = read
    others = {word: max(chance - _LESS, _LEAST) for word, chance in fluency().words.items() if len(word) > 1}
    return Neighbours(
        words=others | dict(zip(own, (chance / _STEPS_OF_WORDS for chance in chances), strict=True)),
        places=dict(zip(own, range(many), strict=True)),
        losses=[loss / _STEPS_OF_WORDS for loss in losses],
        starts=array("l", accumulate(counts, initial=0)),
        seconds=array("l", accumulate(steps)),
        gains=columns[place:],
    )


def _column(columns: bytes, place: int, kind: str, many: int) -> Sequence[int]:
    """*many* numbers of a *kind* that ``array`` knows, at *place*: first the first bytes of all, then the second."""
    column = array(kind)
    size = many * column.itemsize
    raw = bytearray(size)
    for byte in range(column.itemsize):
        raw[byte :: column.itemsize] = columns[place + byte * many : place + (byte + 1) * many]
    column.frombytes(raw)
    return column

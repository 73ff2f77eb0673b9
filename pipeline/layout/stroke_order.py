"""Names and titles in the order of strokes: character by character, by count, then by radical.

GB/T 13418-1992 orders characters with as many strokes by the kinds of these, in the order of writing (笔顺); here they
are in the order of Unicode's first Han block, by radical.
"""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

from pipeline.layout.name_readings import OTHER_LETTER, is_han, plain_name, read_words

_FIRST = 0x4E00
_UNCOUNTED = 99  # of rare characters, behind those that are counted


@dataclass(frozen=True, slots=True)
class StrokeReading:
    """A text as it is sorted by strokes. *strokes* of its first character; 0: it begins with none that has any."""

    strokes: int
    key: tuple[tuple[int, str], ...]

    @property
    def letter(self) -> str:
        """What it stands under: 5画, or OTHER_LETTER; what is not Han comes last, and Latin words by their letters."""
        return f"{self.strokes}画" if 0 < self.strokes < _UNCOUNTED else OTHER_LETTER

    @property
    def order(self) -> tuple[bool, tuple[tuple[int, str], ...]]:
        """What texts are sorted by. Two different texts are never equal."""
        return self.letter == OTHER_LETTER, self.key


@functools.lru_cache(maxsize=4096)
def read_strokes(text: str) -> StrokeReading:
    """How *text* is sorted by strokes; signs in it count for nothing."""
    key = [(count_strokes(each.character[:1]), each.letters + each.character) for each in read_words(text)]
    named = [(strokes, sorted_by[-1:] if strokes else sorted_by) for strokes, sorted_by in key]
    return StrokeReading(named[0][0] if named else 0, (*named, (0, plain_name(text))))


def count_strokes(character: str) -> int:
    """The strokes of a Han *character*, 99 where they are not known; 0 for all other characters."""
    place = ord(character) - _FIRST if character else -1
    counts = _counts()
    if 0 <= place < len(counts):
        return int(counts[place], 36)
    return _UNCOUNTED if character and is_han(character) else 0


@functools.cache
def _counts() -> str:
    rows = tomllib.loads(resources.files("pipeline.layout").joinpath("strokes.toml").read_text(encoding="utf-8"))
    return "".join(str(rows["counts"]).split())

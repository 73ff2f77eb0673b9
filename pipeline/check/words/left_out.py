"""Common phrases of four characters with one left out: 积参加 for 积极参加; the committed list ``left_out.tsv``.

It is made of phrases that texts of laws have often, and of others of official writing (docs/make_left_out.py).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from pipeline.check.words.fluency import fluency

_LIST = "left_out.tsv"
_LENGTH = 3  # characters of what is left
_RUN = re.compile("[一-鿿]{3,}")
_AROUND = 5  # characters on each side that are cut into words


@cache
def _phrases() -> Mapping[str, str]:
    """The phrases, by what is left of them."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def find_left_out(text: str) -> Iterator[tuple[int, str]]:
    """Where (0-based) three characters of *text* stand for a phrase of four, and which."""
    for run in _RUN.finditer(text):
        for start in range(len(run[0]) - _LENGTH + 1):
            phrase = _phrases().get(run[0][start : start + _LENGTH])
            if phrase is not None and _stands_alone(run[0], start):
                yield run.start() + start, phrase


def _stands_alone(run: str, start: int) -> bool:
    """Whether the three characters from *start* of *run* are a word and one character, and belong to no others."""
    first, end = max(0, start - _AROUND), start + _LENGTH
    _chance, words = fluency().cut(run[first : end + _AROUND])
    spans = [(left + first, right + first) for left, right in words]
    within = [right - left for left, right in spans if start <= left and right <= end]
    return sum(within) == _LENGTH and sorted(within) == [1, 2]

"""Two characters of a word typed in the wrong order: 加参 for 参加."""

import re
from collections.abc import Iterator

from pipeline.check.words.fluency import fluency

_RUN = re.compile("[一-鿿]{3,400}")
_AROUND = 4  # characters on each side that are weighed
_COMMON = -12.0  # chance of the word that is meant
_LEAST_GAIN = 7.0
_SURE_GAIN = 12.0  # where the second character is common by itself
_SELDOM = -7.0  # chance of the second character behind the first, as they are written
_UNSEEN = -99.0
_OF_PLACE_AND_NUMBER = frozenset("里上下中内外前后多少大小数的了在是不有这那哪一二三四五六七八九十年月日总")


def find_swaps(text: str) -> Iterator[tuple[int, str]]:
    """Where (0-based) two characters of *text* stand that make no word, and the word that they make the other way."""
    table = fluency()
    for run in _RUN.finditer(text):
        places = [place for place in range(len(run[0]) - 1) if _is_doubtful(run[0][place : place + 2])]
        alone = {start for start, end in table.cut(run[0])[1] if end - start == 1} if places else set()
        for place in places:
            word = run[0][place + 1] + run[0][place]
            if alone & {place, place + 1} and _is_likelier(run[0], place, word):
                yield run.start() + place, word


def _is_doubtful(pair: str) -> bool:
    """Whether the two characters of *pair* are seldom beside one another, and a common word the other way round."""
    table = fluency()
    return (
        table.words.get(pair[::-1], _UNSEEN) >= _COMMON
        and pair not in table.words
        and pair != pair[::-1]
        and not _OF_PLACE_AND_NUMBER.intersection(pair)
        and table.pairs.get(pair, _UNSEEN) < _SELDOM
    )


def _is_likelier(run: str, place: int, word: str) -> bool:
    """Whether *run* is much likelier with *word* at *place*, and is cut there."""
    table = fluency()
    first, end = max(0, place - _AROUND), place + 2 + _AROUND
    meant, words = table.cut(run[first:place] + word + run[place + 2 : end])
    least = _LEAST_GAIN if table.follows(*run[place : place + 2]) < _SELDOM else _SURE_GAIN
    return meant - table.cut(run[first:end])[0] >= least and (place - first, place - first + 2) in words

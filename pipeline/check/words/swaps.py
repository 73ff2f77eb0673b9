"""Two characters of a word typed in the wrong order: 加参 for 参加, 助金学 for 助学金."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.words.fluency import fluency

_RUN = re.compile("[一-鿿]{3,400}")
_AROUND = 4  # characters on each side that are weighed
_COMMON = -12.0  # chance of the word that is meant
_LEAST_GAIN = 7.0
_SURE_GAIN = 12.0  # where the second character is common by itself
_SELDOM = -7.0  # chance of the second character behind the first, as they are written
_UNSEEN = -99.0
_LENGTHS = (3, 4)  # characters of longer words
_KNOWN = -15.5  # chance of a longer word that is meant
_LEAST_GAIN_OF_LONG = 9.0
_NUMBERS = frozenset("一二三四五六七八九十百千万亿两几半第")
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
        for place, word in _find_in_long(run[0]):
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


def _find_in_long(run: str) -> Iterator[tuple[int, str]]:
    """Where *run* has a word of three or four characters with two of them side by side changed for one another."""
    table = fluency()
    for length in _LENGTHS:
        for start in range(len(run) - length + 1):
            written = run[start : start + length]
            if "".join(sorted(written)) not in _anagrams() or written in table.words or _NUMBERS.intersection(written):
                continue
            for word in _swap_neighbours(written):
                if table.words.get(word, _UNSEEN) > _KNOWN and _is_much_likelier(run, start, word):
                    yield start, word


@cache
def _anagrams() -> frozenset[str]:
    """The characters of the longer words that may be meant, in the order of their codes."""
    words = fluency().words
    return frozenset(
        "".join(sorted(word)) for word, chance in words.items() if len(word) in _LENGTHS and chance > _KNOWN
    )


def _swap_neighbours(written: str) -> Iterator[str]:
    """What *written* is with two characters side by side changed for one another."""
    for at in range(len(written) - 1):
        if written[at] != written[at + 1]:
            yield written[:at] + written[at + 1] + written[at] + written[at + 2 :]


def _is_much_likelier(run: str, start: int, word: str) -> bool:
    """Whether *run* is much likelier with *word* from *start* on, and what is written is no word said twice."""
    table, first, end = fluency(), max(0, start - _AROUND), start + len(word)
    written = run[start:end]
    if written[: len(word) // 2] == written[len(word) // 2 :]:
        return False
    meant, words = table.cut(run[first:start] + word + run[end : end + _AROUND])
    gain = meant - table.cut(run[first : end + _AROUND])[0]
    return gain >= _LEAST_GAIN_OF_LONG and (start - first, end - first) in words

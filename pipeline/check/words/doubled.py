"""A character typed twice, of which one belongs to no word: 发生生, 职工工踊跃."""

import re
from collections.abc import Iterator

from pipeline.check.words.fluency import fluency

_TWICE = re.compile("([一-鿿])\\1")
_RUN = re.compile("[一-鿿]{3,400}")
_AROUND = 5  # characters on each side that are weighed
_LEAST_GAIN = 6.5
_GOES_WITH = -7.5  # chance of a character behind the one that stands alone, where both may be a word
_BEFORE_DOUBLES = frozenset("一小老些几每各")  # 一张张, 小豆豆
_PLAIN = frozenset("的地得了是在和与及或为将把被对从到以于也都就还又不有各由向让使之其这那")
_MAY_STAND_ALONE = frozenset(
    "的了是有会要在说看想好大人个家中上下里日月年天号行长局部院区市县厂村州园建省班军站舰卡车司旅社楼岛路品声小当〇零一二三四五六七八九十百"
)


def find_doubled_characters(text: str) -> Iterator[int]:
    """Where (0-based) a character of *text* stands that was typed twice."""
    for run in _RUN.finditer(text):
        for found in _TWICE.finditer(run[0]):
            if found[1] not in _MAY_STAND_ALONE and _is_typed_twice(run[0], found.start()):
                yield run.start() + found.start()


def _is_typed_twice(run: str, at: int) -> bool:
    """Whether the first of the two characters from *at* of *run* ends a word, and the second belongs to none.

    A verb that is said twice before what it goes with (剪剪枝) begins a word with its second one.
    """
    table, first = fluency(), max(0, at - _AROUND)
    window, place = run[first : at + 2 + _AROUND], at - first
    chance, words = table.cut(window)
    left, right = (next(span for span in words if span[0] <= each < span[1]) for each in (place, place + 1))
    if left[1] - left[0] == 1 or right[1] - right[0] > 1 or _is_in_fours(window, place):
        return False
    if _go_together(window[place + 1 : place + 3]):
        return False
    return table.cut(window[:place] + window[place + 1 :])[0] - chance >= _LEAST_GAIN


def _go_together(pair: str) -> bool:
    """Whether the two characters of *pair* are a word, or may be one that the table lacks."""
    if len(pair) < 2 or _PLAIN.intersection(pair):
        return False
    return pair in fluency().words or fluency().follows(*pair) >= _GOES_WITH


def _is_in_fours(window: str, place: int) -> bool:
    """Whether the two characters at *place* are of 踏踏实实, or of 一张张."""
    if place and window[place - 1] in _BEFORE_DOUBLES:
        return True
    before, behind = window[max(0, place - 2) : place], window[place + 2 : place + 4]
    return any(len(each) == 2 and each[0] == each[1] for each in (before, behind))

"""How well a head may be parted at a place: words are not cut, numbers, titles and quotations stay whole.

Words are those of jieba (`word_list`). It knows the mainland's; heads in Traditional Chinese are looked up in
Simplified characters.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from pipeline.composer.simplified import simplify
from pipeline.quantities import whole_pieces
from pipeline.word_list import part_words

_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_COUNTED = (
    "个条项名位次届家间件场支只座块片张本部篇首幅台辆架艘套份批种类年月日天周岁号期章节款级层户人元米吨倍成度分秒点"
    "盏根匹头朵棵颗粒滴杯碗桶箱袋瓶双盘枚枝则封宗桩串排群股栋幢趟遍顿列"
)
_WHOLE = re.compile(
    r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|（[^（）]{1,6}）"
    rf"|第?[{_NUMERALS}几数]+(?:年[{_NUMERALS}]+月(?:[{_NUMERALS}]+日)?|小时|分钟|[{_COUNTED}])"
)
_LABEL = re.compile(
    rf"(?:第[{_NUMERALS}0-9]+[编章节条][　 ]*|[{_NUMERALS}]+、|[（(](?:[{_NUMERALS}]+|[0-9]+)[）)]、?"
    r"|[0-9]{1,2}(?:\.[0-9]+)*(?:[.．、][　 ]*|[　 ]+)|[①-⑳][　 ]*)(?=.)"
)

_PAUSES = frozenset("，；：。！？—…　 ")
# Parts of speech as jieba has them: words that lean on what is before them, words that lean on what comes after
# them, and words that make one term of several.
_LEANS_BACK = frozenset({"u", "uj", "ul", "uz", "ug", "ud", "uv", "y", "k", "f", "q"})
_LEANS_FORWARD = frozenset({"p", "c", "d", "h", "zg", "b"})
_OF_TERMS = frozenset({"n", "nr", "ns", "nt", "nz", "ng", "vn", "an", "a", "b", "j", "l", "s", "eng"})
# what the dictionary gives another part of speech, or none
_BACK = frozenset("的地得了着过们吗呢吧啊等者中里内外上下前后间时之性型率员好成完出起来去住掉")
_BACK |= {"期间", "以上", "以下"}
_FORWARD = frozenset("不没未无在把被从与和及或以为由向将让给于是每某该本我其至到自副总原要能可有得")
_FORWARD |= {"应当"}

# What is added for each, in square em of unevenness that are borne to avoid it.
_AT_LIST = 3.0
_AFTER_DE = 4.0
_BETWEEN_PHRASES = 6.0
_SINGLE = 8.0  # a word of one character
_COUNT = 14.0  # after a number with its measure word
_IN_TERM = 26.0
_LEANING = 40.0


class HeadWords:
    """What parting the head *text* at each place of it costs. *kept* are stretches that stay whole, as (start, end)."""

    def __init__(self, text: str, kept: Sequence[tuple[int, int]]) -> None:
        words = list(_part_words(_words(simplify(text)), {place for span in kept for place in span}))
        ends = list(accumulate(len(word) for word, _part in words))
        self._text = text
        self._before = dict(zip(ends, words, strict=True))
        self._after = dict(zip([0, *ends], words, strict=False))
        self._held = {place for start, end in kept for place in range(start + 1, end)}

    def cut(self, place: int) -> int:
        """How bad a cut at *place* is: 2 in what stays whole, 1 in a word, 0 between words."""
        return 2 if place in self._held else int(place not in self._before)

    def awkwardness(self, place: int) -> float:
        """How bad it is to end a line at *place*: the unevenness of lines, em squared, that is accepted to avoid it."""
        last = self._text[place - 1]
        if last in _PAUSES:
            return 0.0
        if last == "、":
            return _AT_LIST
        (before, ends_as), (after, begins_as) = self._before.get(place, ("", "")), self._after.get(place, ("", ""))
        leaning = (before in _FORWARD or ends_as in _LEANS_FORWARD) + (after in _BACK or begins_as in _LEANS_BACK)
        if leaning:
            return _LEANING * leaning
        if before == "的":
            return _AFTER_DE
        singles = _SINGLE * ((len(before) == 1) + (len(after) == 1))
        if ends_as == "m":
            return _COUNT + singles
        return singles + (_IN_TERM if ends_as in _OF_TERMS and begins_as in _OF_TERMS else _BETWEEN_PHRASES)


def wholes(text: str) -> list[tuple[int, int]]:
    """The stretches of *text* in which no line should end: numbers with their units, dates, titles, quotations."""
    text = simplify(text)
    result = [match.span() for match in _WHOLE.finditer(text)]
    ends = list(accumulate(len(piece) for piece, _is_whole in whole_pieces(text)))
    pieces = zip(pairwise([0, *ends]), whole_pieces(text), strict=True)
    return result + [span for span, (_piece, is_whole) in pieces if is_whole]


def label_length(text: str) -> int:
    """How many characters the number of a head has, with what parts it from the words (一、 （一） 1. 第一章), or 0."""
    label = _LABEL.match(simplify(text))
    return label.end() if label else 0


def _part_words(words: Iterable[tuple[str, str]], places: Collection[int]) -> Iterator[tuple[str, str]]:
    """*words* with their parts of speech; those over one of *places* are divided there: 日起 behind a date."""
    start = 0
    for word, part in words:
        inner = [place - start for place in range(start + 1, start + len(word)) if place in places]
        for first, last in pairwise([0, *inner, len(word)]):
            yield word[first:last], "" if inner else part
        start += len(word)


@lru_cache(maxsize=256)
def _words(text: str) -> list[tuple[str, str]]:
    """The words of *text*, each with its part of speech."""
    return part_words(text)

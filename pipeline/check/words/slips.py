"""Characters typed for others of the same sound, or read for others of the same shape: 履形职责 for 履行职责.

A character that belongs to no word is asked for where another one like it makes a word that the words around it go
with. How much that is more likely than what is written is measured by the table of ``fluency``; the weights were
fitted to texts with known faults (docs/check.md).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.check.words.alike import characters_alike, characters_with_part, have_one_tone
from pipeline.check.words.fluency import Fluency, fluency

_RUN = re.compile("[一-鿿]{4,}")
_AROUND = 4  # characters on each side that are weighed
_KNOWN = -13.8  # chance of a word that is let pass as it stands: once in a million
_LEAST_WORD = {2: -14.9, 3: -14.9, 4: -17.0}  # chance of the word that is meant, by its length
_NEAR = -5.0  # a character that follows, and is followed, so often stands where it should
_LEAST_PAIR = -6.5  # what the right character has with one of its neighbours
_LEAST_GAIN = 2.5
_ENOUGH = 6.0  # weight of what is told
_ENOUGH_OF_TONES = 7.0  # where the tones of both characters differ
_LONG = 4  # characters of a word in which chance plays no part; of shorter ones more is asked
_LEAST_BOND = -4.0  # in a word of two
_RARE = -12.5  # chance of a character that is typed on purpose; one that sounds alike is seldom meant
_NUMBERS = frozenset("一二三四五六七八九十百千万亿第几")  # 一屉 is no 一体
_GAP = "_"
_FREE = re.compile(
    "[得着了过么不好]|^人_|什么|_[下上起出过回][来去]$|^_[进出到住]$"
)  # what stands beside all words: 剁得, 溜下来
_LONGEST = 400  # characters of a run; what goes on without a mark is no prose
_MOST = 8  # doubtful characters of a run
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅"
    "邹孟熊秦邱江尹薛闫阎段雷侯龙陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_PLAIN = frozenset(
    "的了是在和与及或为将把被对从到以于也都就还又不有各由向让使之其这那照早很太最更均仍我你他她它们个一二三四五六七八九十百万年嘞侬咧矣乎哉兮焉曰"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """At *start* (0-based) stands a character for which another is meant, as in the *word* that begins at *first*."""

    start: int
    first: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why another character at *place* of a run is meant, as in the *word* that begins at *first*.

    Natural logarithms: *words* and *pairs* are the gains by the likeliest words and by the neighbours, *bond* is how
    much the character goes with the word. *lonely* are the characters around that belong to no word, as it is meant
    and as it is written.
    """

    place: int
    first: int
    word: str
    words: float
    pairs: float
    bond: float
    lonely: tuple[int, int]
    is_sound: bool

    def overlaps(self, other: "Evidence") -> bool:
        """Whether both words have a character in common."""
        return self.first < other.first + len(other.word) and other.first < self.first + len(self.word)

    @property
    def weight(self) -> float:
        """How much is in favour, by weights that were fitted (docs/check.md)."""
        meant, written = self.lonely
        gains = self.words + self.pairs + 1.2 * self.bond - 3 * meant + 1.7 * written
        return gains - 4 * self.is_sound - 10 * (len(self.word) == 2)


def find_slips(text: str) -> Iterator[Slip]:
    """The characters of *text* that are likely slips, in their order."""
    for run in _RUN.finditer(text):
        if len(run[0]) > _LONGEST:
            continue
        told: list[Evidence] = []
        for found in sorted(weigh(run[0]), key=lambda each: -each.weight):
            if _is_enough(run[0], found) and not any(found.overlaps(other) for other in told):
                told.append(found)
        for found in sorted(told, key=lambda each: each.place):
            yield Slip(start=run.start() + found.place, first=run.start() + found.first, word=found.word)


def _is_enough(run: str, found: Evidence) -> bool:
    """Whether *found* in *run* is told: by its weight, and not where what is written may be words of their own."""
    if len(found.word) == _LONG:
        return found.weight >= _ENOUGH
    at = found.place - found.first
    if found.is_sound and _is_typed_on_purpose(run[found.place], found.word[at]):
        return False
    if (len(found.word) == 2 and found.bond < _LEAST_BOND) or _NUMBERS.intersection(found.word):
        return False
    if _FREE.search(found.word[:at] + _GAP + found.word[at + 1 :]):
        return False
    return found.weight >= (_ENOUGH if have_one_tone(run[found.place], found.word[at]) else _ENOUGH_OF_TONES)


def _is_typed_on_purpose(written: str, right: str) -> bool:
    """Whether *written* is a rare character that has no part of *right*, for which nobody takes it: 馍 for 沫."""
    is_rare = fluency().characters.get(written, _RARE) <= _RARE
    return is_rare and right not in characters_with_part(written)


def weigh(run: str) -> Iterator[Evidence]:
    """The best evidence at each place of *run*, Chinese characters only."""
    places = list(_find_doubtful(run))
    if len(places) > max(_MOST, len(run) // 4):
        return  # no prose, or none of the words that the table knows
    for place in places:
        window = _Window.of(run, place)
        likely = _go_with(run, place)
        alike = (right for right in characters_alike(run[place]) if right in likely)
        found = [each for right in alike if (each := window.compare(right))]
        if found:
            yield max(found, key=lambda each: each.weight)


def _find_doubtful(run: str) -> Iterator[int]:
    """The places of *run* that belong to no word and do not go with their neighbours."""
    table = fluency()
    _chance, words = table.cut(run)
    for start, end in words:
        if end - start > 1 and table.words[run[start:end]] >= _KNOWN:
            continue
        for place in range(start, end):
            if run[place] not in _PLAIN and not _fits(table, run, place) and not is_in_name(run, words, place):
                yield place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The *text* around *at* (0-based) of it, which begins at *first* of its run; its likeliest *words* as it is."""

    text: str
    at: int
    first: int
    chance: float
    words: list[tuple[int, int]]

    @classmethod
    def of(cls, run: str, place: int) -> "_Window":
        first = max(0, place - _AROUND)
        text = run[first : place + _AROUND + 1]
        chance, words = fluency().cut(text)
        return cls(text=text, at=place - first, first=first, chance=chance, words=words)

    def compare(self, right: str) -> Evidence | None:
        """What speaks for *right* in the place of what is written; None where it makes no word."""
        table, at = fluency(), self.at
        meant = self.text[:at] + right + self.text[at + 1 :]
        if not _is_at_home(table, meant, at):
            return None
        chance, words = table.cut(meant)
        start, end = next(span for span in words if span[0] <= at < span[1])
        word = meant[start:end]
        gain = chance - self.chance
        if len(word) < 2 or gain < _LEAST_GAIN or table.words[word] < _LEAST_WORD[len(word)]:
            return None
        return Evidence(
            place=self.first + at,
            first=self.first + start,
            word=word,
            words=gain,
            pairs=_bonds(table, meant, at) - _bonds(table, self.text, at),
            bond=table.words[word] - table.characters[right],
            lonely=(_count_lonely(meant, words), _count_lonely(self.text, self.words)),
            is_sound=characters_alike(self.text[at])[right],
        )


def _is_at_home(table: Fluency, text: str, at: int) -> bool:
    """Whether the character *at* makes a word with others."""
    starts = range(max(0, at - 3), at + 1)
    return any(
        text[start:end] in table.words for start in starts for end in range(at + 1, start + 5) if end - start > 1
    )


def _go_with(run: str, place: int) -> frozenset[str]:
    """The characters that go with one of the neighbours of *place*."""
    behind, before = _neighbours()
    after = before.get(run[place + 1], frozenset()) if place + 1 < len(run) else frozenset()
    return after | (behind.get(run[place - 1], frozenset()) if place else frozenset())


@cache
def _neighbours() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """For each character those that follow it often enough, and those that it follows."""
    behind: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for pair, chance in fluency().pairs.items():
        if chance >= _LEAST_PAIR:
            behind.setdefault(pair[0], set()).add(pair[1])
            before.setdefault(pair[1], set()).add(pair[0])
    first, second = ({each: frozenset(others) for each, others in of.items()} for of in (behind, before))
    return first, second


def _bonds(table: Fluency, text: str, at: int) -> float:
    """The chances of the character *at* behind the one before it, and of the one behind it."""
    before = table.follows(text[at - 1], text[at]) if at else 0.0
    return before + (table.follows(text[at], text[at + 1]) if at + 1 < len(text) else 0.0)


def is_in_name(run: str, words: list[tuple[int, int]], place: int) -> bool:
    """Whether it is a surname before, or one of two characters behind, a surname that belongs to no word."""
    alone = {start for start, end in words if end - start == 1}
    before = {place - 1, place - 2} if place - 1 in alone else {place - 1}
    return any(each in alone and run[each] in _SURNAMES for each in {place, *before} if each >= 0)


def _fits(table: Fluency, run: str, place: int) -> bool:
    before, here, after = run[place - 1 : place], run[place], run[place + 1 : place + 2]
    follows = not before or table.follows(before, here) >= _NEAR
    return follows and (not after or table.follows(here, after) >= _NEAR)


def _count_lonely(text: str, words: list[tuple[int, int]]) -> int:
    return sum(end - start == 1 and text[start] not in _PLAIN for start, end in words)

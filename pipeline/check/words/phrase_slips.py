"""Slips that make of phrases that are often said others that no text has: 侥幸心里, 贯彻落会议实, 加强强学习.

What is written is doubted where none of the phrases of three characters at its place was seen; what is meant is a
phrase of four that was (``seen_phrases``), and makes the words around likelier. The bounds were chosen on texts with
known faults and on clean ones (docs/check.md).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.check.words.alike import characters_alike, characters_near, have_one_tone
from pipeline.check.words.fluency import fluency
from pipeline.check.words.seen_phrases import seen_fours, seen_threes
from pipeline.check.words.slips import PLAIN, SURNAMES, Slip, go_with

_RUN = re.compile("[一-鿿]{4,400}")
_TWICE = re.compile("(.)(?=(.?\\1))")
_AROUND = 6  # characters on each side that are weighed
_FOUR = 4
_OFTEN = -4.5  # chance of a character behind another one with which nothing is doubted
# How much is asked where one phrase of four has what is meant, where two have it, and where three or more do
_LEAST_OF_TONE = (4.0, 0.0, -4.0)  # where it has the same sound and tone
_LEAST_OF_LIKE = (6.0, 2.0, -2.0)
_LEAST_OF_NEAR = (11.0, 5.0, 2.0)  # where it sounds alike in the south only
_LEAST_OF_SWAPS = 1.0
_LEAST_OF_DOUBLES = 1.0
_SELDOM = -11.9  # chance of a word that is told only where two phrases have another one
_COUNTED = frozenset("一二三四五六七八九十百千万亿两几半零")


def find_phrase_slips(text: str) -> Iterator[Slip]:
    """The characters of *text* for which others that sound or look alike make phrases that are often said."""
    for found in _RUN.finditer(text):
        run, end = found[0], 0
        unseen = _unseen(run)
        for place in sorted(unseen):
            if place < end or place - 1 not in unseen or place - 2 not in unseen:
                continue
            if place >= len(run) or run[place] in PLAIN or _is_of_name(run, place):
                continue
            meant = _meant(run, place)
            if meant is not None:
                first, right = meant
                yield Slip(
                    start=found.start() + place,
                    first=found.start() + first,
                    word=run[first:place] + right + run[place + 1 : first + _FOUR],
                )
                end = place + 2


@lru_cache(maxsize=64)
def _unseen(run: str) -> frozenset[int]:
    """Where phrases of three characters begin in *run* that no text has, those that reach beyond it among them."""
    follows, end = fluency().pairs.get, len(run)
    weak = [follows(run[at : at + 2], _OFTEN - 1) < _OFTEN for at in range(end - 1)]
    phrases = seen_threes()
    within = [at for at in range(end - 2) if (weak[at] or weak[at + 1]) and run[at : at + 3] not in phrases]
    return frozenset((-2, -1, *within, end - 2, end - 1))


def _is_of_name(run: str, place: int) -> bool:
    return bool(SURNAMES.intersection(run[max(0, place - 2) : place + 1]))


def _meant(run: str, place: int) -> tuple[int, str] | None:
    """Where the phrase begins that is meant at *place* of *run*, and its character there."""
    best: tuple[float, int, str] | None = None
    least_gains = _least_gains(run[place])
    beside = (run[place : place + 2], run[max(0, place - 1) : place + 1])
    is_seldom = any(fluency().words.get(word, 0.0) < _SELDOM for word in beside)  # 公差, of a trade
    for right in go_with(run, place) & least_gains.keys():
        firsts = _said(run[:place] + right + run[place + 1 :], place, place + 1)
        if len(firsts) > is_seldom:
            gain, least = _gain(run, place, place + 1, right), least_gains[right]
            if gain >= least[min(len(firsts), len(least)) - 1]:
                best = max(best or (gain, firsts[0], right), (gain, firsts[0], right))
    return None if best is None else best[1:]


@cache
def _least_gains(written: str) -> Mapping[str, tuple[float, float, float]]:
    """The characters that *written* may stand for, and what each has to gain."""
    near = dict.fromkeys(characters_near(written), _LEAST_OF_NEAR)
    like = {
        right: _LEAST_OF_TONE if is_sound and have_one_tone(written, right) else _LEAST_OF_LIKE
        for right, is_sound in characters_alike(written).items()
    }
    return {right: least for right, least in (near | like).items() if right not in PLAIN}


def _said(meant: str, start: int, end: int) -> list[int]:
    """Where phrases of four characters begin that hold *start* to *end* of *meant*, and were seen."""
    firsts = range(max(0, end - _FOUR), min(start, len(meant) - _FOUR) + 1)
    return [first for first in firsts if meant[first : first + _FOUR] in seen_fours()]


def _gain(run: str, start: int, end: int, right: str) -> float:
    """How much likelier the words around are with *right* for *start* to *end* of *run*."""
    before, behind = run[max(0, start - _AROUND) : start], run[end : end + _AROUND]
    cut = fluency().cut
    return cut(before + right + behind)[0] - cut(before + run[start:end] + behind)[0]


def find_phrase_swaps(text: str) -> Iterator[tuple[int, str]]:
    """Where (0-based) two characters of *text* stand that make a phrase the other way round, and these."""
    for found in _RUN.finditer(text):
        run, end = found[0], 0
        unseen = _unseen(run)
        for place in sorted(unseen):
            if end <= place < len(run) - 1 and place - 1 in unseen and _is_swapped(run, place):
                yield found.start() + place, run[place + 1] + run[place]
                end = place + 3


def _is_swapped(run: str, place: int) -> bool:
    """Whether the characters at *place* of *run* and behind it are to be changed for one another."""
    first, second = run[place], run[place + 1]
    if (
        first == second
        or first + second in fluency().words
        or run[place + 1 : place + 3] in fluency().words
        or _COUNTED.intersection((first, second))
    ):
        return False
    meant = run[:place] + second + first + run[place + 2 :]
    return bool(_said(meant, place, place + 2)) and _gain(run, place, place + 2, second + first) >= _LEAST_OF_SWAPS


def find_phrase_doubles(text: str) -> Iterator[tuple[int, int]]:
    """Where a character of *text* stands once more than the phrase around it has it (0-based; both of them)."""
    for found in _RUN.finditer(text):
        run = found[0]
        for twice in _TWICE.finditer(run):
            place = twice.end(2) - 1
            if place < len(run) - 1 and _is_doubled(run, place):
                yield found.start() + twice.start(), found.start() + place + 1


def _is_doubled(run: str, place: int) -> bool:
    """Whether the character at *place* of *run*, which stands shortly before, too, is one too many."""
    words = fluency().words
    if run[place : place + 2] in words and run[max(0, place - 2) : place] in words:
        return False  # 研究究竟
    if run[place - 1 : place + 2] in seen_threes():
        return False
    if run[max(0, place - 2) : place + 1] in seen_threes() and run[place : place + 3] in seen_threes():
        return False
    return bool(_said(run[:place] + run[place + 1 :], place - 1, place + 1)) and (
        _gain(run, place, place + 1, "") >= _LEAST_OF_DOUBLES
    )

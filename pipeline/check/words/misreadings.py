"""Words of which one character was typed for another, told by the words beside them: 停机世故, 焊逢内, 叙诉.

A word that sounds or looks like what is written is told where it fits so much better between its neighbours that
the whole run of characters is likelier by what is asked (docs/check.md has how that was measured).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.check.words.alike import (
    characters_alike,
    characters_near,
    characters_with_part,
    have_one_tone,
    sound_near,
)
from pipeline.check.words.fluency import fluency
from pipeline.check.words.neighbours import neighbours
from pipeline.check.words.readings import Reading
from pipeline.check.words.slips import Slip, is_in_name

_RUN = re.compile("[一-鿿]{3,}")
_LONGEST = 200  # characters of a run; what goes on without a mark is no prose
_SURE = 4  # characters of a word that needs no neighbour
_RARE = -13.5  # chance of a character that is typed on purpose: no 錾 comes about by a slip of the keyboard
_LEAST_FIT, _LEAST_FIT_OF_WORDS, _LEAST_FIT_OF_KIN = 2.0, 2.5, 1.0  # gains of a word by its neighbour
_TONE, _SOUND, _SHAPE, _NEAR, _KIN = range(5)  # kin have a part and their sound in common: 恪 and 格
_LEAST_GAIN = {_TONE: 9.0, _SOUND: 11.0, _SHAPE: 8.0, _NEAR: 13.0, _KIN: 8.0}  # where what is written is no word
_LEAST_GAIN_BOUND = {_TONE: 11.0, _SHAPE: 8.0, _KIN: 7.0}  # where the character seldom stands outside of the word
_LEAST_BOND = {_TONE: -3.0, _SHAPE: -4.0, _KIN: -4.0}
_UNKNOWN = -99.0
_COMMON = -14.5  # chance of a word that is told by that, by the table of jieba
_LEAST_GAIN_OF_WORDS = {_TONE: 7.0, _SOUND: 7.5, _SHAPE: 8.0, _NEAR: 8.0, _KIN: 6.5}
_FREE = frozenset("上出到着了起在过来去下完住开满得入进回向成好不")  # they stand behind all verbs: 沏上 is no 吃上
_FREE |= frozenset(first + second for first in "上下出起过回进" for second in "来去") | {"率"}  # 查下来 is no 接下来
_PLAIN = frozenset("的地得了着过是在和与及或吗呢吧啊们第一二三四五六七八九十百千万亿两几半某每各他她它我你您谁这那哪")


@dataclass(frozen=True, slots=True)
class _Misreading:
    """*slip*, and by how much the run is likelier as it is meant."""

    slip: Slip
    gain: float


def find_misreadings(text: str) -> Iterator[Slip]:
    """The characters of *text* that make of a word something else, in their order."""
    for run in _RUN.finditer(text):
        if len(run[0]) > _LONGEST:
            continue
        told: list[Slip] = []
        for found in sorted(_in_run(run[0]), key=lambda each: -each.gain):
            if not any(_overlap(found.slip, other) for other in told):
                told.append(found.slip)
        for slip in sorted(told, key=lambda each: each.start):
            yield Slip(start=run.start() + slip.start, first=run.start() + slip.first, word=slip.word)


def _overlap(one: Slip, other: Slip) -> bool:
    return one.first < other.first + len(other.word) and other.first < one.first + len(one.word)


def _in_run(run: str) -> Iterator[_Misreading]:
    reading = Reading(run)
    least = min(*_LEAST_GAIN.values(), *_LEAST_GAIN_OF_WORDS.values())
    for start in range(len(run) - 1):
        for end in range(start + 2, min(len(run), start + 4) + 1):
            written = run[start:end]
            for at, meant in _find_like(written):
                chance, fit = reading.with_word(start, end, meant)
                gain = chance - reading.chance
                is_told = gain >= least and _is_told(written, at, meant, gain, fit)
                if is_told and not is_in_name(run, fluency().cut(run)[1], start + at):
                    yield _Misreading(Slip(start=start + at, first=start, word=meant), gain)


def _is_told(written: str, at: int, meant: str, gain: float, fit: float) -> bool:
    how = _likeness(written[at], meant[at])
    if how is not _SHAPE and len(meant) < _SURE and fluency().characters.get(written[at], _RARE) <= _RARE:
        return False
    if written in neighbours().words:
        if written not in neighbours().places:
            return False  # what stands beside a word that is only known from elsewhere nobody has counted
        least_fit = _LEAST_FIT_OF_KIN if how == _KIN else _LEAST_FIT_OF_WORDS
        return fit >= least_fit and gain >= _LEAST_GAIN_OF_WORDS[how]
    if _is_bound(meant, at, how) and gain >= _LEAST_GAIN_BOUND[how]:
        return True
    return (fit >= _LEAST_FIT or len(meant) >= _SURE) and gain >= _LEAST_GAIN[how]


def _is_bound(meant: str, at: int, how: int) -> bool:
    """Whether *meant* is a common word without which its character *at* seldom stands: 娩 of 分娩."""
    chance, character = fluency().words.get(meant, _UNKNOWN), fluency().characters.get(meant[at], _RARE)
    return how in _LEAST_BOND and chance >= max(_COMMON, character + _LEAST_BOND[how])


def _likeness(written: str, right: str) -> int:
    if right in _kin(written):
        return _KIN
    alike = characters_alike(written).get(right)
    if alike is None:
        return _NEAR
    if not alike:
        return _SHAPE
    return _TONE if have_one_tone(written, right) else _SOUND


@cache
def _all_like(character: str) -> frozenset[str]:
    return frozenset(characters_alike(character)) | characters_near(character) | _kin(character)


@cache
def _kin(character: str) -> frozenset[str]:
    return frozenset(each for each in characters_with_part(character) if sound_near(character, each))


@cache
def _by_rest() -> dict[tuple[int, int], dict[str, str]]:
    """By the length of a word and a place in it: the characters that make a word there, by the others of the word."""
    found: dict[tuple[int, int], dict[str, str]] = {(size, at): {} for size in (2, 3, 4) for at in range(size)}
    for word in neighbours().places:
        size = len(word)
        for at in range(size) if size > 1 else ():
            rest, others = word[:at] + word[at + 1 :], found[size, at]
            others[rest] = others.get(rest, "") + word[at]
    return found


@lru_cache(maxsize=1 << 16)
def _find_like(written: str) -> tuple[tuple[int, str], ...]:
    """The words that differ from *written* in one character like its own, and its place."""
    found = []
    for at, character in enumerate(written):
        if character in _PLAIN or (at == 0 and written[1:] in _FREE):
            continue
        before, after = written[:at], written[at + 1 :]
        others = _all_like(character).intersection(_by_rest()[len(written), at].get(before + after, ""))
        found += [(at, f"{before}{each}{after}") for each in sorted(others - _PLAIN)]
    return tuple(found)

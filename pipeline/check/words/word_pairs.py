"""Two words that are often said together, with a character of one written for another: 在港职工 for 在岗职工.

The pairs are the committed list ``word_pairs.tsv``: of texts of laws, of reviews, and of official writing, and with
them what is like a pair and was seen in texts, which is let pass (docs/make_word_pairs.py).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from pipeline.check.words.alike import characters_alike, characters_near, have_one_tone
from pipeline.check.words.fluency import fluency
from pipeline.check.words.slips import Slip

_LIST = "word_pairs.tsv"
_WORD, _PAIR = 2, 4  # characters
_RUN = re.compile("[一-鿿]{4,}")
_AROUND = 4  # characters on each side that are weighed
_LONGEST = 400  # characters of a run; what goes on without a mark is no prose
_LEAST_GAIN = 1.0  # where what is written is no word, and of the same sound and tone
_LEAST_GAIN_OF_TONES = 7.0  # where it is no word, and of another tone or shape
_LEAST_GAIN_OF_TONE = -2.0  # where it is another word of the same sound and tone
_LEAST_GAIN_OF_WORDS = 2.5  # where it is another word of the same sound
_LEAST_GAIN_OF_SHAPES = 6.0  # where it is another word
_SELDOM = -12.0  # chance of a word of the list that the table lacks
_PLAIN = frozenset(
    "的地得了是在和与及或为将把被对从到以于也都就还又不有各由向让使之其这那照早很太最更均仍我你他她它们个一二三四五六七八九十百万年所做"
    "作能可会没本第亿几某每哪人省县市区乡镇"
)


@cache
def _behind() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """The words that are said behind a word, and those that are let pass there."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {word: (frozenset(often.split()), frozenset(passed.split())) for word, often, passed in rows}


@cache
def _before() -> Mapping[str, tuple[str, ...]]:
    """The words that are said before a word."""
    found: dict[str, list[str]] = {}
    for word, (often, _passed) in _behind().items():
        for other in often:
            found.setdefault(other, []).append(word)
    return {word: tuple(others) for word, others in found.items()}


def find_near_pairs(text: str) -> Iterator[Slip]:
    """The characters of *text* that make of two words that are often said together something else."""
    for run in _RUN.finditer(text):
        if len(run[0]) > _LONGEST:
            continue
        for start in range(len(run[0]) - _PAIR + 1):
            for place, meant in _near(run[0][start : start + _PAIR]):
                if _is_meant(run[0], start, place, meant):
                    first = run.start() + start
                    yield Slip(start=first + place, first=first, word=meant)
                    break


@cache
def _near_halves(word: str, *, is_behind: bool) -> Mapping[str, tuple[str, ...]]:
    """The words that go with *word*, behind it or before it, by what is left of them without a character."""
    others = _behind()[word][0] if is_behind else _before()[word]
    found: dict[str, tuple[str, ...]] = {}
    for other in sorted(others):
        for key in (other[0], "_" + other[1]):
            found[key] = (*found.get(key, ()), other)
    return found


def _near(written: str) -> Iterator[tuple[int, str]]:
    """The pairs of words that *written* may be meant for, and the place of the character that differs."""
    first, second = written[:_WORD], written[_WORD:]
    if (known := _behind().get(first)) is not None:
        if second in known[0] or second in known[1]:
            return
        if known[0]:
            for place, other in _like(second, _near_halves(first, is_behind=True)):
                yield _WORD + place, first + other
    if second in _before():
        for place, other in _like(first, _near_halves(second, is_behind=False)):
            yield place, other + second


def _like(word: str, others: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Those of *others* that differ from *word* in one character like its own, and its place."""
    for place, key in ((1, word[0]), (0, "_" + word[1])):
        for other in others.get(key, ()):
            written, right = word[place], other[place]
            if _is_alike(written, right) and written not in _PLAIN and right not in _PLAIN:
                yield place, other


def _is_alike(written: str, right: str) -> bool:
    return right in characters_alike(written) or right in characters_near(written)


def _is_meant(run: str, start: int, place: int, meant: str) -> bool:
    """Whether the two words *meant* at *start* of *run* are likelier than what is written, as far as is asked."""
    table, first, end = fluency(), max(0, start - _AROUND), start + _PAIR
    if run[start:end] in table.words:
        return False
    before, behind = run[first:start], run[end : end + _AROUND]
    words = (table.words.get(word, _SELDOM) for word in (meant[:_WORD], meant[_WORD:]))
    gain = table.cut(before)[0] + sum(words) + table.cut(behind)[0] - table.cut(run[first : end + _AROUND])[0]
    half = slice(start, start + _WORD) if place < _WORD else slice(start + _WORD, end)
    return gain >= _least_gain(run[half], run[start + place], meant[place])


def _least_gain(word: str, written: str, right: str) -> float:
    """What *right* has to gain for *written*, a character of *word*, as it is written."""
    alike = characters_alike(written).get(right)
    if word not in fluency().words:
        return _LEAST_GAIN if alike and have_one_tone(written, right) else _LEAST_GAIN_OF_TONES
    if not alike:
        return _LEAST_GAIN_OF_SHAPES
    return _LEAST_GAIN_OF_TONE if have_one_tone(written, right) else _LEAST_GAIN_OF_WORDS

"""Words that are written for others: the committed list ``confusable.tsv``, and where its words stand in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.check.words.fluency import fluency

_LIST = "confusable.tsv"
_SHORT = 2  # characters of a word that may come about where two others meet: 开[展消]防
_AROUND = 4  # characters on each side that are cut into words
_KNOWN = -15.0  # chance of a word that is taken for meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusable:
    """*wrong* is written for *right*, but within one of the longer words *unless*; *is_sure*: it is never right."""

    wrong: str
    right: str
    is_sure: bool
    unless: tuple[str, ...]
    source: str


@cache
def confusables() -> dict[str, Confusable]:
    """The list, by what is wrong."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {
        wrong: Confusable(
            wrong=wrong,
            right=right,
            is_sure=level == "error",
            unless=tuple(filter(None, unless.split(","))),
            source=source,
        )
        for wrong, right, level, unless, source in rows
    }


@cache
def _by_start() -> dict[str, tuple[Confusable, ...]]:
    """The list by the first two characters of what is wrong, the longest first."""
    found: dict[str, tuple[Confusable, ...]] = {}
    for wrong in sorted(confusables(), key=lambda word: (-len(word), word)):
        found[wrong[:_SHORT]] = (*found.get(wrong[:_SHORT], ()), confusables()[wrong])
    return found


def find_confusables(text: str) -> Iterator[tuple[int, Confusable]]:
    """Where (0-based) words of the list stand in *text* by themselves, one behind the other."""
    by_start, end = _by_start(), 0
    for place in range(len(text) - 1):
        beginning = by_start.get(text[place : place + _SHORT], ()) if place >= end else ()
        entry = next((each for each in beginning if _stands(text, place, each)), None)
        if entry is not None:
            yield place, entry
            end = place + len(entry.wrong)


def _stands(text: str, start: int, entry: Confusable) -> bool:
    """Whether the word that is wrong begins at *start* of *text*, and is no part of others."""
    wrong = entry.wrong
    if not text.startswith(wrong, start) or any(_covers(text, start, wrong, longer) for longer in entry.unless):
        return False
    return len(wrong) > _SHORT or not _is_cut(text, start, start + len(wrong))


def _covers(text: str, start: int, word: str, longer: str) -> bool:
    """Whether the *word* at *start* of *text* is a part of the *longer* one."""
    return text.startswith(longer, max(0, start - longer.index(word)))


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether one word of *text* ends, and another one begins, within *start* and *end*."""
    first = max(0, start - _AROUND)
    window = text[first : end + _AROUND]
    words = fluency().words
    known = [
        (left + first, right + first)
        for left, right in fluency().cut(window)[1]
        if right - left > 1 and words[window[left:right]] >= _KNOWN
    ]
    ends = any(left < start < right < end for left, right in known)
    return ends and any(start < left < end < right for left, right in known)

"""Words that are written for others: the committed list ``confusable.tsv``, and where its words stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LIST = "confusable.tsv"


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
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(confusables(), key=lambda word: (-len(word), word)))))


def find_confusables(text: str) -> Iterator[tuple[re.Match[str], Confusable]]:
    """Where words of the list stand in *text* by themselves."""
    for found in _pattern().finditer(text):
        entry = confusables()[found[0]]
        if not any(_covers(text, found.start(), entry.wrong, longer) for longer in entry.unless):
            yield found, entry


def _covers(text: str, start: int, word: str, longer: str) -> bool:
    """Whether the *word* at *start* of *text* is a part of the *longer* one."""
    return text.startswith(longer, max(0, start - longer.index(word)))

"""Measure words that a noun does not take: the committed list ``measures.tsv``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LIST = "measures.tsv"
_NUMBER = "(?:[0-9]+|[一两二三四五六七八九十几百千数]{1,3}|这|那|每|某|哪)"
_BETWEEN = (
    "(?:[^，。；、：！？的]{2,8}的)?(?:崭新|小小|大大|漂亮|普通|古老|高大|破旧|名贵|巨)?"
    "[新旧大小老红白黑黄绿高长短好]?的?"
)


@dataclass(frozen=True, slots=True)
class WrongMeasure:
    """*pattern* finds a number, its *measure* as group 1, and a noun that takes the *right* one (may be empty)."""

    measure: str
    pattern: re.Pattern[str]
    right: str


@cache
def _measures() -> tuple[WrongMeasure, ...]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(
        WrongMeasure(
            measure,
            re.compile(
                rf"{_NUMBER}({measure}){_BETWEEN}(?:{nouns.replace(',', '|')})(?=[，。；：、！？的和与及“]|$|[在从向])"
            ),
            right,
        )
        for measure, nouns, right in rows
    )


def find_measures(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where in *text* a measure word (group 1) stands before a noun that does not take it, and what it takes."""
    for measure in _measures():
        if measure.measure not in text:
            continue
        for found in measure.pattern.finditer(text):
            yield found, measure.right

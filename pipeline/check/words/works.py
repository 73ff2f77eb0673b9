"""Who wrote what, said what, and lived when: the committed lists ``works.txt``, ``sayings.txt`` and ``people.txt``."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources


def _rows(name: str) -> Iterator[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def authors() -> Mapping[str, frozenset[str]]:
    """Those of each work; some have two names, some works two authors."""
    found: dict[str, frozenset[str]] = {}
    for row in _rows("works.txt"):
        names, *works = row.split()
        for work in works:
            found[work] = found.get(work, frozenset()) | frozenset(names.split(","))
    return found


@cache
def dynasties() -> Mapping[str, str]:
    """The dynasty of each person."""
    rows = (row.split() for row in _rows("people.txt"))
    return {person: dynasty for dynasty, *people in rows for person in people}


@cache
def sayings() -> Mapping[str, frozenset[str]]:
    """Who said each of them, and in what."""
    rows = (row.split("\t") for row in _rows("sayings.txt"))
    return {saying: frozenset(told.split()) for saying, told in rows}

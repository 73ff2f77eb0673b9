"""The authors of an article with their affiliations, as they stand below its title."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Author


class Byline(NamedTuple):
    """*entries*: each author with the marks of the affiliations that he shares; *places*: these, in order of marks.

    Without *places* an affiliation stands behind its author. One that all have is printed once, without marks.
    """

    entries: tuple[tuple[Author, str], ...]
    places: tuple[str, ...]


def byline(authors: Sequence[Author]) -> Byline:
    """Number the affiliations of *authors* where two have one in common, or one of several has more than one."""
    named = [author.affiliations for author in authors]
    places = list(dict.fromkeys(each for affiliations in named for each in affiliations))
    is_shared = sum(map(len, named)) > len(places)
    if not is_shared and (len(authors) == 1 or all(len(each) <= 1 for each in named)):
        return Byline(tuple((author, "") for author in authors), ())
    if all(each == tuple(places) for each in named):
        return Byline(tuple((author, "") for author in authors), tuple(places))
    marks = (",".join(str(places.index(each) + 1) for each in affiliations) for affiliations in named)
    return Byline(tuple(zip(authors, marks, strict=True)), tuple(places))

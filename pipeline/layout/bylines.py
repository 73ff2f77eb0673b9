"""The authors of an article: with their affiliations, as they stand below its title; with it in running heads."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.text_forms import text_width
from pipeline.model import Article, Author, plain_title

_MOST_NAMES = 2
_REST = "……"


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
    numbers = (sorted(places.index(each) + 1 for each in affiliations) for affiliations in named)
    marks = (",".join(map(str, each)) for each in numbers)
    return Byline(tuple(zip(authors, marks, strict=True)), tuple(places))


def english_marks(article: Article) -> tuple[str, ...]:
    """The marks of affiliations behind each author of the English head of *article*: those of the Chinese byline.

    Empty where nobody can tell whose they are: as many authors and affiliations must stand there as in Chinese.
    """
    head, named = article.english, byline(article.authors)
    if head is None or len(head.authors) != len(named.entries) or len(head.affiliations) < 2:
        return ()
    if named.places:
        is_same = len(named.places) == len(head.affiliations)
        return tuple(marks for _author, marks in named.entries) if is_same else ()
    is_one_each = all(len(author.affiliations) == 1 for author in article.authors)
    if not is_one_each or len(head.affiliations) != len(head.authors):
        return ()
    return tuple(str(number) for number in range(1, len(head.authors) + 1))


def running_title(article: Article, characters: int) -> str:
    """Authors and title of *article* as a running head has them, on a line of so many *characters*: 甲，乙：题名.

    Where that is too long, the authors are left out, and then the end of the title.
    """
    names = [author.name for author in article.authors]
    title = plain_title(article.title)
    shown = f"{names[0]}等" if len(names) > _MOST_NAMES else "，".join(names)
    whole = f"{shown}：{title}" if shown else title
    if text_width(whole) <= characters:
        return whole
    if text_width(title) <= characters:
        return title
    end = next(end for end in range(len(title), 0, -1) if text_width(title[:end]) <= characters - len(_REST))
    return title[:end] + _REST

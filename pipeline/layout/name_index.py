"""The indexes of names by pinyin: of authors, and of the people whom articles speak of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from pipeline.layout.name_readings import NameReading, plain_name, read_name
from pipeline.layout.volume_lists import ListedArticle, all_articles
from pipeline.volume import BoundVolume, PlacedArticle


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name, of a person or an office, with all articles in the order of the volume."""

    name: str
    reading: NameReading
    articles: tuple[ListedArticle, ...]


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """The names under one *letter* (A–Z, or OTHER_LETTER), in order."""

    letter: str
    names: tuple[IndexedName, ...]


def name_index(volume: BoundVolume, names_of: Callable[[PlacedArticle], Iterable[str]]) -> tuple[IndexLetter, ...]:
    """All names in *volume* by their pinyin, Latin names among them by their letters (name_readings).

    *names_of* gives those of an article, each once. Names that are spelt the same are one, since nothing distinguishes
    them; an article stands once under each.
    """
    articles: dict[str, list[ListedArticle]] = {}
    for listed in all_articles(volume):
        for name in names_of(listed.article):
            articles.setdefault(name, []).append(listed)
    names = [IndexedName(name, read_name(name), tuple(found)) for name, found in articles.items()]
    names.sort(key=lambda each: each.reading.order)
    letters = groupby(names, key=lambda each: each.reading.letter)
    return tuple(IndexLetter(letter, tuple(group)) for letter, group in letters)


def author_names(article: PlacedArticle) -> tuple[str, ...]:
    """The names of the authors of *article*, each once."""
    return _each_once(author.name for author in article.authors)


def people_names(article: PlacedArticle) -> tuple[str, ...]:
    """The names of those whom *article* speaks of, each once."""
    return _each_once(article.people)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(plain_name, names))))

"""The indexes of names: of authors, and of the people whom articles speak of; by pinyin or by strokes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from pipeline.layout.name_readings import NameReading, plain_name, read_name
from pipeline.layout.stroke_order import StrokeReading, read_strokes
from pipeline.layout.volume_lists import ListedArticle, all_articles
from pipeline.model import IndexOrder
from pipeline.volume import BoundVolume, PlacedArticle

Reading = Callable[[str], NameReading | StrokeReading]


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name, of a person or an office, with all articles in the order of the volume."""

    name: str
    reading: NameReading | StrokeReading
    articles: tuple[ListedArticle, ...]


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """The names under one *letter* (A–Z, or a count of strokes; OTHER_LETTER), in order."""

    letter: str
    names: tuple[IndexedName, ...]


def name_index(volume: BoundVolume, names_of: Callable[[PlacedArticle], Iterable[str]]) -> tuple[IndexLetter, ...]:
    """All names in *volume* in the order of its publication (name_readings, stroke_order).

    *names_of* gives those of an article, each once. Names that are spelt the same are one, since nothing distinguishes
    them; an article stands once under each.
    """
    articles: dict[str, list[ListedArticle]] = {}
    for listed in all_articles(volume):
        for name in names_of(listed.article):
            articles.setdefault(name, []).append(listed)
    read = name_reader(volume.order.publication.index_order)
    names = [IndexedName(name, read(name), tuple(found)) for name, found in articles.items()]
    names.sort(key=lambda each: each.reading.order)
    letters = groupby(names, key=lambda each: each.reading.letter)
    return tuple(IndexLetter(letter, tuple(group)) for letter, group in letters)


def name_reader(order: IndexOrder) -> Reading:
    """How names are read that are sorted in *order*."""
    return read_strokes if order == "strokes" else read_name


def author_names(article: PlacedArticle) -> tuple[str, ...]:
    """The names of the authors of *article*, each once."""
    return _each_once(author.name for author in article.authors)


def people_names(article: PlacedArticle) -> tuple[str, ...]:
    """The names of those whom *article* speaks of, each once."""
    return _each_once(article.people)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(plain_name, names))))

"""The index of authors by pinyin."""

from dataclasses import dataclass
from itertools import groupby

from pipeline.layout.name_readings import NameReading, plain_name, read_name
from pipeline.layout.volume_lists import ListedArticle, all_articles
from pipeline.volume import BoundVolume, PlacedArticle


@dataclass(frozen=True, slots=True)
class IndexedAuthor:
    """An author, person or office, with all articles in the order of the volume."""

    name: str
    reading: NameReading
    articles: tuple[ListedArticle, ...]


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """The authors under one *letter* (A–Z, or OTHER_LETTER), in order."""

    letter: str
    authors: tuple[IndexedAuthor, ...]


def author_index(volume: BoundVolume) -> tuple[IndexLetter, ...]:
    """All authors of *volume* by the pinyin of their names, Latin names among them by their letters (name_readings).

    Names that are spelt the same are one author, since nothing distinguishes them; an article stands once under each.
    """
    articles: dict[str, list[ListedArticle]] = {}
    for listed in all_articles(volume):
        for name in author_names(listed.article):
            articles.setdefault(name, []).append(listed)
    authors = [IndexedAuthor(name, read_name(name), tuple(found)) for name, found in articles.items()]
    authors.sort(key=lambda author: author.reading.order)
    letters = groupby(authors, key=lambda author: author.reading.letter)
    return tuple(IndexLetter(letter, tuple(group)) for letter, group in letters)


def author_names(article: PlacedArticle) -> tuple[str, ...]:
    """The names of the authors of *article*, each once."""
    names = (plain_name(author.name) for author in article.authors)
    return tuple(dict.fromkeys(name for name in names if name))

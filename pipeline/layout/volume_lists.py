"""The articles of a bound volume in the orders that its front matter lists them in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article with the issue it is in."""

    issue: BoundIssue
    article: PlacedArticle

    @property
    def label(self) -> str:
        """The issue's label without what it has in brackets: 第1期（总第228期） is 第1期 among those of its year."""
        return short_label(self.issue.label)

    @property
    def volume_folio(self) -> int:
        """The volume folio on which the article begins."""
        return self.issue.folio_of(self.article)


@dataclass(frozen=True, slots=True)
class ListedSection:
    """Articles of one section; *name* is empty where they are in none."""

    name: str
    articles: tuple[ListedArticle, ...]


def short_label(label: str) -> str:
    """*label* up to its first bracket, if there is something before it."""
    return label.partition("（")[0].partition("(")[0].strip() or label


def issue_sections(issue: BoundIssue) -> tuple[ListedSection, ...]:
    """The sections of *issue* as they follow one another."""
    runs = groupby(issue.articles, key=lambda article: article.section)
    return tuple(ListedSection(name, tuple(ListedArticle(issue, each) for each in articles)) for name, articles in runs)


def year_sections(volume: BoundVolume) -> tuple[ListedSection, ...]:
    """The sections of the whole year in the order in which they first appear; articles in no section come last."""
    sections: dict[str, list[ListedArticle]] = {}
    for listed in all_articles(volume):
        sections.setdefault(listed.article.section, []).append(listed)
    nameless = sections.pop("", [])
    rows = [ListedSection(name, tuple(articles)) for name, articles in sections.items()]
    return (*rows, ListedSection("", tuple(nameless))) if nameless else tuple(rows)


def all_articles(volume: BoundVolume) -> Iterable[ListedArticle]:
    """Each article of *volume* with its issue, in order."""
    return (ListedArticle(issue, article) for issue in volume.issues for article in issue.articles)

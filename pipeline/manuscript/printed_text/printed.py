"""What was read off the pages of a printed issue."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.blocks import Heading, Paragraph

PrintedBlock = Heading | Paragraph


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something a person should look at; *line* is 1-based and of the imported text."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedArticle:
    """An article as printed. *line* is that of its title; the lines of *blocks*, too, are of the imported text.

    A newline in *title* is a preferred break that reads as a space; *contents_title* is on one line.
    """

    title: str
    contents_title: str
    printed_folio: int
    blocks: tuple[PrintedBlock, ...]
    line: int
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section: *name* as printed over its first article, *contents_name* as in the contents."""

    name: str
    contents_name: str
    articles: tuple[PrintedArticle, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedIssue:
    """An issue as printed, with what is doubtful in its reading, by line."""

    path: Path
    name: str
    organisers: tuple[str, ...]
    year: int
    number: int
    total_number: int
    date: date
    sections: tuple[PrintedSection, ...]
    doubts: tuple[Doubt, ...]
    colophon: tuple[tuple[str, str], ...] = ()

    @property
    def articles(self) -> tuple[PrintedArticle, ...]:
        """All articles in the order of the issue."""
        return tuple(article for section in self.sections for article in section.articles)

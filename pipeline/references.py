"""Works that articles cite, as they are listed at their ends.

Fields are those of CSL (docs.citationstyles.org), as far as GB/T 7714 prints them. Everything here is frozen.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

WorkType = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "paper-conference",
    "thesis",
    "report",
    "standard",
    "patent",
    "webpage",
    "other",
]
WORK_TYPES: tuple[str, ...] = get_args(WorkType)


@dataclass(frozen=True, slots=True)
class Name:
    """A person by *family* and *given* name; an office, or one who is never parted, by *family* alone."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work that can be cited by its *key*; written on the 1-based *line* of *path*.

    Dates are years, months or days as ISO 8601 writes them: 2020, 2020-05, 2020-05-01. *number* is that of a standard,
    a report or a patent. *translation* is the entry in English that some journals print below a Chinese one. One of the
    type ``other`` is printed as its title says, and nothing else.
    """

    key: str
    type: WorkType
    title: str
    path: Path = field(repr=False)
    line: int
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: str = ""
    accessed: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    number: str = ""
    address: str = ""
    doi: str = ""
    language: str = ""
    translation: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that may be printed of it, one by one."""
        names = (*self.authors, *self.editors, *self.translators)
        facts = (self.container, self.publisher, self.place, self.volume, self.issue, self.pages, self.edition)
        people = (part for name in names for part in (name.family, name.given))
        return (self.title, *people, *facts, self.number, self.translation)

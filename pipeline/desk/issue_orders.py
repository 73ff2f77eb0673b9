"""What the desk asks of the process of an issue, and what that answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import Problem

if TYPE_CHECKING:
    from pipeline.production.issue.flatplan import Flatplan
    from pipeline.production.issue.live_pages import LivePages, PageAhead


@dataclass(frozen=True, slots=True)
class LayOut:
    """Lay out the issue as it is now."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw the page with *digest*, *width* pixels wide; the answer is a JPEG, or None if there is no such page."""

    digest: str
    width: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Make the flatplan: of the pages as they are or, with a *draft* of the issue file, as they would be."""

    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done; more is to come."""

    text: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Pages that have changed, before the rest is laid out and looked at; more is to come."""

    pages: "tuple[PageAhead, ...]"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The issue in pages; or, where these are None, what is wrong with it."""

    pages: "LivePages | None"
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """The flatplan; or, where there is none, what is wrong, if anything is."""

    flatplan: "Flatplan | None" = None
    problems: tuple[Problem, ...] = ()

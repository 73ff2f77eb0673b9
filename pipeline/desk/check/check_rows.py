"""What checks find, as one list shows it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import Problem

Origin = Literal["text", "pages", "press"]
Level = Literal["error", "warning", "ask", "info", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding of *origin*: of *rule*, called *id*, at a place of the source or on a page of the press edition.

    *line* and *page* are counted from 1, 0: there is none; *label* is what the page is called. *words* stand between
    *before* and *after*. *is_safe*: its remedy can be put in. *accepted*: who, when and why.
    """

    origin: Origin
    id: str
    rule: str
    level: Level
    message: str
    hint: str
    path: Path | None = None
    line: int = 0
    page: int = 0
    label: str = ""
    before: str = ""
    words: str = ""
    after: str = ""
    is_safe: bool = False
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The *rows* of one kind of checks, and in *told* what else there is to say of them."""

    rows: tuple[FindingRow, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRemarks:
    """What is told of an issue as it is laid out now: why it can't be, *warnings* of its pages, *notes*."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That findings are let pass: their *ids*, of preflight on a *page* (from 1; 0: all) until *expires*."""

    origin: Origin
    ids: tuple[str, ...]
    why: str
    who: str
    page: int = 0
    expires: str = ""


@dataclass(frozen=True, slots=True)
class MendedText:
    """The file *path* with safe remedies put in: its *text*, and how many they are."""

    path: Path
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Mending:
    """All *texts* that the safe remedies of findings make."""

    texts: tuple[MendedText, ...] = field(default=())

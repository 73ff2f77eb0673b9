"""Questions of a questionnaire on paper: what is ticked, what is rated, what is written on."""

from dataclasses import dataclass

from pipeline.inlines import Inline


@dataclass(frozen=True, slots=True)
class Option:
    """An answer with a box before it, or with a ring where it *excludes_others*: one of them is ticked."""

    children: tuple[Inline, ...]
    excludes_others: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps, one of which is ticked, from what *low* says to what *high* says."""

    low: str
    steps: tuple[str, ...]
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question by its *number*, and how it is answered; *lines*: so many lines to write on."""

    number: int
    children: tuple[Inline, ...]
    line: int
    options: tuple[Option, ...] = ()
    scale: Scale | None = None
    lines: int = 0

"""What a rule is, what it looks at, and what it finds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.check.house import HouseLists
from pipeline.check.passage import Passage
from pipeline.i18n import _
from pipeline.model import Article, Issue

_OFTEN = 2  # times


class Level(StrEnum):
    """How sure a finding is: an error is one, and makes the command fail; the other asks the editor."""

    ERROR = "error"
    ASK = "ask"


class Kind(StrEnum):
    """What a rule is about; the error rate weighs its findings by it."""

    MARKS = "marks"
    NUMBERS = "numbers"
    UNITS = "units"
    WORDS = "words"
    FACTS = "facts"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article and its passages."""

    article: Article
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueText:
    """An issue with the passages of its articles; *beside* are the other issues of its publication, in no order."""

    issue: Issue
    articles: tuple[ArticleText, ...]
    beside: tuple[Issue, ...] = ()
    house: HouseLists = field(default_factory=HouseLists)

    @property
    def passages(self) -> Iterator[Passage]:
        """Those of all articles."""
        for article in self.articles:
            yield from article.passages

    def is_term(self, words: str) -> bool:
        """Whether *words* stand here more than once, as names and terms of the authors do, and slips seldom."""
        return sum(passage.text.count(words) for passage in self.passages) >= _OFTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found: in a *passage* from *start* to *end* (0-based characters), on a *line* of the file *path*, or at
    a *key* of the issue's file.

    *fix*, where it isn't None, is what to put in the place of these characters.
    """

    message: str
    hint: str = ""
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    path: Path | None = None
    line: int = 1
    key: str = ""
    fix: str | None = None
    level: Level | None = None

    @property
    def words(self) -> str:
        """The characters themselves; empty where it is no passage."""
        return "" if self.passage is None else self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. *id* never changes its meaning; a finding may have a level of its own.

    *rationale* and *source* are for the document (docs/check.md). *find* is pure. A house may do
    without a rule that *is_choice*.
    """

    id: str
    level: Level
    kind: Kind
    rationale: str
    source: str
    find: Callable[[IssueText], Iterator[Found]]
    can_fix: bool = False
    is_choice: bool = False


def in_passages(find: Callable[[Passage], Iterator[Found]]) -> Callable[[IssueText], Iterator[Found]]:
    """A rule for single passages as one for an issue."""

    def find_in_issue(text: IssueText) -> Iterator[Found]:
        for passage in text.passages:
            yield from find(passage)

    return find_in_issue


def take(match: re.Match[str], passage: Passage, message: str, hint: str, group: int | str = 0) -> Found:
    """What a *group* of *match* in *passage* holds, as a finding without a remedy of its own."""
    return Found(message=message, hint=hint, passage=passage, start=match.start(group), end=match.end(group))


def mend(found: re.Match[str], passage: Passage, fix: str, message: str, group: int | str = 0) -> Found:
    """A *group* of the match *found* in *passage*, for which *fix* is to be written."""
    return Found(
        message=message,
        hint=_("Write “{right}”.").format(right=fix),
        passage=passage,
        start=found.start(group),
        end=found.end(group),
        fix=fix,
    )


def ask_whether_meant(text: IssueText, passage: Passage, start: int, written: str, right: str) -> Iterator[Found]:
    """*written*, which begins at *start*, may stand for *right*; nothing where it is a term of the issue."""
    if not text.is_term(written):
        yield Found(
            message=_("“{wrong}” may be written for “{right}”.").format(wrong=written, right=right),
            hint=_("Read the sentence again."),
            passage=passage,
            start=start,
            end=start + len(written),
        )

"""What an issue is counted and dated by: its number in the year, that since the first issue, its day or month."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

MAX_NUMBER = 999  # a daily has 366 in a year
SUPPLEMENT = "增刊"
_NUMBER = re.compile(r"(\d{1,15})(?:-(\d{1,15}))?", re.ASCII)
_SUPPLEMENT = re.compile(rf"{SUPPLEMENT}(\d{{0,3}})", re.ASCII)
_FOLDER = re.compile(r"(\d{2,3})(?:-(\d{2,3}))?|s(\d{0,3})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """The number of an issue: *first* to *last* of a double number 合刊, both the same of any other.

    Of a supplement 增刊 they count the supplements of the year, and are 0 where there is but one.
    """

    first: int
    last: int
    is_supplement: bool = False

    @classmethod
    def of(cls, number: int) -> "IssueNumber":
        """The number of a single issue."""
        return cls(number, number)

    @classmethod
    def parse(cls, text: str) -> "IssueNumber":
        """What is written as 7, 7-8, 增刊 or 增刊1. Raises ValueError for all else, 8-7 and 7-7 among it."""
        if found := _SUPPLEMENT.fullmatch(text):
            return cls(int(found[1] or 0), int(found[1] or 0), is_supplement=True)
        found = _NUMBER.fullmatch(text)
        if found is None or (found[2] and int(found[1]) >= int(found[2])):
            raise ValueError(text)
        return cls(int(found[1]), int(found[2] or found[1]))

    @classmethod
    def of_folder(cls, name: str) -> "IssueNumber | None":
        """The number that a folder is named by, or None: ``07``, ``07-08``, ``100``, ``s``, ``s1``."""
        found = _FOLDER.fullmatch(name)
        if found is None:
            return None
        if name.startswith("s"):
            return cls(int(found[3] or 0), int(found[3] or 0), is_supplement=True)
        return cls(int(found[1]), int(found[2] or found[1]))

    def __str__(self) -> str:
        """As it is typed: 7, 7-8, 增刊1."""
        return "-".join(self._in_digits(SUPPLEMENT, 1))

    @property
    def folder(self) -> str:
        """The folder of the issue, in lines of two digits at least: ``07``, ``07-08``, ``100``, ``s1``."""
        return "-".join(self._in_digits("s", 2))

    def _in_digits(self, prefix: str, width: int) -> list[str]:
        if self.is_supplement:
            return [f"{prefix}{self.first or ''}"]
        return [f"{number:0{width}d}" for number in sorted({self.first, self.last})]

    @property
    def label(self) -> str:
        """As it is printed: 第7期, 第7-8期, 增刊1."""
        return str(self) if self.is_supplement else f"第{self}期"

    @property
    def is_double(self) -> bool:
        """Whether it is a double number."""
        return self.first != self.last

    @property
    def order(self) -> tuple[bool, int]:
        """What issues of a year are bound by: their numbers; supplements come last."""
        return self.is_supplement, self.first

    @property
    def names(self) -> frozenset[tuple[bool, int]]:
        """What it covers: two issues that share any of these are told apart by nothing."""
        return frozenset((self.is_supplement, number) for number in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The day of publication, or the month alone (*day* is None)."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def of(cls, date: datetime.date) -> "IssueDate":
        """A day."""
        return cls(date.year, date.month, date.day)

    @classmethod
    def parse(cls, text: str) -> "IssueDate":
        """What is written as 2023-02-03 or 2023-02. Raises ValueError for all else."""
        found = _DATE.fullmatch(text)
        if found is None:
            raise ValueError(text)
        date = cls(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
        _day = date.first_day  # raises where there is no such day
        return date

    @property
    def first_day(self) -> datetime.date:
        """The day, or the first of the month: what a PDF and an order in time take."""
        return datetime.date(self.year, self.month, 1 if self.day is None else self.day)

    def isoformat(self) -> str:
        """2023-02-03 or 2023-02 (ISO 8601)."""
        return self.first_day.isoformat()[: None if self.day else len("2023-02")]

    def __str__(self) -> str:
        """As it is typed."""
        return self.isoformat()


def total_label(total: IssueNumber | None) -> str:
    """``总第228期``, ``总第228-229期``; empty where issues are not counted through."""
    return f"总第{total}期" if total is not None else ""


def issue_label(number: IssueNumber, total: IssueNumber | None) -> str:
    """``第1期（总第228期）``, ``第7-8期（总第234-235期）``, ``增刊1``: the number in the year, and in all."""
    return number.label + (f"（{total_label(total)}）" if total is not None else "")


def missing_numbers(numbers: Iterable[IssueNumber]) -> tuple[IssueNumber, ...]:
    """The numbers between the first and the last of *numbers* that none of them covers, in runs; no supplements."""
    plain = sorted((each for each in numbers if not each.is_supplement), key=lambda each: each.order)
    runs, before = [], 0
    for each in plain:
        if before and each.first > before + 1:
            runs.append(IssueNumber(before + 1, each.first - 1))
        before = max(before, each.last)
    return tuple(runs)

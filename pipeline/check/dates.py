"""Dates in Chinese text, in digits and in characters."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.characters import number_of

_YEAR = "[0-9]{4}|[一二][〇零○一二三四五六七八九]{3}"
_NUMBER = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"(?<![0-9])(?:(?P<year>{_YEAR})年)?(?<![0-9一二三四五六七八九十])(?P<month>{_NUMBER})月"
    rf"(?:(?P<day>{_NUMBER})(?=[日号—–～~至（(，。；、 ]|$)[日号]?)?"
)
_LUNAR = re.compile("(?:农历|旧历|阴历|夏历|闰|腊|正)$")
_LEAP_YEAR = 2000  # where no year is told, a day of any year may be meant


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date with its place in the text; *year* and *day* are None where they are not written."""

    match: re.Match[str]
    year: int | None
    month: int
    day: int | None

    @property
    def exists(self) -> bool:
        """Whether there is such a month and day."""
        try:
            datetime.date(self.year or _LEAP_YEAR, self.month, self.day or 1)
        except ValueError:
            return False
        return self.day is None or self.day > 0


def dates_in(text: str) -> Iterator[WrittenDate]:
    """The dates of the calendar in *text*; those of the lunar one are left out."""
    for match in _DATE.finditer(text):
        year, month, day = (
            None if match[name] is None else number_of(match[name]) for name in ("year", "month", "day")
        )
        if (
            month is None
            or _LUNAR.search(text[max(0, match.start() - 2) : match.start()])
            or (year is None and day is None and month <= 99)
        ):
            continue
        yield WrittenDate(match, year, month, day)

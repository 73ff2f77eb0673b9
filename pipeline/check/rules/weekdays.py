"""The day of the week is that of the date."""

import datetime
import re
from collections.abc import Iterator

from pipeline.check.dates import WrittenDate, dates_in
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_DAYS = "一二三四五六日"
_BEHIND = re.compile("[（(，、 ]{0,2}(?:恰逢|正逢|适逢|正好是|恰好是|恰是|正是)?(?:星期|周|礼拜)([一二三四五六日天])")
_BEFORE = re.compile("(?:星期|周|礼拜)([一二三四五六日天])[（(，、 ]{0,2}$")
_LATE = 10
_REACH = 6  # characters before a date


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        yield from _find_in(passage, text.issue.year)


def _find_in(passage: Passage, now: int) -> Iterator[Found]:
    """Tell days of the week that are not those of their dates; where no year is told, *now* is meant."""
    years = [date.year for date in dates_in(passage.text) if date.year]
    for date in dates_in(passage.text):
        begin = date.match.start()
        before = _BEFORE.search(passage.text[max(0, begin - _REACH) : begin])
        written = _BEHIND.match(passage.text, date.match.end()) or before
        year = date.year or (years[0] if years else now)
        if written is None or date.day is None or not date.exists or (not date.year and len(set(years)) > 1):
            continue
        day = _day_of(year, date.month, date.day)
        if written[1].replace("天", "日") not in (day, "" if date.year else _in_the_year_before(now, date)):
            yield Found(
                message=_("{date} is a 星期{day}.").format(date=date.match[0], day=day),
                hint=_("Mend the day of the week or the date."),
                passage=passage,
                start=begin - len(written[0]) if written is before else begin,
                end=date.match.end() if written is before else written.end(),
                level=Level.ERROR if date.year else Level.ASK,
            )


def _day_of(year: int, month: int, day: int) -> str:
    """That of the week; empty for the 29th of February of other years."""
    try:
        return _DAYS[datetime.date(year, month, day).weekday()]
    except ValueError:
        return ""


def _in_the_year_before(now: int, date: WrittenDate) -> str:
    """The day of the week of a *date* late in the year, which an issue early in the next one may tell of."""
    return _day_of(now - 1, date.month, date.day or 1) if date.month >= _LATE else ""


RULE = Rule(
    id="dates.weekday",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A date and a day of the week that don't agree send people on the wrong day.",
    source="the Gregorian calendar (GB/T 7408-2005)",
    find=_find,
)

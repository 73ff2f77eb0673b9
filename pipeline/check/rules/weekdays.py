"""The day of the week is that of the date."""

import datetime
import re
from collections.abc import Iterator

from pipeline.check.dates import dates_in
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_DAYS = "一二三四五六日"
_BEHIND = re.compile("[（(，、 ]{0,2}(?:星期|周|礼拜)([一二三四五六日天])")
_BEFORE = re.compile("(?:星期|周|礼拜)([一二三四五六日天])[（(，、 ]{0,2}$")
_REACH = 6  # characters before a date


def _find(passage: Passage) -> Iterator[Found]:
    for date in dates_in(passage.text):
        begin = date.match.start()
        before = _BEFORE.search(passage.text[max(0, begin - _REACH) : begin])
        written = _BEHIND.match(passage.text, date.match.end()) or before
        if written is None or date.year is None or date.day is None or not date.exists:
            continue
        day = _DAYS[datetime.date(date.year, date.month, date.day).weekday()]
        if written[1].replace("天", "日") != day:
            yield Found(
                message=_("{date} is a 星期{day}.").format(date=date.match[0], day=day),
                hint=_("Mend the day of the week or the date."),
                passage=passage,
                start=begin - len(written[0]) if written is before else begin,
                end=date.match.end() if written is before else written.end(),
            )


RULE = Rule(
    id="dates.weekday",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A date and a day of the week that don't agree send people on the wrong day.",
    source="the Gregorian calendar (GB/T 7408-2005)",
    find=in_passages(_find),
)

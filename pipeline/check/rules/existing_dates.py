"""Dates exist."""

import datetime
import re
from collections.abc import Iterator

from pipeline.check.dates import dates_in
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_IN_DIGITS = re.compile(r"(?<![0-9./-])([12][0-9]{3})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9./-])")
_QUARTER = re.compile(
    "(?<![0-9一二三四五六七八九十])(?:第[五六七八九5-9]|[五六七5-7])季度|(?:星期|礼拜)(?:[89]|八|九)(?![0-9一-鿿]?[个])"
)
_LENGTH_OF_MONTH = re.compile(
    "(?<![0-9一二三四五六七八九十个])(?:(?:四|六|九|十一|[469]|11)月份?(?:共|只|一共)?有(?:31|三十一)天"
    "|(?:二|2)月份?(?:共|只|一共)?有(?:3[01]|三十一?)天"
    "|(?:一|三|五|七|八|十|十二|[13578]|1[02])月份?(?:共|只|一共)?有(?:30|2[89]|三十|二十[八九])天)(?=[，。；])"
)

_DAYS = re.compile("(?<![0-9])(1?[0-9])月([0-9]{1,2})日?(?:[—–～-]|至|到)([0-9]{1,2})日")
_TENTHS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_TENTH = re.compile("([上中下])旬(?:的|（|，即)?([0-9]{1,2})[日号]")
_LONGEST = 31


def _find(passage: Passage) -> Iterator[Found]:
    for date in dates_in(passage.text):
        if not date.exists:
            message = _("There is no {date}.").format(date=date.match[0])
            yield take(date.match, passage, message, _("Compare with the source."))
    for found in (
        *_QUARTER.finditer(passage.text),
        *_LENGTH_OF_MONTH.finditer(passage.text),
        *(each for each in _DAYS.finditer(passage.text) if int(each[3]) > _LONGEST >= int(each[2])),
        *(each for each in _TENTH.finditer(passage.text) if not _is_in_tenth(each)),
        *filter(_is_no_day, _IN_DIGITS.finditer(passage.text)),
    ):
        message = _("There is no {date}.").format(date=found[0])
        yield take(found, passage, message, _("Compare with the source."))


def _is_in_tenth(found: re.Match[str]) -> bool:
    first, last = _TENTHS[found[1]]
    return first <= int(found[2]) <= last


def _is_no_day(found: re.Match[str]) -> bool:
    try:
        datetime.date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return True
    return False


RULE = Rule(
    id="dates.existing",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="No February has 30 days; a 29th wants a leap year.",
    source="GB/T 7408-2005, 4.1.2",
    find=in_passages(_find),
)

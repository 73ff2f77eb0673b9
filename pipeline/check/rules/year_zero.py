"""二〇二三年 has 〇, and neither 零 nor a letter."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_YEAR = re.compile("(?<![一二三四五六七八九十百千万])([一二][一二三四五六七八九〇零○〇OＯo0０]{3})(?=年|[—–至～])")
_WRONG = re.compile("[零○OＯo0０]")
_COUNTED = re.compile("[一二三四五六七八九两][千百万](〇)[一二三四五六七八九]")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _COUNTED.finditer(passage.text):
        yield mend(found, passage, "零", _("In a number that is counted zero is 零."), group=1)
    for found in _YEAR.finditer(passage.text):
        if _WRONG.search(found[0]):
            yield mend(found, passage, _WRONG.sub("〇", found[0]), _("A year in characters has 〇 for zero."))


RULE = Rule(
    id="numbers.year-zero",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="In a number that is read digit by digit zero is 〇; 零 is for those that are counted, ○ is a circle.",
    source="GB/T 15835-2011, 5.2.2",
    find=in_passages(_find),
    can_fix=True,
)

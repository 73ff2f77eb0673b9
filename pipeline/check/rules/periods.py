"""第一季度 are the months from January to March, 上半年 are those to June."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_MONTHS = {
    "一季度": (1, 3),
    "1季度": (1, 3),
    "二季度": (4, 6),
    "2季度": (4, 6),
    "三季度": (7, 9),
    "3季度": (7, 9),
    "四季度": (10, 12),
    "4季度": (10, 12),
    "前三季度": (1, 9),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_PERIOD = re.compile(rf"({_NAMES})(?:（(?:即|为)?|的|，即)([0-9]{{1,2}})月?(?:[—～–-]|至|到)([0-9]{{1,2}})月")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _PERIOD.finditer(passage.text):
        first, last = _MONTHS[found[1]]
        if (int(found[2]), int(found[3])) != (first, last):
            message = _("{name} are the months {first} to {last}.").format(name=found[1], first=first, last=last)
            yield take(found, passage, message, _("Compare with the source."))


RULE = Rule(
    id="facts.periods",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="A quarter has three months, and half a year six; months that don't fit were copied from another report.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages(_find),
)

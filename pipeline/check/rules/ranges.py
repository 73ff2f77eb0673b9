"""Ranges: 5%～10%, 2019—2023年."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_PER_CENT = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)((?:[-—–~～]|到|至)[0-9]+(?:\.[0-9]+)?)([%％‰])")
_YEARS = re.compile(
    r"(?<![0-9])[12][0-9]{3}(-|－|~|―|──|——)[12][0-9]{3}(?=年)|(?<=（)[12][0-9]{3}(-|－|~|―|──|——)[12][0-9]{3}(?=）)"
)
_TWICE = re.compile("(?<=[0-9年月日时点分钟])(——?|-|－|～|~)[至到](?=[0-9])")
_ONE_FOR_DASH = re.compile("(?<=[0-9])(一)(?=[0-9])")
_DATES = re.compile("(?<=[0-9][年月日])(-|－|~|──)(?=[0-9]{1,4}[年月日])")
_CUT_SHORT = re.compile(
    r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?[-—–~～][0-9]+(?:\.[0-9]+)?([万亿])(?=[元人吨件亩户千公米名册份平次])"
)
_FROM_DASH = re.compile(
    "(?:^|(?<=[一-鿿，。；：]))(?<![服顺听自])从[0-9][0-9年月日时点分:]*([—～－-])(?=[0-9])(?![0-9年月日]*(?:间|期间|的数据|级|版))"
)
_LONG_DASH = re.compile(r"(?<=[0-9年月日时点分])(——|--)(?=[0-9])")
_UNIT = "(?:岁|%|℃|人|元|万元|亿元|米|天|个月|千克|公斤|吨|分钟|小时|摄氏度)"
_BACKWARDS = re.compile(
    rf"(?<![0-9.:：第—～~-])([0-9]+(?:\.[0-9]+)?)({_UNIT}?)(?:[～~—]|至)([0-9]+(?:\.[0-9]+)?)({_UNIT})"
)
_HAN_RANGE = re.compile("(?<=[万亿][元人吨])(-|——)(?=[0-9.]+[万亿])|(?<=[0-9][万亿])(-|——|--)(?=[0-9.]+[万亿])")
_HYPHEN = re.compile(
    r"(?<![0-9A-Za-z.-])[0-9]+(?:\.[0-9]+)?(-)[0-9]+(?:\.[0-9]+)?(?=℃|%|[元岁人天个亩吨米月届]|千克|公斤|厘米|毫米|小时|分钟|公里|[万亿]|kg|cm|mm|km)"
)

_PLACES = re.compile("(?<=[一-鿿])([～~])(?=[一-鿿]{1,4}(?:高铁|铁路|航线|高速|专线|航班|段|列车|线路))")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _PER_CENT.finditer(passage.text):
        message = _("The first number of “{words}” has no sign of per cent.").format(words=found[0])
        right = f"{found[1]}{found[3]}{found[2]}{found[3]}"
        yield mend(found, passage, right, message)
    for found in _TWICE.finditer(passage.text):
        yield mend(found, passage, "至", _("“{words}” joins numbers twice.").format(words=found[0]))
    for found in _CUT_SHORT.finditer(passage.text):
        message = _("The first number of “{words}” has no “{sign}”.").format(words=found[0], sign=found[1])
        hint = _("Write “{sign}” behind both numbers.").format(sign=found[1])
        yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end(), level=Level.ASK)
    for found in _BACKWARDS.finditer(passage.text):
        if float(found[1]) > float(found[3]) and found[2] in ("", found[4]):
            message = _("The range “{words}” goes from the higher to the lower.").format(words=found[0])
            yield replace(take(found, passage, message, _("Compare with the source.")), level=Level.ASK)
    for found in _HYPHEN.finditer(passage.text):
        message = _("“{mark}” does not join numbers.").format(mark="-")
        yield replace(mend(found, passage, "～", message, group=1), level=Level.ASK)
    for found in _FROM_DASH.finditer(passage.text):
        message = _("从 goes with 到 or 至, and not with “{mark}”.").format(mark=found[1])
        yield replace(mend(found, passage, "至", message, group=1), level=Level.ASK)
    for found in _PLACES.finditer(passage.text):
        yield mend(found, passage, "—", _("“{mark}” does not join places.").format(mark=found[1]), group=1)
    for found in (
        *_YEARS.finditer(passage.text),
        *_DATES.finditer(passage.text),
        *_ONE_FOR_DASH.finditer(passage.text),
        *_LONG_DASH.finditer(passage.text),
        *_HAN_RANGE.finditer(passage.text),
    ):
        right = "～" if found.re is _HAN_RANGE else "—"
        mark = found[found.lastindex or 0]
        yield mend(
            found, passage, right, _("“{mark}” does not join numbers.").format(mark=mark), group=found.lastindex or 0
        )


RULE = Rule(
    id="numbers.ranges",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="5～10% may be read as 5 to 10 %; years are joined by a dash of one character.",
    source="GB/T 15835-2011, 5.1.5; GB/T 15834-2011, 4.13.3",
    find=in_passages(_find),
    can_fix=True,
)

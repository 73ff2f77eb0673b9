"""Decimals of one list are told to the same place, with a point."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_UNIT = "[ \u2009\u00a0]?(?:mm|cm|kg|km|MPa|kN|kW|℃|%|m|g|毫米|厘米|千克|公斤|吨|米|秒|克|万元|亿元|元)"
_NUMBER = r"(?<![0-9.])[0-9]+\.[0-9]+"
_LIST = re.compile(rf"{_NUMBER}(?P<unit>{_UNIT})、(?:{_NUMBER}(?P=unit)、){{0,20}}{_NUMBER}(?P=unit)")
_DECIMAL = re.compile(r"([0-9]+(?:\.[0-9]+)?)")
_COMMA = re.compile(r"(?<![0-9、，.])[0-9]{1,3}(，)[0-9]{1,2}(?=%|℃|毫米|个百分点|mm)")
_MEASURED = re.compile("测得|测量|厚度|直径|长度|宽度|误差|分别为|依次为|读数")
_REACH = 16  # characters before a list that tell that it was measured


def _find(passage: Passage) -> Iterator[Found]:
    for found in _COMMA.finditer(passage.text):
        message = _("“{mark}” stands for a decimal point.").format(mark=found[1])
        yield take(found, passage, message, _("Write “{right}”.").format(right="."), group=1)
    for found in _LIST.finditer(passage.text):
        places = {len(each.partition(".")[2]) for each in _DECIMAL.findall(found[0])}
        if len(places) > 1 and _MEASURED.search(passage.text[max(0, found.start() - _REACH) : found.start()]):
            message = _("The numbers of “{words}” are not told to the same place.").format(words=found[0])
            yield take(found, passage, message, _("Write 2.50 beside 2.51."))


RULE = Rule(
    id="numbers.decimals",
    level=Level.ASK,
    kind=Kind.NUMBERS,
    rationale="What is measured with one gauge has one accuracy; a decimal comma is read as two numbers.",
    source="GB/T 15835-2011, 5.1.3; GB/T 8170-2008 (known from memory)",
    find=in_passages(_find),
)

"""七八个: no 、 in approximate numbers."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_ORDER = "一二三四五六七八九"
_TWO = re.compile(
    rf"(?<![第初周期月年、{_ORDER}十])([{_ORDER}])(、)([{_ORDER}])"
    "(?=(?:[十百千万亿个人名位天岁次遍块斤里米分家条只间台辆艘户件倍成元吨亩]|年(?![级期生制度])|小时|公里|分钟|个月|周(?!年))(?![、、]))"
)


_NEXT_DIGITS = re.compile(
    "(?<![0-9第、.月年图表章节条款期版页号至和与及])([1-8])、([2-9])(?=个(?!月|方面|百分点)|[名位天岁斤亩家](?![0-9、]))(?!个?[^，。；]{0,6}、)"
)
_DIGITS = re.compile("(?<![0-9第、.月年])([1-8])、([2-9]0)(?=[亩岁人个名年万吨家户里米斤元])")
_THREE_OR_FIVE = re.compile(
    r"(?<![第初周期月年、一二三四五六七八九十])三、五(?=[十百千万](?!年代)|[个名位天里块杯斤辆](?![、、班]))"
)
_TEENS = re.compile(
    f"(?<=十)(?<![0-9第初]十)([{_ORDER}])(、)([{_ORDER}])(?=[岁个名天位台家里斤层页篇条件户吨米辆人](?![、、]))"
)
_TENS = re.compile("(?<![0-9.、第])([1-9])([1-8])(、)([2-9])(?=[岁名个人天年家台])(?!年级)")

_BRANCHES = re.compile("(?<![第一二三、])(?:一?二三|一二)(?=产业)|第(?:一二三|二三|一二)(?=产业)")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BRANCHES.finditer(passage.text):
        message = _("“{words}” are several numbers, and are parted by “、”.").format(words=found[0])
        yield take(found, passage, message, _("Write “{right}”.").format(right="二、三产业"))
    for found in _DIGITS.finditer(passage.text):
        if found[2][0] == str(int(found[1]) + 1):
            message = _("“{words}” is an approximate number, and is written in characters.").format(words=found[0])
            yield take(found, passage, message, _("Write it as 五六十."))
    for found in _NEXT_DIGITS.finditer(passage.text):
        if int(found[2]) == int(found[1]) + 1 or (found[1], found[2]) == ("3", "5"):
            message = _("“{words}” is an approximate number, and is written in characters.").format(words=found[0])
            yield take(found, passage, message, _("Write it as 五六十."))
    for found in _TENS.finditer(passage.text):
        if int(found[4]) == int(found[2]) + 1:
            message = _("“{words}” is an approximate number, and is written in characters.").format(words=found[0])
            yield take(found, passage, message, _("Write it as 五六十."))
    is_head = passage.kind in ("title", "head", "heading")  # “三、四条建议” is the third section
    two = (*_TWO.finditer(passage.text), *_TEENS.finditer(passage.text))
    pairs = (each for each in two if _ORDER.index(each[3]) == _ORDER.index(each[1]) + 1)
    for found in (*pairs, *_THREE_OR_FIVE.finditer(passage.text)):
        if is_head and not passage.text[: found.start()].strip():
            continue
        message = _("“{words}” is an approximate number, and has no “、”.").format(words=found[0])
        yield take(found, passage, message, _("Leave it out, if about so many are meant."))


RULE = Rule(
    id="numbers.approximate",
    level=Level.ASK,
    kind=Kind.NUMBERS,
    rationale="Two numbers that mean about so many (七八个) are not parted; two that are listed are.",
    source="GB/T 15834-2011, 4.5.3.4; GB/T 15835-2011, 4.2.2",
    find=in_passages(_find),
)

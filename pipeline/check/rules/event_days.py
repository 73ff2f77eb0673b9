"""Names of events by their day: “五四”, “一二·九”, “3·15”."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_IN_DIGITS = re.compile(
    "“((?:[1-9]|1[0-2])([.．、/-])(?:[0-2]?[0-9]|3[01]))”(?=[^，。；]{0,12}(?:前[后夕]|期间|当天|消费者|维权|晚会|地震|事件|活动|运动|惨案|大屠杀|火灾|事故|爆炸|行动|案件|节|日|案|讲话|改革|大火|空难|洪灾))"
)
_ONE_CHARACTER = re.compile("“([二三四五六七八九十])·([一二三四五六七八九十]{1,3})”")
_DOT_LEFT_OUT = re.compile("“(一二九|一二八|一二一)”(?=运动|事变|抗战|惨案|歌)")

_WRONG_DOT = re.compile(
    "[“‘]([一二三四五六七八九十]{1,2})[.．。,，、]([一二三四五六七八九十]{1,3})[”’](?=[^，。；]{0,4}(?:运动|节|劳动|国际|青年|大桥|惨案|事变|抗战|讲话|指示))"
    "|(?<![0-9.一二三四五六七八九十])([八五七六])[.．。·]([一四七])(?=建军|运动|劳动节|国际|儿童节|党的|指示|青年节|前夕|节)"
    "|(?<!“)(十)·([一二三四五])(?=规划|时期|期间)"
)


def _find(passage: Passage) -> Iterator[Found]:
    message = _("The event is written “{right}”.")
    for found in _IN_DIGITS.finditer(passage.text):
        yield mend(
            found,
            passage,
            found[1].replace(found[2], "·"),
            message.format(right=found[1].replace(found[2], "·")),
            group=1,
        )
    for found in _ONE_CHARACTER.finditer(passage.text):
        right = f"“{found[1]}{found[2]}”"
        yield mend(found, passage, right, message.format(right=right[1:-1]))
    for found in _WRONG_DOT.finditer(passage.text):
        first, second = (each for each in found.groups() if each)
        right = f"“{first}·{second}”" if first in ("一", "十一", "十二") and second != "五" else f"“{first}{second}”"
        yield mend(found, passage, right, message.format(right=right[1:-1]))
    for found in _DOT_LEFT_OUT.finditer(passage.text):
        right = found[1][:2] + "·" + found[1][2]
        yield mend(found, passage, right, message.format(right=right), group=1)


RULE = Rule(
    id="marks.event-days",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale=(
        "In characters a dot stands behind 一, 十一 and 十二 alone (“一二·九”, “五四”); in digits always (“3·15”)."
    ),
    source="GB/T 15834-2011, 4.14.3.4; GB/T 15835-2011, 5.1.6, 5.2.3",
    find=in_passages(_find),
    can_fix=True,
)

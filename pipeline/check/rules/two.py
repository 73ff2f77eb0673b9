"""两 before what is counted, 俩 without 个."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_TWO = re.compile(
    "(?<![第初老十百千万亿零〇一二三四五六七八九点分第之比星期周月年0-9.])(二)"
    "(?=(?:台|辆|艘|匹|棵|盏|扇|双|架飞|架钢|间房|间屋|座山|座桥|座楼|张桌|张椅|张床|把椅|位同志|位老|位师|支球队|支队伍"
    "|头牛|头猪|口人|种方法|种意见|个(?!百分点|月|级|维)|点钟|点半))"
)
_SECOND = re.compile(
    "(?<=第)(两)(?=[次届名个章节条步种])|(?<![0-9一二三四五六七八九十这那前后近每])(两)(?=月(?:[0-9一二三四五六七八九十]{1,3}[日号]|[初底]))"
)
_BOTH = re.compile("(?<=[俩仨])(个)(?![子头性])")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TWO.finditer(passage.text):
        yield mend(
            found, passage, "两", _("“{wrong}” is written for “{right}”.").format(wrong="二", right="两"), group=1
        )
    for found in _SECOND.finditer(passage.text):
        message = _("“{wrong}” is written for “{right}”.").format(wrong="两", right="二")
        yield mend(found, passage, "二", message, group=found.lastindex or 0)
    for found in _BOTH.finditer(passage.text):
        message = _("“{words}” stands twice.").format(words="个")
        start = found.start(1)
        hint = _("Take one away.")
        yield Found(message=message, hint=hint, passage=passage, start=start - 1, end=start + 1, level=Level.ERROR)


RULE = Rule(
    id="words.two",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="What is counted is 两台, 两个; 二 is for order, and in measures of old. 俩 is 两个 already.",
    source="《现代汉语八百词》, 二, 两, 俩",
    find=in_passages(_find),
    can_fix=True,
)

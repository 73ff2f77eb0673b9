"""An ellipsis and 等 say the same."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_BOTH = re.compile(
    r"……等等?(?=[。，；、！？）”’\n]|$)|……等(?=[^，。；、！？]{0,8}[活动项种个类物品事情内容方面设材料工具设备用品物资人员单位部门])|(?<=[》”、])……等(?![待到着候于我你他她])"
)

_POINT_BESIDE = re.compile("([，、；])(?=……)|(?<=……)(。)(?=[”’]|$)")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BOTH.finditer(passage.text):
        message = _("“{words}”: the ellipsis and 等 say the same.").format(words=found[0])
        yield take(found, passage, message, _("Keep one of them."))
    for found in _POINT_BESIDE.finditer(passage.text):
        message = _("“{mark}” stands beside an ellipsis.").format(mark=found[0])
        yield replace(take(found, passage, message, _("Leave it out.")), level=Level.ASK)


RULE = Rule(
    id="marks.ellipsis-etc",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="What the ellipsis leaves out is what 等 stands for, and it needs no point at its side.",
    source="GB/T 15834-2011, 4.11.3",
    find=in_passages(_find),
)

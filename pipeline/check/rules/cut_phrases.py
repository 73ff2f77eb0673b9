"""在…的领导 needs 下, 在…的基础 needs 上."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_BODY = (
    "党|党委|党组|支部|工会|政府|[市省县区局厂院校]委?|公司|集团|部门|上级|组织|单位|大家|老师|师傅|同志们?|各界|领导"
)
_LACKS = (
    (
        re.compile(
            f"在[^，。；]{{0,12}}?(?:{_BODY})的[^，。；的在]{{0,6}}?(领导|带领|关怀|关心|帮助|支持|指导|配合|努力)(?=，)"
        ),
        "下",
    ),
    (re.compile("(?:^|(?<=[，。；]))在[^，。；]{2,14}的(情况|形势|背景|前提|条件)(?=，)"), "下"),
    (re.compile("(?:^|(?<=[，。；]))在[^，。；]{2,14}的(基础)(?=，)"), "上"),
    (re.compile("(?:^|(?<=[，。；]))在[^，。；]{2,14}的(过程)(?=，)"), "中"),
)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, lacking in _LACKS:
        for found in pattern.finditer(passage.text):
            message = _("“{words}” lacks “{lacking}”.").format(words=found[0], lacking=lacking)
            hint = _("Write “{right}”.").format(right=found[1] + lacking)
            yield take(found, passage, message, hint, group=1)


RULE = Rule(
    id="words.cut-phrase",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="在 that opens a phrase is closed by 下, 上 or 中: 在工会的领导下, 在调查的基础上.",
    source="吕叔湘、朱德熙《语法修辞讲话》, on 在",
    find=in_passages(_find),
)

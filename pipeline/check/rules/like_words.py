"""像…一样, and not 象."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_LIKE = re.compile(
    "(?:^|(?<=[，。；：！？“他她它我你们就也还都很真好不正都却仍而的是]))(象)(?![征牙棋限群形山鼻海声])(?=[^，。；]{1,14}(?:一样|似的|一般|那样|这样))"
    "|(?<![大小白战巨对现形印气景万抽迹天意征母公幼野养骑群猛洪])(象)(?=一(?:个个|道道|条条|座座)|一[头只位棵座把块片朵条群股阵团面根颗盏])"
    "|(?<=[不很真就还也])(象)(?=[样话是个])"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _LIKE.finditer(passage.text):
        group = next(number for number in (1, 2, 3) if found[number])
        message = _("“{wrong}” is written for “{right}”.").format(wrong="象", right="像")
        yield mend(found, passage, "像", message, group=group)


RULE = Rule(
    id="words.like",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="What is like something is 像; 象 is the animal, and in 现象, 对象, 形象, 象征.",
    source="第一批异形词整理表 (GF 1001-2001); 全国科学技术名词审定委员会, on 象 and 像 (2001)",
    find=in_passages(_find),
)

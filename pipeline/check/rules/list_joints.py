"""No 、 before 和, and ， before 以及."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_BEFORE_AND = re.compile("(、)(?=和(?![谐平睦解气蔼善约美畅声弦衷])|与(?![会时众日世生其人])|及(?![时格早第物])|并且)")
_BEFORE_AS_WELL = re.compile("(、)(?=以及)")

_BEFORE_PREDICATE = re.compile(
    "者(、)(?=均|应|可以|都|须|必须|一律|不得|将)|[的了][一-鿿]{1,4}(、)(?=真[甜好美香多大热]|十分|非常|特别|已经|必须)"
)
_MIXED = re.compile(
    "(?:来自|包括(?!在)|分别是|分别为|：)[一-鿿]{2,5}(，)(?!进行|具体|包括|例如|以及|其中|说[清明]|写[清明]|讲[清明]|列[出明]|注明)[一-鿿]{2,5}、[一-鿿]{2,5}(?=[、。等和及的])"
    "|(?:^|(?<=[在有设，。；往赴来自、和]))[一-鿿]{2,4}、[一-鿿]{2,4}(，)[一-鿿]{2,4}等(?:活动场所|场所|设施|设备|物品|用品|器材|材料|项目|地|省市|单位|部门|行业|城市|县市|国家|地区)"
    "|(?:来自|包括(?!在)|分别是|分别为|：)[一-鿿]{2,5}、[一-鿿]{2,5}(，)[一-鿿]{2,4}(?=[。等和]|及)"
    "|(?:[有为设]|包括|来自)[一-鿿]{2,3}(，)[一-鿿]{2,3}、[一-鿿]{2,3}(?:[两三四五六七八九十]|[0-9]{1,2})(?:个|种|项|类|名|家|道)"
)
_BEFORE_LAST = re.compile("、[一-鿿]{1,6}(，)(?:(?:和|与)(?=[一-鿿]{1,6}[。；])|等(?=[。；]))")
_TWO_LEVELS = re.compile("[一-鿿]{2,3}、[一-鿿]{2,3}的[一-鿿]{2,4}(、)[一-鿿]{2,3}、[一-鿿]{2,3}的[一-鿿]{2,4}")
_PAIRED = re.compile(
    "(?:既[^，。；、：]{2,14}(?=、又)|(?:不仅|不但|只有|只要|虽然|如果)[^，。；、：]{2,14})(、)(?=又|也|而且|还|但|就|才|所以)"
)
_TOO_HIGH = re.compile(
    "(?:^|(?<=[一-鿿]))(?!.是)[一-鿿]{2,4}(；)(?!.是)[一-鿿]{2,4}；(?!.是)[一-鿿]{2,6}(?=[、。，等和]|[两三四五六七八九]?[项个种])"
    "|(?:[到去赴往过]了?|包括|来自|分为|有|是)[一-鿿]{2,3}(；)[一-鿿]{2,3}(?:和|及|与)[一-鿿]{2,3}(?=[。，])"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _BEFORE_PREDICATE.finditer(passage.text):
        message = _("“{mark}” parts what is listed, and nothing else.").format(mark="、")
        yield take(found, passage, message, _("Write “{right}”.").format(right="，"), group=found.lastindex or 0)
    for found in _BEFORE_LAST.finditer(passage.text):
        message = _("“{mark}” stands before a word that joins the last of a list.").format(mark="，")
        yield take(found, passage, message, _("Leave it out."), group=1)
    for found in _TWO_LEVELS.finditer(passage.text):
        message = _("“{mark}” parts what is listed, and nothing else.").format(mark="、")
        yield take(found, passage, message, _("Write “{right}”.").format(right="，"), group=1)
    for found in _PAIRED.finditer(passage.text):
        message = _("“{mark}” parts what is listed, and nothing else.").format(mark="、")
        yield take(found, passage, message, _("Write “{right}”.").format(right="，"), group=1)
    for found in _TOO_HIGH.finditer(passage.text):
        message = _("“{mark}” parts clauses; words of a list are parted by “、”.").format(mark="；")
        yield take(found, passage, message, _("Write “{right}”.").format(right="、"), group=found.lastindex or 0)
    for found in _MIXED.finditer(passage.text):
        message = _("“{mark}” and “、” part the members of one list.").format(mark="，")
        yield take(found, passage, message, _("Write “{right}”.").format(right="、"), group=found.lastindex or 0)
    for pattern, right in ((_BEFORE_AND, ""), (_BEFORE_AS_WELL, "，")):
        for found in pattern.finditer(passage.text):
            message = _("“{mark}” stands before a word that joins the last of a list.").format(mark="、")
            if right:
                yield mend(found, passage, right, message, group=1)
            else:
                yield Found(
                    message=message,
                    hint=_("Leave it out."),
                    passage=passage,
                    start=found.start(1),
                    end=found.end(1),
                    fix="",
                )


RULE = Rule(
    id="marks.list-joints",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="和, 与 and 及 join the last of a list in the place of 、; 以及 has a comma before it.",
    source="GB/T 15834-2011, 4.5.3, annex A.3",
    find=in_passages(_find),
    can_fix=True,
)

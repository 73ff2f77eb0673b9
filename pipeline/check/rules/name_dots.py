"""The dot within foreign names is ·."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_DOT = re.compile(rf"(?<=[{HAN}])([•‧∙⋅・･●])(?=[{HAN}])")
_IN_NAMES = (
    "斯尔特克拉德罗夫卡里亚马尼利阿巴伊维莫列托莱格布洛塔诺泰奥安东波索伯杰弗茨鲁萨彼"
    "丹迈汉科普希法丁琳娜莉丽贝森顿逊勒雷内门温韦查詹姆约翰路易乔治威廉埃菲戈"
)
_JOINED = re.compile(
    rf"(?<![{HAN}-])([{_IN_NAMES}]{{2,5}})([-－—.．,，])([{_IN_NAMES}]{{2,6}})"
    rf"(?![{_IN_NAMES}、])(?=[{HAN}，。；”》]|$)"
)

_BOOK_AND_PART = re.compile(
    rf"《(?:论语|诗经|史记|汉书|礼记|庄子|孟子|荀子|左传|尚书|周易|楚辞|资治通鉴|后汉书|三国志|孙子兵法|韩非子|吕氏春秋|世说新语|国语|墨子|列子|管子)"
    rf"([-－—.．・])[{HAN}]{{1,8}}》"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _DOT.finditer(passage.text):
        message = _("“{mark}” is written for “{right}”.").format(mark=found[1], right="·")
        yield mend(found, passage, "·", message, group=1)
    for found in _BOOK_AND_PART.finditer(passage.text):
        message = _("“{mark}” is written for “{right}”.").format(mark=found[1], right="·")
        yield replace(mend(found, passage, "·", message, group=1), level=Level.ASK)
    for found in _JOINED.finditer(passage.text):
        message = _("“{mark}” is written for “{right}”.").format(mark=found[2], right="·")
        yield replace(mend(found, passage, "·", message, group=2), level=Level.ASK)


RULE = Rule(
    id="marks.name-dot",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="The dot of names, and between a book and its part, is U+00B7; bullets and others are not.",
    source="GB/T 15834-2011, 4.14",
    find=in_passages(_find),
    can_fix=True,
)

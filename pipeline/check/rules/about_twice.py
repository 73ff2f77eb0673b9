"""About so many, said once."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_NUMBER = "[0-9][0-9,. ]*[万亿]?|[一二两三四五六七八九十百千万亿几]{1,6}"
_UNIT = "[^，。；、：！？“”（）0-9的]{0,6}?"
_PATTERNS = (
    rf"(?:大约|大概|约)[用花需]?[了要]?(?:{_NUMBER}){_UNIT}(?:左右|上下)",
    rf"(?<![大节制预合条签协公盟契相邀赴])约[筹捐收投花耗需用得达有到款资共计增减]{{1,3}}[^，。；0-9]{{0,4}}(?:{_NUMBER}){_UNIT}(?:左右|上下)",
    rf"(?:约有|约为|大约有|差不多|将近|接近|近)(?:{_NUMBER}){_UNIT}(?:左右|上下)",
    r"(?<![最临附靠亲])(?:约|大约|近|将近|接近)(?:[0-9][0-9,]*|[一二三四五六七八九]?[十百千万]+)[多余](?![年大年])",
    r"(?:超过|逾|至少|最少|不少于)(?:[0-9][0-9,.]*|[一二三四五六七八九]?[十百千万]+)[万亿]?[多余][万亿]?(?![年大年])(?=[名个人元吨家户米亩件次项台份天])",
    r"[0-9一二三四五六七八九十百千万倍]多[个名人元吨家米亩户]?(?:左右|上下)",
    r"[0-9一二三四五六七八九十百千万半]个?多(?:个?小时|个?月|个?星期|分钟|公里|平方米|公斤|千克)(?:左右|上下|以上)",
    r"(?<=[0-9一二三四五六七八九十百千万亿岁元人名吨米个年天])(?:以上|以下|以内)(?:左右|上下|之多)",
    rf"(?:仅仅?|只|才|不过)有?(?:{_NUMBER})[^，。；、：！？“”（）0-9的]{{0,6}}之多",
    r"(?<![0-9一二三四五六七八九十])[1-9一二三四五六七八九][0十][年天岁个](?:多)(?=[，。；])",
    rf"突破了?(?:{_NUMBER}){_UNIT}(?:以上|多[元人吨])",
    r"(?<=[0-9一二三四五六七八九十百千万亿])(?:倍|万|亿|百|千)?多[元人名吨米倍个]?以上",
    rf"(?:(?<![0-9,. ]){_NUMBER})(?:多余|余多)(?=[人名个家件项次天元吨公米亩箱台套份本户张棵位里斤])",
    rf"(?:超过|至少|不少于|不低于|最少|大于|逾)(?:有|要|需要?|为|达)?(?:{_NUMBER}){_UNIT}以上",
    rf"(?:至少|最少)[^，。；：、0-9一二三四五六七八九十百千万亿几两]{{1,6}}(?:{_NUMBER}){_UNIT}以上",
    rf"(?:至多|最多)[^，。；：、0-9一二三四五六七八九十百千万亿几两]{{1,6}}(?:{_NUMBER}){_UNIT}(?:以下|以内|之内)",
    rf"(?:不超过|不多于|至多|最多|少于|低于|不足)(?:{_NUMBER}){_UNIT}(?:以下|以内|之内)",
)
_LIMITS = re.compile("(?:最低|最少|至少)(?:不少于|不低于)|至多(?:不超过|不多于)")
_TWICE = re.compile("|".join(_PATTERNS))


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TWICE.finditer(passage.text):
        message = _("“{words}” says twice that the number is not exact, or where it ends.").format(words=found[0])
        yield take(found, passage, message, _("Keep one of the two words."))
    for found in _LIMITS.finditer(passage.text):
        message = _("“{words}” tells the limit twice.").format(words=found[0])
        hint = _("Keep one of the two words.")
        yield Found(message=message, hint=hint, passage=passage, start=found.start(), end=found.end(), level=Level.ASK)


RULE = Rule(
    id="numbers.about-twice",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="约…左右, 近…多, 超过…以上: one of the two words is enough, and two contradict one another.",
    source="吕叔湘、朱德熙《语法修辞讲话》, on words that repeat or contradict one another",
    find=in_passages(_find),
)

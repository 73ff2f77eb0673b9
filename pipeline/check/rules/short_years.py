"""Years have four digits."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_SHORT = re.compile(
    r"(?<![0-9.,—–~～至\-/])(?:0[0-9]|['’]?[0-9]{2}(?<![0-3][0-9]))年(?=[0-9]{1,2}月|[春夏秋冬初底末]|进厂|进城|毕业|出生|入[伍党职学]|参加|大学|奥运|那(?!么)|洪水|开始|起|世博)"
    r"|(?<![0-9.,—–~～至\-/])0[0-9]年(?![0-9]*[级度])"
    r"|(?<=[他她我你们从自到在于师父母亲爸妈哥姐弟妹厂家])['’]?[5-9][0-9]年(?=[^，。；0-9]{0,2}(?:从(?!未|不|没|来)|由|考|调|分配|分到|当[兵上]|退[伍休]|转业|复员|下岗|毕业|进|入|来到?|出生|结婚|大学|技校|中专|高中|招工|顶替|接班|建厂|成立|开始|夏|秋|冬|春))"
    r"|(?:^|(?<=[，。；：于在自从]))(?:0[0-9]|[12][0-9])年(?=(?:1[0-2]|[1-9])月(?![0-9]*个))"
    r"|(?:^|(?<=[，。；：]))[6-9][1-9]年(?=，(?:他|她|我|厂|公司|单位|工会))"
)


_DECADE = re.compile("(?<![0-9世纪])[1-9]0年代")
_TWICE = re.compile("(?:[0-9]{1,2}|[一二十]{1,3})世纪(?:初|末)?[12][0-9]{3}年代")
_SHORT_RANGE = re.compile(
    "(?<![0-9.,—～~至-])(?:0[0-9](?:[～—~至-]|年?[—～至])[0-9]{2}|[5-9][0-9](?:[～—~至-]|年?[—～至])0[0-9])年(?![代级])"
)
_RANGE = re.compile("(?<![0-9])[12][0-9]{3}年?[—～~至-]([0-9]{2})年")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _SHORT_RANGE.finditer(passage.text):
        message = _("The year “{words}” is cut short.").format(words=found[0])
        yield take(found, passage, message, _("Write all four digits."))
    for found in _RANGE.finditer(passage.text):
        message = _("The year “{words}” is cut short.").format(words=found[1])
        yield take(found, passage, message, _("Write all four digits."))
    for found in _TWICE.finditer(passage.text):
        message = _("“{words}” tells the century twice.").format(words=found[0])
        yield take(found, passage, message, _("Write 20世纪80年代."))
    for found in _DECADE.finditer(passage.text):
        if "世纪" not in passage.text[: found.start()]:
            message = _("“{words}” does not tell the century.").format(words=found[0])
            yield take(found, passage, message, _("Write 20世纪90年代."))
    for found in _SHORT.finditer(passage.text):
        message = _("The year “{words}” is cut short.").format(words=found[0])
        yield take(found, passage, message, _("Write all four digits."))


RULE = Rule(
    id="numbers.short-year",
    level=Level.ASK,
    kind=Kind.NUMBERS,
    rationale="A year is not cut to two digits: readers of a bound volume can't tell the century.",
    source="GB/T 15835-2011, 5.1.4",
    find=in_passages(_find),
)

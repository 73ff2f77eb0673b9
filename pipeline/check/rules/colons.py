"""One colon in a sentence."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_TWO = re.compile(
    r"(?:^|(?<=[。！？；\n”]))[^：。！？；\n“”（）]{3,40}：[^：。！？；\n“”（）《\u3000 ]{4,60}(：)(?![0-9])"
)
_LIST = re.compile("(?:下列|以下|如下)[^，。：；]{0,12}(，)(?=一、|1[.．]|（[一1]）|①|一是)")
_WITHIN = re.compile(
    r"(?<=[一-鿿])(?:设|设有|有|包括|含|分为|共有|开设|涵盖)(：)[^。；：\n“”]{2,60}?[、，][^。；：\n]{1,20}[两三四五六七八九十0-9]+个?[一-鿿]{2,4}(?=[。；]|$)"
    "|(?<=以)(：)(?=[“《][^“”《》\n]{2,40}[”》]为(?:主题|题|主线|内容|口号|目标|引领|抓手|载体))"
)
_LEVEL = re.compile(
    "(?:(?:口号|目标|原则|要求|内容|做法|任务|措施|经验|题目|结论|意见|标准|分工|安排)(?:是|为|有|如下)"
    "|(?:强调|指出|要求|提出|认为)(?=；(?:一[要是]|要|必须|第一|“))|如下|以下几[点项个条]"
    "|[两二三四五六七八九几](?:样|件|种|项|点|条|类|方面)[^，。；：0-9]{0,4}(?=；(?:一[^，。；]{1,12}[和，、]|第一|首先)))(；)"
)
_SPEAKS = ("要求", "指出", "强调", "提出", "认为", "表示")
_LABEL = 5  # characters before a colon: 时间：…, 地点：…


def _find(passage: Passage) -> Iterator[Found]:
    if not passage.is_running:
        return
    for found in _LIST.finditer(passage.text):
        message = _("“{mark}” stands before a list that is announced.").format(mark=found[1])
        yield take(found, passage, message, _("Write “{right}”.").format(right="："), group=1)
    for found in _LEVEL.finditer(passage.text):
        message = _("“{mark}” stands before a list that is announced.").format(mark="；")
        yield take(found, passage, message, _("Write “{right}”.").format(right="："), group=1)
    for found in _WITHIN.finditer(passage.text):
        message = _("A colon stands between a verb and its object, and the sentence goes on behind them.")
        yield take(found, passage, message, _("Leave it out."), group=found.lastindex or 0)
    for found in _TWO.finditer(passage.text):
        clause = re.split("[，、：]", found[0][:-1])[-1]
        if len(clause) >= _LABEL or clause.endswith(_SPEAKS):
            message = _("A second colon stands in one sentence.")
            yield take(found, passage, message, _("Write “，” or “。” for one of them."), group=1)


RULE = Rule(
    id="marks.two-colons",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="What a colon announces ends with its sentence; another one within it can't be read.",
    source="GB/T 15834-2011, 4.7.3.4",
    find=in_passages(_find),
)

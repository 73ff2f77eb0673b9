"""Units that are not lawful any more."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_OLD = {
    "公分": "厘米",
    "公尺": "米",
    "市斤": "千克",
    "市尺": "米",
    "市里": "千米",
    "市亩": "公顷",
    "市担": "千克",
    "英尺": "米",
    "加仑": "升",
    "盎司": "克",
    "英哩": "英里",
    "毫巴": "百帕",
    "马力": "千瓦",
    "仟克": "千克",
    "瓩": "千瓦",
    "公厘": "毫米",
    "公丝": "毫克",
    "市升": "升",
    "市两": "克",
    "英吋": "厘米",
    "卡路里": "焦耳",
    "公里时": "千米每小时",
    "平方公尺": "平方米",
    "立方公尺": "立方米",
    "大气压": "千帕",
    "毫米汞柱": "千帕",
    "高斯": "特斯拉",
    "奥斯特": "安每米",
    "居里": "贝可",
    "伦琴": "库每千克",
    "立升": "升",
    "平米": "平方米",
    "英亩": "公顷",
    "华里": "千米",
    "公吨": "吨",
    "英磅": "千克",
    "克分子": "摩尔",
    "达因": "牛",
    "尔格": "焦耳",
    "μ": "微米",
    "公升": "升",
    "公担": "千克",
    "平方尺": "平方米",
    "平方英尺": "平方米",
    "大卡": "千焦",
    "吋": "厘米",
    "呎": "米",
    "浬": "海里",
    "哩": "千米",
}
_BEHIND_NUMBER = re.compile(rf"(?<=[0-9一二三四五六七八九十百千万几])({'|'.join(_OLD)})(?![机A-Za-z])")
_SIGNS = {"ppm": "mg/kg 或 10⁻⁶", "rpm": "r/min", "bar": "kPa", "kgf": "N", "sec": "s", "hr": "h", "cc": "mL"}
_SIGN = re.compile(rf"(?<=[0-9])[ \u2009\u00a0]?({'|'.join(_SIGNS)})(?![A-Za-z0-9])", re.IGNORECASE)
_CUT = re.compile(
    "(?<=[0-9万亿个])(?<![一-鿿]个)(立方|平方)(?![米厘分毫千公英体根尺])|(?<=[十百千])(?<!第十)(立方|平方)(?![米厘分毫千公英体根尺])"
    "|(?<=[0-9]{2})(平)(?=[，。；、]|的?(?:厂房|房子|住房|办公|仓库|活动室|食堂|场地|车间|宿舍))"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _CUT.finditer(passage.text):
        message = _("“{unit}” is a unit cut short.").format(unit=found[0])
        yield take(
            found,
            passage,
            message,
            _("Write “{right}”.").format(right=f"{found[0][0]}方米" if "平" in found[0] else "立方米"),
        )
    for found in _SIGN.finditer(passage.text):
        message = _("“{unit}” is no lawful unit.").format(unit=found[1])
        yield take(found, passage, message, _("Write “{right}”.").format(right=_SIGNS[found[1].lower()]), group=1)
    for found in _BEHIND_NUMBER.finditer(passage.text):
        message = _("“{unit}” is no lawful unit.").format(unit=found[0])
        hint = _("Convert it to {unit}, except in words of others.").format(unit=_OLD[found[0]])
        yield take(found, passage, message, hint)


RULE = Rule(
    id="units.old",
    level=Level.ASK,
    kind=Kind.UNITS,
    rationale="Quantities are told in lawful units; 公里, 公斤 and 亩 are usual beside them and are let pass.",
    source="中华人民共和国法定计量单位 (1984); GB 3100-1993",
    find=in_passages(_find),
)

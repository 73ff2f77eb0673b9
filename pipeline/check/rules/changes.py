"""What rose from one number to another rose by their difference, or by its share of the first."""

import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.han_numbers import in_passages_as_digits
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, take
from pipeline.i18n import _

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_OF_THINGS = "[元人吨件台辆户家个亩米册份次℃度岁秒天条所座篇项]"
_UNIT = f"(%|[万亿]?(?:{_OF_THINGS}|千瓦时|平方米|公里|摄氏度|分(?!钟)|小时|分钟|公斤|千克))"
_UP, _DOWN = "增加|增长|提高|上升|提升|升|涨|增", "减少|下降|降低|降|缩短|减"
_CHANGE = re.compile(
    rf"(?:由|从)[^，。；0-9]{{0,12}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}?(?:{_UP}|{_DOWN}|扩大|发展)(?:到|至|为)[^，。；0-9]{{0,8}}"
    rf"{_NUMBER}{_UNIT}，[^，。；0-9]{{0,4}}(?:{_UP}|{_DOWN}|增幅为?|降幅为?)了?(?P<told>{_NUMBER}(%|个百分点))"
)
_COMPARED = re.compile(
    rf"(?<![0-9.]){_NUMBER}{_UNIT}，[^，。；0-9]{{0,4}}比(?:上年|去年|上月|前年|同期|往年|上一年|[12][0-9]{{3}}年|1?[0-9]月(?:份)?)[^，。；0-9]{{0,6}}的{_NUMBER}{_UNIT}[^，。；0-9]{{0,4}}"
    rf"(?:{_UP}|{_DOWN}|多|少)了?(?P<told>{_NUMBER}(%|个百分点))"
)
_AGAINST = re.compile(
    rf"(?:由|从)[^，。；0-9]{{0,12}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}?(?:(?P<up>增加|增长|提高|上升|提升|扩大|增)|(?P<down>减少|下降|降低|缩短|降|减))(?:到|至|为)了?[^，。；0-9]{{0,8}}"
    rf"{_NUMBER}{_UNIT}"
)
_THIS_AND_LAST = re.compile(
    rf"(?:今年|本年|[12][0-9]{{3}}年)[^，。；0-9]{{0,10}}(?<![0-9.]){_NUMBER}{_UNIT}，(?:而)?(?:去年|上年|上一年|前一年|[12][0-9]{{3}}年)[^，。；0-9]{{0,10}}(?<![0-9.]){_NUMBER}{_UNIT}，[^，。；0-9]{{0,8}}"
    rf"(?:{_UP}|{_DOWN})了?(?P<told>{_NUMBER}(%))"
)
_FRACTION = re.compile(
    rf"(?:提高|增加|增长|下降|降低|减少|缩短)了?(?P<told>[二三四五六七八九十]分之[一二三四五六七八九]|一半|一倍|两倍)，[^。；0-9]{{0,6}}?(?:由|从)[^，。；0-9]{{0,8}}{_NUMBER}(?P<unit>[一-鿿]{{1,3}})[^，。；0-9]{{0,4}}(?:到|至|为)[^，。；0-9]{{0,4}}{_NUMBER}(?P=unit)"
)
_ABSOLUTE = re.compile(
    rf"(?:由|从)[^，。；0-9]{{0,12}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}?(?:{_UP}|{_DOWN}|增|减|扩大|发展)(?:到|至|为)[^，。；0-9]{{0,8}}{_NUMBER}{_UNIT}，[^，。；0-9]{{0,4}}"
    rf"(?:{_UP}|{_DOWN}|增|减|净增|多|少)了?{_NUMBER}{_UNIT}(?![^。；]{{0,4}}[多余])"
)
_BY_OR_TO = re.compile(
    rf"(?:由|从)[^，。；0-9]{{0,12}}{_NUMBER}[%％](?:提高|上升|提升|增加|增长|下降|降低|减少|缩小|扩大)(了){_NUMBER}[%％]"
    rf"|(?:同比|环比|比上年|较上年|比去年|较去年)(?:增长|增加|上升|提高|下降|减少|降低)([到至]){_NUMBER}[%％]"
)
_POINTS = re.compile(
    rf"(?<![0-9.]){_NUMBER}[%％][^。；0-9]{{0,20}}?[，、][^。；0-9]{{0,14}}?{_NUMBER}[%％]，[^，。；0-9]{{0,8}}?(?:{_UP}|{_DOWN})了?(?P<told>{_NUMBER}[%％])"
)
_FOLD = re.compile(
    rf"(?:由|从)[^，。；0-9]{{0,12}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}?(?:增加|增长|提高|上升|提升|扩大|发展|增|升|涨|扩)(?:到|至|为)[^，。；0-9]{{0,8}}"
    rf"{_NUMBER}{_UNIT}，[^，。；0-9]{{0,4}}(?:增加|增长|提高|上升|提升|扩大|增|翻)了(?P<told>[0-9]+(?:\.[0-9]+)?|[一两二三四五六七八九十])倍(?![多])"
)
_SHARES = {"一半": 0.5, "一倍": 1.0, "两倍": 2.0}
_INEXACT = 0.03
_PER_CENT_POINTS = re.compile(
    "(?<=[0-9])([%％]个百分点)|(?<=[0-9])个?(百分比)(?![为是的例])|(?<=[0-9]个)(百分比|百分率)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _PER_CENT_POINTS.finditer(passage.text):
        message = _("“{wrong}” is written for “{right}”.").format(wrong=found[0], right="百分点")
        yield take(found, passage, message, _("Write “{right}”.").format(right="百分点"))
    for found in _BY_OR_TO.finditer(passage.text):
        group = 2 if found[2] else 4
        message = _("“{wrong}” may be written for “{right}”.")
        told = message.format(wrong=found[group], right="到" if found[group] == "了" else "了")
        yield take(found, passage, told, _("到 tells where it went, 了 by how much."))
    for found in _POINTS.finditer(passage.text):
        difference = abs(float(found[2]) - float(found[1]))
        if difference and _is_near(found[4], difference):
            wanted = _("{number} percentage points").format(number=f"{difference:g}")
            message = _("From {first} to {last} it is {wanted}.").format(first=found[1], last=found[2], wanted=wanted)
            yield take(found, passage, message, _("Write “{right}”.").format(right="个百分点"), group="told")
    for found in _CHANGE.finditer(passage.text):
        first, unit, last, new_unit, _told, amount, sign = found.groups()
        if unit != new_unit or float(first) == 0:
            continue
        difference = abs(float(last) - float(first))
        if unit == "%":
            right = difference if sign == "个百分点" or not _is_near(amount, difference) else None
            wanted = _("{number} percentage points").format(number=f"{difference:g}")
        else:
            right = difference / float(first) * 100
            wanted = _("{number} per cent").format(number=f"{right:.1f}")
        if right is None or not _is_near(amount, right):
            message = _("From {first} to {last} it is {wanted}.").format(first=first, last=last, wanted=wanted)
            yield take(found, passage, message, _("Count again."), group="told")
    for found in (*_COMPARED.finditer(passage.text), *_THIS_AND_LAST.finditer(passage.text)):
        last, unit, first, old_unit, _told, amount, sign = found.groups()
        if unit == old_unit and unit != "%" and sign == "%" and float(first):
            share = abs(float(last) - float(first)) / float(first) * 100
            if not _is_near(amount, share):
                wanted = _("{number} per cent").format(number=f"{share:.1f}")
                message = _("From {first} to {last} it is {wanted}.").format(first=first, last=last, wanted=wanted)
                yield take(found, passage, message, _("Count again."), group="told")
    yield from _find_against(passage)
    yield from _find_fractions(passage)


def _find_against(passage: Passage) -> Iterator[Found]:
    """What is said to rise and falls, or falls and rises, and differences that are none."""
    for found in _AGAINST.finditer(passage.text):
        first, unit, last, new_unit = found[1], found[2], found[5], found[6]
        if unit == new_unit and (float(last) < float(first) if found["up"] else float(last) > float(first)):
            message = _("From {first} to {last}, and “{verb}”?").format(
                first=first, last=last, verb=found["up"] or found["down"]
            )
            yield take(found, passage, message, _("Compare with the source."))
    for found in _ABSOLUTE.finditer(passage.text):
        first, unit, last, new_unit, amount, told_unit = found.groups()
        difference = abs(float(last) - float(first))
        if unit == new_unit == told_unit != "%" and not _is_near(amount, difference):
            message = _("From {first} to {last} it is {wanted}.")
            told = message.format(first=first, last=last, wanted=f"{difference:g}{unit}")
            yield take(found, passage, told, _("Count again."))


def _find_fractions(passage: Passage) -> Iterator[Found]:
    """What is said to change by a part, or so many times, and changes by another one."""
    for found in _FOLD.finditer(passage.text):
        first, last = float(found[1]), float(found[3])
        told = number_of(found["told"]) or (float(found["told"]) if "." in found["told"] else 0)
        if found[2] == found[4] and first and told and abs((last - first) / first - told) > _INEXACT * 2:
            message = _("From {first} to {last} it is {wanted}.")
            wanted = _("{number} times").format(number=f"{(last - first) / first:.2g}")
            yield take(found, passage, message.format(first=found[1], last=found[3], wanted=wanted), _("Count again."))
    for found in _FRACTION.finditer(passage.text):
        first, last = float(found[2]), float(found[4])
        share = _SHARES.get(found["told"]) or _fraction(found["told"])
        if share and first and abs(abs(last - first) / first - share) > _INEXACT:
            message = _("From {first} to {last} it is {wanted}.")
            wanted = _("{number} per cent").format(number=f"{abs(last - first) / first * 100:.1f}")
            yield take(found, passage, message.format(first=found[2], last=found[4], wanted=wanted), _("Count again."))


def _fraction(told: str) -> float:
    """What 三分之一 is; 0 for what is none."""
    below, above = (number_of(each) for each in told.split("分之"))
    return above / below if above and below else 0


def _is_near(told: str, right: float) -> bool:
    """Whether *told* is *right* as far as its digits go; a last digit that was cut off is let pass."""
    digits = len(told.partition(".")[2])
    return abs(float(told) - right) < 10.0**-digits


RULE = Rule(
    id="facts.changes",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="From 92% to 97% are five percentage points; from 400 to 500 tons are 25 per cent.",
    source="GB/T 15835-2011; 报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages_as_digits(_find),
)

"""Holidays are on their days, and jubilees of the country are those of their years."""

import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.i18n import _

_DAYS = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "消费者权益日": (3, 15),
    "世界水日": (3, 22),
    "世界地球日": (4, 22),
    "世界读书日": (4, 23),
    "中国航天日": (4, 24),
    "劳动节": (5, 1),
    "青年节": (5, 4),
    "护士节": (5, 12),
    "世界无烟日": (5, 31),
    "儿童节": (6, 1),
    "世界环境日": (6, 5),
    "国际禁毒日": (6, 26),
    "党的生日": (7, 1),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "中国医师节": (8, 19),
    "教师节": (9, 10),
    "烈士纪念日": (9, 30),
    "国庆节": (10, 1),
    "记者节": (11, 8),
    "消防宣传日": (11, 9),
    "世界艾滋病日": (12, 1),
    "国家宪法日": (12, 4),
    "国家公祭日": (12, 13),
    "圣诞节": (12, 25),
}
_DAY = re.compile(
    r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?:，|（)?(?:是|为|正值|恰逢|迎来|即)?(?:一年一度的?|第[0-9一二三四五六七八九十百]{1,4}个|我国的?|今年的?)?(?:国际|全国|中国|世界|“?[一三五六七八十]{1,2}[·]?[一四八]?”?)?"
    rf"({'|'.join(_DAYS)})(?![前后]|期间|假期|联|文艺|晚会|来临|将)"
)
_DAY_BEHIND = re.compile(
    rf"(?:国际|全国|中国|世界|“?[一三五六七八十]{{1,2}}[·]?[一四八]?”?)?(?P<name>{'|'.join(_DAYS)})(?:是|为|定在|在)(?:每年的?)?(?<![0-9])(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日"
)
_COUNTS = {
    "省级行政区(?:域|划)?": 34,
    "少数民族": 55,
    "直辖市": 4,
    "(?:民族)?自治区": 5,
    "特别行政区": 2,
    "民主党派": 8,
    "(?:传统)?节气": 24,
    "生肖": 12,
}
_COUNTED = tuple(
    (
        re.compile(
            rf"(?:我国|全国|中国|一年)(?:共|现|目前)?有(?P<told>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})个{name}(?![一-鿿]*[之中的])"
        ),
        count,
    )
    for name, count in _COUNTS.items()
)
_YEARS = {
    "(?:新中国|中华人民共和国|(?<!国)国庆)": 1949,
    "(?:中国共产党|建党|中共)": 1921,
    "(?:建军|中国人民解放军(?:建军)?)": 1927,
    "(?:抗战胜利|抗日战争胜利|中国人民抗日战争暨世界反法西斯战争胜利|世界反法西斯战争胜利)": 1945,
    "改革开放": 1978,
    "五四运动": 1919,
    "辛亥革命": 1911,
    "香港回归(?:祖国)?": 1997,
    "澳门回归(?:祖国)?": 1999,
    "(?:红军)?长征胜利": 1936,
    "(?:抗美援朝|志愿军(?:抗美援朝)?出国作战)": 1950,
    "(?:中华全国总工会|全总)": 1925,
}
_JUBILEES = tuple(
    (
        re.compile(
            rf"{name}(?:成立|诞生|爆发|发生|建立|诞辰)?(?P<years>[0-9]{{1,3}}|[一二三四五六七八九十百]{{1,5}})周年"
        ),
        first,
    )
    for name, first in _YEARS.items()
)
_YEAR_BEFORE = re.compile("(?<![0-9])([12][0-9]{3})年[^。；0-9]{0,12}$")
_YEAR_BEHIND = re.compile("[^。；0-9]{0,6}即([12][0-9]{3})年")
_NOW = re.compile("今年[^。；0-9]{0,12}$")
_REACH = 24  # characters beside a jubilee in which its year is told
_EVE = re.compile("前夕|即将|将(?:至|到|迎)")


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        for found in _DAY.finditer(passage.text):
            month, day = _DAYS[found[3]]
            if (int(found[1]), int(found[2])) != (month, day):
                message = _("{name} is {month}月{day}日.").format(name=found[3], month=month, day=day)
                yield take(found, passage, message, _("Compare with the source."))
        for found in _DAY_BEHIND.finditer(passage.text):
            month, day = _DAYS[found["name"]]
            if (int(found["month"]), int(found["day"])) != (month, day):
                message = _("{name} is {month}月{day}日.").format(name=found["name"], month=month, day=day)
                yield take(found, passage, message, _("Compare with the source."))
        for pattern, count in _COUNTED:
            for found in pattern.finditer(passage.text):
                if number_of(found["told"]) not in (count, None):
                    message = _("There are {count} of them.").format(count=count)
                    yield take(found, passage, message, _("Compare with the source."))
        for pattern, first in _JUBILEES:
            for found in pattern.finditer(passage.text):
                yield from _compare(found, passage, first, text.issue.year)


def _compare(found: re.Match[str], passage: Passage, first: int, now: int) -> Iterator[Found]:
    """Tell a jubilee that is not of the year told beside it; *now* is that of the issue."""
    before = passage.text[max(0, found.start() - _REACH) : found.start()]
    told = _YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(passage.text, found.end())
    year = int(told[1]) if told else now if _NOW.search(before) else None
    years = number_of(found["years"])
    if year is None or years is None or years == year - first:
        return
    if _EVE.search(before) and years == year - first + 1:
        return
    message = _("From {first} to {last} there are {years} years.")
    yield take(
        found, passage, message.format(first=first, last=year, years=year - first), _("Count again."), group="years"
    )


RULE = Rule(
    id="facts.known-days",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="教师节 is the 10th of September, and the Republic was 70 in 2019.",
    source="全国年节及纪念日放假办法; decrees on the days of professions; years of common knowledge",
    find=_find,
)

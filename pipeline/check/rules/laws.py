"""Laws have their full names, and their years."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources

from pipeline.check import words
from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.i18n import _

_LIST = "laws.txt"
_NAMED = re.compile(r"《(中华人民共和国)?([一-鿿]{2,24}(?<!办)(?:法|法典))(?:（[^（）]{2,6}）)?》")
_RULES = re.compile(r"《中华人民共和国([一-鿿]{2,20})(?:条例|规定|办法)》")
_IN_FORCE = re.compile(
    r"《(?:中华人民共和国)?([一-鿿]{2,24}(?:法|法典))》(?:自|于|从|已于|在)([12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|开始)?(?:正式)?(?:施行|实施|生效)"
)
_ARTICLE = re.compile(
    r"《(?:中华人民共和国)?([一-鿿]{2,24}(?:法|法典))》(?:的)?第([0-9]{1,4}|[零一二三四五六七八九十百千]{1,8})条(?!之)"
)
_REPEALED = {
    **dict.fromkeys(
        ("合同法", "物权法", "婚姻法", "继承法", "收养法", "担保法", "侵权责任法", "民法通则", "民法总则"), 2021
    ),
    "劳动教养法": 2013,
}
_IS_CITED = re.compile(
    r"(?:根据|依据|依照|按照|违反|适用|引用|遵守|执行|施行|依)(?:了)?《(?:中华人民共和国)?([一-鿿]{2,8})》|《(?:中华人民共和国)?([一-鿿]{2,8})》[^。；，]{0,12}(?:仍在|现行|正在|依然)"
)
_WITH_BOTH = frozenset(
    ("治安管理处罚", "个人所得税", "企业所得税", "消费税", "增值税", "印花税", "契税", "车船税", "资源税", "耕地占用税")
)
_CHANGED = re.compile("新|修[订正改]")
_LIKE = 0.72  # of two names that may be one
_LIKE_SHORT = 0.8  # where the name of the country doesn't tell that a law of China is meant


@cache
def _laws() -> Mapping[str, tuple[int | None, int | None]]:
    """The year of each law and the number of its articles, where they are known."""
    text = resources.files(words.__name__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    known = ((name, [int(each) if each.isdigit() else None for each in told]) for name, *told in rows)
    return {name: (told[0] if told else None, told[1] if len(told) > 1 else None) for name, told in known}


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        yield from _find_names(passage)
        yield from _find_articles(passage)
        yield from _find_repealed(passage, text.issue.year)


def _find_articles(passage: Passage) -> Iterator[Found]:
    """Articles behind the last one of their law."""
    for found in _ARTICLE.finditer(passage.text):
        last, told = _laws().get(found[1], (None, None))[1], number_of(found[2])
        if last is not None and told is not None and told > last:
            message = _("{name} has {count} articles.").format(name=found[1], count=last)
            yield take(found, passage, message, _("Compare with the source."), group=2)


def _find_repealed(passage: Passage, now: int) -> Iterator[Found]:
    """Laws that were repealed before the year of the issue, *now*, and are cited as if they were in force."""
    for found in _IS_CITED.finditer(passage.text):
        group = 1 if found[1] else 2
        since = _REPEALED.get(found[group])
        start = passage.text.rfind("。", 0, found.start()) + 1
        years = re.findall("(?<![0-9])((?:19|20)[0-9]{2})年", passage.text[start : found.end()])
        if since and now >= since and all(int(each) >= since for each in years):
            message = _("{name} is repealed since {year}.").format(name=found[group], year=since)
            yield take(found, passage, message, _("Compare with the source."), group=group)


def _find_names(passage: Passage) -> Iterator[Found]:
    for found in _NAMED.finditer(passage.text):
        if found[2] in _laws():
            continue
        like = get_close_matches(found[2], _laws(), n=1, cutoff=_LIKE if found[1] else _LIKE_SHORT)
        if like and (found[1] or not _is_short_for(found[2], like[0])):
            message = _("There is no law “{name}”; “{other}” may be meant.").format(name=found[2], other=like[0])
            yield take(found, passage, message, _("Compare with the source."), group=2)
    for found in _RULES.finditer(passage.text):
        if f"{found[1]}法" in _laws() and found[1] not in _WITH_BOTH:
            message = _("There is no law “{name}”; “{other}” may be meant.")
            told = message.format(name=found[0][1:-1], other=f"{found[1]}法")
            yield take(found, passage, told, _("Compare with the source."), group=1)
    for found in _IN_FORCE.finditer(passage.text):
        (year, _last), before = (
            _laws().get(found[1], (None, None)),
            passage.text[max(0, found.start() - 8) : found.start()],
        )
        if (year and int(found[2]) < year) or (year and int(found[2]) == year + 1 and not _CHANGED.search(before)):
            message = _("{name} is in force since {year}.").format(name=found[1], year=year)
            yield take(found, passage, message, _("Compare with the source."), group=2)


def _is_short_for(name: str, other: str) -> bool:
    """Whether the characters of *name* are among those of *other*, in their order."""
    rest = iter(other)
    return all(each in rest for each in name)


RULE = Rule(
    id="facts.laws",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="A law that is called otherwise can't be found, and one of another year is another one.",
    source="texts of laws of a public collection; 国家法律法规数据库 (known from memory)",
    find=_find,
)

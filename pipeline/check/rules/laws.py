"""Laws have their full names, and their years."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources

from pipeline.check import words
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_LIST = "laws.txt"
_NAMED = re.compile(r"《(中华人民共和国)?([一-鿿]{2,24}(?<!办)(?:法|法典))(?:（[^（）]{2,6}）)?》")
_IN_FORCE = re.compile(
    r"《(?:中华人民共和国)?([一-鿿]{2,24}(?:法|法典))》(?:自|于|从|已于|在)([12][0-9]{3})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:起|开始)?(?:正式)?(?:施行|实施|生效)"
)
_CHANGED = re.compile("新|修[订正改]")
_LIKE = 0.72  # of two names that may be one
_LIKE_SHORT = 0.8  # where the name of the country doesn't tell that a law of China is meant


@cache
def _laws() -> Mapping[str, int | None]:
    """The year of each law, where it is known."""
    text = resources.files(words.__name__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {name: int(year[0]) if year else None for name, *year in rows}


def _find(passage: Passage) -> Iterator[Found]:
    for found in _NAMED.finditer(passage.text):
        if found[2] in _laws():
            continue
        like = get_close_matches(found[2], _laws(), n=1, cutoff=_LIKE if found[1] else _LIKE_SHORT)
        if like and (found[1] or not _is_short_for(found[2], like[0])):
            message = _("There is no law “{name}”; “{other}” may be meant.").format(name=found[2], other=like[0])
            yield take(found, passage, message, _("Compare with the source."), group=2)
    for found in _IN_FORCE.finditer(passage.text):
        year, before = _laws().get(found[1]), passage.text[max(0, found.start() - 8) : found.start()]
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
    find=in_passages(_find),
)

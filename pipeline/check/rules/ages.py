"""Anniversaries and ages are those of the years told."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_JUBILEE = re.compile(
    "(?:成立|建站|创办|创立|创刊|建厂|建校|建会|诞生|逝世|始建|设立|签订)?(?:于)?(?<![0-9])([12][0-9]{3})年"
    "(?:成立|建站|创办|创立|创刊|建厂|建校|建会|诞生|逝世|始建|设站|设立|签订)?"
    "[^。0-9]{0,12}?([12][0-9]{3})年[^。0-9]{0,8}?(?P<years>[0-9]{1,3})周年"
)
_LIFE = re.compile(
    r"（(?:生于)?([12][0-9]{3})(?:年[^—－～至）]*)?[—－–～~至-]{1,2}([12][0-9]{3})[^）]*）[^。]{0,24}?享年(?P<years>[0-9]{2,3})岁?"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _JUBILEE.finditer(passage.text):
        years = int(found[2]) - int(found[1])
        if years != int(found["years"]):
            message = _("From {first} to {last} there are {years} years.")
            told = message.format(first=found[1], last=found[2], years=years)
            yield take(found, passage, told, _("Count again."), group="years")
    for found in _LIFE.finditer(passage.text):
        years = int(found[2]) - int(found[1])
        if int(found["years"]) not in (years - 1, years, years + 1):
            message = _("From {first} to {last} there are {years} years.")
            told = message.format(first=found[1], last=found[2], years=years)
            yield take(found, passage, told, _("Count again."), group="years")


RULE = Rule(
    id="facts.years",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="An anniversary is the difference of two years; an age is so too, give or take one (周岁, 虚岁).",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=in_passages(_find),
)

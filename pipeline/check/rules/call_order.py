"""Figures and tables are called in the order of their numbers."""

import re
from collections.abc import Iterator

from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule, take
from pipeline.i18n import _

_CALL = re.compile(
    r"(?<![如第附])(?P<kind>[图表])[ \u3000\u00a0]?(?P<number>[0-9]{1,3})(?![0-9\-–—.．年月日个张片])"
    r"|如(?P<kind2>[图表])(?P<number2>[0-9]{1,3})"
)


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        for kind in "图表":
            yield from _find_kind(kind, article)


def _find_kind(kind: str, article: ArticleText) -> Iterator[Found]:
    """Tell the first call of a number that is lower than one called before."""
    highest, seen = 0, set[int]()
    for passage in article.passages:
        if passage.kind == "caption":
            continue
        for found in _CALL.finditer(passage.text):
            if (found["kind"] or found["kind2"]) != kind:
                continue
            number = int(found["number"] or found["number2"])
            if number not in seen and number < highest:
                message = _("{kind}{number} is called behind {kind}{other}.")
                told = message.format(kind=kind, number=number, other=highest)
                yield take(found, passage, told, _("Number them in the order in which they are called."))
            seen.add(number)
            highest = max(highest, number)


RULE = Rule(
    id="facts.call-order",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="Figures are numbered as they are called; one that is called too late was moved, or its number is wrong.",
    source="GB/T 7713.2-2022, on figures and tables (known from quotations)",
    find=_find,
)

"""No traditional characters among simplified ones."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.check.words.traditional import simplified_forms
from pipeline.i18n import _
from pipeline.languages import is_traditional

_MOST = 3  # more of them are a quotation


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(simplified_forms())}]")


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        if not is_traditional(article.article.language):
            for passage in article.passages:
                yield from _find_in(passage)


def _find_in(passage: Passage) -> Iterator[Found]:
    found = list(_pattern().finditer(passage.text))
    if len(found) <= _MOST:
        for each in found:
            right = simplified_forms()[each[0]]
            message = _("“{mark}” is the traditional form of “{right}”.").format(mark=each[0], right=right)
            yield take(each, passage, message, _("Write “{right}”.").format(right=right))


RULE = Rule(
    id="words.traditional",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="A traditional character in simplified text was copied in; names of people may have one.",
    source="国家通用语言文字法, 17; 通用规范汉字表 (2013)",
    find=_find,
)

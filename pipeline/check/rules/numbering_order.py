"""Numbers of heads and items follow one another, and an article that is referred to is there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.check.characters import number_of
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule, take
from pipeline.check.series import Item, series_of
from pipeline.i18n import _

_OWN = re.compile("本(?:办法|条例|规定|章程|细则|法|规则|制度)第([一二三四五六七八九十百零]{1,6}|[0-9]{1,3})条")


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        for items in series_of(article.passages):
            yield from _compare(items)
            if items[0].passage.text[items[0].start] == "第":
                yield from _references(article, max(item.number for item in items))


def _compare(items: Sequence[Item]) -> Iterator[Found]:
    for before, item in pairwise(items):
        if item.number != before.number + 1:
            label = item.passage.text[item.start : item.end]
            first = before.passage.text[before.start : before.end]
            yield Found(
                message=_("“{label}” follows “{before}”.").format(label=label, before=first),
                hint=_("Count again."),
                passage=item.passage,
                start=item.start,
                end=item.end,
            )


def _references(article: ArticleText, last: int) -> Iterator[Found]:
    for passage in article.passages:
        for found in _OWN.finditer(passage.text):
            number = number_of(found[1])
            if number is not None and number > last:
                message = _("“{words}”: the last article is the {last}.").format(words=found[0], last=last)
                yield take(found, passage, message, _("Compare with the source."))


RULE = Rule(
    id="facts.numbering-order",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="When an item is cut or moved, the numbers of the others, and references to them, stay behind.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): logic",
    find=_find,
)

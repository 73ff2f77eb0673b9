"""以下三点： is followed by three items or numbered paragraphs."""

import re
from collections.abc import Iterator, Sequence

from pipeline.blocks import Block, Box, ItemList, Paragraph, Quotation
from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _
from pipeline.inlines import plain_text

_ANNOUNCED = re.compile(
    "(?:以下|如下|下列|下面)[^，。；：]{0,6}?([0-9]{1,2}|[二两三四五六七八九十]{1,2})(?:个|项|点|条|件|种|类|步|方面)[^，。；：]{0,10}[：。]$"
    "|(?:以下|如下|下列)?([0-9]{1,2}|[二两三四五六七八九十]{1,2})(?:个?方面|项|点|条|件|种|类|步)[^，。；：]{0,6}如下[：。]$"
)
_NUMBERS = (
    re.compile("^([一二三四五六七八九十]{1,3})、"),
    re.compile("^（([一二三四五六七八九十]{1,3})）"),
    re.compile("^([0-9]{1,2})[.．、]"),
    re.compile("^（([0-9]{1,2})）"),
    re.compile("^第([一二三四五六七八九十]{1,3})[，、]"),
    re.compile("^([一二三四五六七八九十])是"),
)
_MOST_BETWEEN = 6  # paragraphs that an item may have


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        by_line = {passage.line: passage for passage in article.passages if passage.is_running}
        yield from _find_in(article.article.body, by_line, article)


def _find_in(blocks: Sequence[Block], by_line: dict[int, Passage], article: ArticleText) -> Iterator[Found]:
    for place, block in enumerate(blocks):
        if isinstance(block, Box | Quotation):
            yield from _find_in(block.blocks, by_line, article)
        if not isinstance(block, Paragraph) or block.line not in by_line:
            continue
        passage = by_line[block.line]
        announced = _ANNOUNCED.search(passage.text.strip())
        wanted = number_of(announced[1] or announced[2]) if announced else None
        there = _count(blocks[place + 1 :]) if announced else 0
        if announced and wanted and there > 1 and there != wanted:
            start = passage.text.index(announced[0])
            message = _("“{words}” announces {wanted}, and {there} follow.")
            yield Found(
                message=message.format(words=announced[0][:-1], wanted=wanted, there=there),
                hint=_("Count again."),
                passage=passage,
                start=start,
                end=start + len(announced[0]) - 1,
            )


def _count(blocks: Sequence[Block]) -> int:
    """How many items follow at once: those of a list, or paragraphs with numbers of one form from 1 on."""
    if not blocks:
        return 0
    first = blocks[0]
    if isinstance(first, ItemList):
        return len(first.items)
    form = next((form for form in _NUMBERS if isinstance(first, Paragraph) and form.match(_text(first))), None)
    if form is None:
        return 0
    count, between = 0, 0
    for block in blocks:
        found = form.match(_text(block)) if isinstance(block, Paragraph) else None
        if found is not None and number_of(found[1]) == count + 1:
            count, between = count + 1, 0
        elif found is not None or (between := between + 1) > _MOST_BETWEEN:
            break
    return count


def _text(paragraph: Paragraph) -> str:
    return plain_text(paragraph.children).lstrip(" \u3000")


RULE = Rule(
    id="facts.announced-lists",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="When an item is added or cut, the number that announces the list stays behind.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): logic",
    find=_find,
)

"""Items of one list end with one mark."""

import re
from collections.abc import Iterator, Sequence

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.check.series import Item, series_of
from pipeline.i18n import _

_WITHIN = re.compile(
    "(?:^|(?<=[：，。]))(?:一[是要]|首先|第一)[^。；\n]{2,60}。[^。；\n]{2,60}(；)(?=二[是要]|其次|第二)"
)
_MIXED = re.compile(
    "一[是要][^。；\n]{2,60}；(?:二[是要][^。；\n]{2,60}；)?[二三][是要][^。；\n]{2,60}(。)(?=[三四][是要])"
)
_END = re.compile("[。；，、](?=$)")


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        for items in series_of(article.passages):
            yield from _compare(items)
        for passage in article.passages:
            for found in _MIXED.finditer(passage.text):
                message = _("The items of this list do not end with the same mark.")
                yield take(found, passage, message, _("Write “{right}”.").format(right="；"), group=1)
            for found in _WITHIN.finditer(passage.text):
                message = _("Items that have a “。” within end with “。”.")
                yield take(found, passage, message, _("Write “{right}”.").format(right="。"), group=1)


def _compare(items: Sequence[Item]) -> Iterator[Found]:
    """Tell the item that ends with 。 among others before the last that end with ；, or the last that ends with ；."""
    passages = [item.passage for item in items]
    if len(items) < 3 or any(passage.kind == "heading" for passage in passages):
        return
    ends = [_end(passage) for passage in passages]
    if "；" not in ends[:-1]:
        return
    for passage, end in zip(passages[:-1], ends[:-1], strict=True):
        if end in ("。", "，", "") and "。" not in passage.text[:-1] and ends[:-1].count("；") >= ends[:-1].count(end):
            yield _tell(passage, end, "；")
    if ends[-1] == "；" and ends[:-1].count("；") > 1:
        yield _tell(passages[-1], "；", "。")


def _end(passage: Passage) -> str:
    found = _END.search(passage.text.rstrip())
    return found[0] if found else ""


def _tell(passage: Passage, end: str, right: str) -> Found:
    length = len(passage.text.rstrip())
    return Found(
        message=_("The items of this list do not end with the same mark."),
        hint=_("Write “{right}”.").format(right=right),
        passage=passage,
        start=max(0, length - max(1, len(end))),
        end=length,
    )


RULE = Rule(
    id="marks.item-ends",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="Items end with ； and the last with 。, or all of them with 。.",
    source="GB/T 15834-2011, 4.6.3",
    find=_find,
)

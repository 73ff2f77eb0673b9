"""Figures and tables are numbered in order, and each is called in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.blocks import Chart, Figure, FigureGroup, Table, walk
from pipeline.check.characters import number_of
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _
from pipeline.inlines import CrossReference, Inline, plain_text

_CAPTION = re.compile(r"^[ \u3000]*([图表])[ \u3000]*([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?![0-9\-–—.．])")
_CALL = re.compile(r"([图表])[ \u3000\u00a0]?([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?![0-9\-–—.．年月日个张片])")
_SEVERAL = re.compile(
    r"([图表])[ \u3000]?([0-9]{1,3})[ \u3000]?(?:和|、|至|—|～|-)[ \u3000]?(?:[图表])?[ \u3000]?([0-9]{1,3})"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A figure or table whose caption has a number of its *kind* (图, 表), on a *line*; *is_called* by a reference."""

    kind: str
    number: int
    line: int
    is_called: bool


def _find(text: IssueText) -> Iterator[Found]:
    last = {"图": 0, "表": 0}
    for article in text.articles:
        numbered = list(_list_numbers(article))
        for kind, before in last.items():
            own = [each for each in numbered if each.kind == kind]
            if own:
                yield from _find_kind(kind, own, before, article)
                last[kind] = own[-1].number


def _find_kind(kind: str, numbered: list[_Numbered], last: int, article: ArticleText) -> Iterator[Found]:
    """*last* is the number of the last one in the articles before: an issue may count through."""
    path = article.article.path
    first = last + 1 if numbered[0].number == last + 1 else 1
    for wanted, each in enumerate(numbered, first):
        if each.number != wanted:
            message = _("“{kind}{number}” stands where {kind}{wanted} belongs.")
            told = message.format(kind=kind, number=each.number, wanted=wanted)
            yield Found(message=told, hint=_("Number them in order."), path=path, line=each.line)
            return
    called = _list_calls(kind, article)
    for each in numbered:
        if not each.is_called and each.number not in called:
            message = _("“{kind}{number}” is not called in the text.").format(kind=kind, number=each.number)
            hint = _("Write where it belongs: （见{kind}{number}）.").format(kind=kind, number=each.number)
            yield Found(message=message, hint=hint, path=path, line=each.line, level=Level.ASK)
    missing = called - {each.number for each in numbered} if first == 1 else set()
    for number in sorted(missing):
        message = _("“{kind}{number}” is called, and is not in the article.").format(kind=kind, number=number)
        yield Found(message=message, hint=_("Mend the number."), path=path, line=numbered[0].line, level=Level.ASK)


def _list_numbers(article: ArticleText) -> Iterator[_Numbered]:
    targets = {each.target for each in _references(article)}
    for block in walk(article.article.body):
        if not isinstance(block, Figure | FigureGroup | Chart | Table):
            continue
        is_called = block.id is not None and block.id in targets
        caption = plain_text(block.caption)
        if block.number is not None:
            kind = "表" if isinstance(block, Table) else "图"
            yield _Numbered(kind, block.number, block.line, is_called)
        elif (found := _CAPTION.match(caption)) is not None and (number := number_of(found[2])) is not None:
            yield _Numbered(found[1], number, block.line, is_called)


def _references(article: ArticleText) -> Iterator[CrossReference]:
    for block in walk(article.article.body):
        yield from _references_in(getattr(block, "children", ()))


def _references_in(inlines: tuple[Inline, ...]) -> Iterator[CrossReference]:
    for inline in inlines:
        if isinstance(inline, CrossReference):
            yield inline
        else:
            yield from _references_in(getattr(inline, "children", ()))


def _list_calls(kind: str, article: ArticleText) -> set[int]:
    called: set[int] = set()
    for passage in article.passages:
        if passage.kind == "caption":
            continue
        called |= {number_of(found[2]) or 0 for found in _CALL.finditer(passage.text) if found[1] == kind}
        for found in _SEVERAL.finditer(passage.text):
            if found[1] == kind:
                called |= set(range(int(found[2]), min(int(found[3]), int(found[2]) + 50) + 1))
    return called - {0}


RULE = Rule(
    id="facts.figure-numbers",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="Figures and tables are numbered as they stand, through an article or the issue; each is called.",
    source="GB/T 7713.2-2022, on figures and tables (known from quotations)",
    find=_find,
)

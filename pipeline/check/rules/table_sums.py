"""Totals of tables are the sums of what stands above them, and shares make a hundred."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from pipeline.blocks import Cell, Table, walk
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _
from pipeline.inlines import Text, plain_text

_TOTAL = re.compile("^(?:合计|总计|共计|总数|小计)$")
_SUBTOTAL = "小计"
_NOT_ADDED = re.compile("率|占比|比重|比例|平均|均价|单价|均值|人均|序号|年份|编号|增长|增幅|同比|环比|%|％|指数")
_SHARE = re.compile("^(?:占比|比重|比例|所占比例|占总数)")
_PART = re.compile("^(?:其中|[ \u3000]+|#|——)")
_Grid = list[list[str]]


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        for block in walk(article.article.body):
            if isinstance(block, Table):
                yield from _find_in_table(block, article)


def _find_in_table(table: Table, article: ArticleText) -> Iterator[Found]:
    rows = [*table.head, *table.rows]
    if not table.head or any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        return
    heads = [plain_text(cell.children).strip() for cell in table.head[-1]]
    grid = [[plain_text(cell.children).strip() for cell in row] for row in table.rows]
    if len({len(heads), *map(len, grid)}) != 1 or any(_PART.match(row[0]) for row in grid if row):
        return
    for column, head in enumerate(heads[1:], 1):
        for place, wanted, there in _wrong_totals(grid, heads, column, head):
            line = _line_of(table.rows[place][column], table.line)
            message = _("“{head}”: the total is {there}, and what stands above makes {wanted}.")
            told = message.format(head=head, there=there, wanted=wanted)
            yield Found(message=told, hint=_("Count again."), path=article.article.path, line=line)


def _wrong_totals(grid: _Grid, heads: Sequence[str], column: int, head: str) -> Iterator[tuple[int, Decimal, Decimal]]:
    """(row, sum, total that is written) of each total of a *column* that is not the sum."""
    is_share = bool(_SHARE.match(head))
    if not is_share and (_NOT_ADDED.search(head) or (heads[0] in ("", "序号") and not head)):
        return
    parts: list[Decimal] = []
    subtotals: list[Decimal] = []
    for place, row in enumerate(grid):
        value = _number(row[column])
        if value is None:
            return
        if not _TOTAL.match(row[0].replace(" ", "").replace("\u3000", "")):
            parts.append(value)
            continue
        added = parts if row[0] == _SUBTOTAL or not subtotals else [*subtotals, *parts]
        is_mean = min(added, default=value) <= value <= max(added, default=value) and _has_decimals([*added, value])
        if len(added) > 1 and not is_mean and abs(sum(added) - value) > _rounding([*added, value]):
            yield place, sum(added, Decimal()), value
        if row[0] == _SUBTOTAL:
            subtotals.append(value)
            parts = []


def _has_decimals(values: Sequence[Decimal]) -> bool:
    """Whether *values* are measured, and a total between the least and the most of them may be their mean."""
    return all(value.as_tuple().exponent != 0 for value in values)


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """How far a total may be from the sum of rounded *values*: half of the last digit for each; none for whole ones."""
    exponents = [value.as_tuple().exponent for value in values]
    places = max(-each if isinstance(each, int) else 0 for each in exponents)
    return Decimal(0) if places <= 0 else Decimal(len(values)) / 2 / Decimal(10) ** places


def _number(text: str) -> Decimal | None:
    plain = re.sub("[,， \u2009\u202f\u00a0]", "", text).replace("−", "-").rstrip("%％")
    if plain in ("", "—", "——", "-", "–", "…", "/"):
        return Decimal(0)
    try:
        return Decimal(plain) if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?", plain) else None
    except InvalidOperation:
        return None


def _line_of(cell: Cell, line: int) -> int:
    return next((each.line for each in cell.children if isinstance(each, Text)), line)


RULE = Rule(
    id="facts.table-sums",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale=(
        "合计, 总计 and 小计 are sums, give or take what was rounded. Tables with joined cells or 其中 are left out."
    ),
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts and logic",
    find=_find,
)

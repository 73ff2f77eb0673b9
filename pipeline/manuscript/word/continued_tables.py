"""Tables that go on below 续表 on a further page: one table, without the caption and the head that are repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.i18n import _
from pipeline.manuscript.word.caption_lines import UNIT
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Block, Cell, Notice, Table, walk_paragraphs

_GOES_ON = re.compile(
    r"[（(]?\s*(?:续\s*(?:上\s*)?表|接\s*上\s*表)[\d一二三四五六七八九十.．–-]*\s*[）)]?.{0,60}|.{0,80}[（(]\s*续(?:表|完)?\s*[）)]"
)
_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedTables:
    """*items* with tables that go on joined, what is repeated and so *left_out*, and *notices* of it."""

    items: tuple[Facts | Block, ...]
    left_out: str
    notices: tuple[Notice, ...]


def join_continued(items: Sequence[Facts | Block]) -> JoinedTables:
    """*items*, with each table below a line 续表… as further rows of the one above that has as many columns."""
    made: list[Facts | Block] = []
    left_out: list[str] = []
    notices: list[Notice] = []
    at = 0
    while at < len(items):
        line, below, behind = items[at], next(iter(items[at + 1 : at + 2]), None), 1
        if isinstance(below, Facts) and UNIT.match(below.text):
            below, behind = next(iter(items[at + 2 : at + 3]), None), 2
        above = made[-1] if made else None
        if (
            isinstance(line, Facts)
            and isinstance(above, Table)
            and isinstance(below, Table)
            and above.columns == below.columns
            and _GOES_ON.fullmatch(line.text)
        ):
            joined, repeated = _join(above, below)
            made[-1] = joined
            left_out += [each.text for each in items[at : at + behind] if isinstance(each, Facts)]
            left_out += [each.shown for row in repeated for cell in row for each in walk_paragraphs(cell.blocks)]
            message = _("The table goes on below “{caption}”: its rows are joined to those above.")
            notices.append(Notice(line.paragraph.place, message.format(caption=line.text[:60])))
            at += behind + 1
            continue
        made.append(line)
        at += 1
    return JoinedTables(items=tuple(made), left_out="".join(left_out), notices=tuple(notices))


def _join(above: Table, below: Table) -> tuple[Table, tuple[_Row, ...]]:
    """One table of both, and the rows of *below* that repeat the first of *above*."""
    most = min(len(above.rows), len(below.rows), max(1, above.head))
    count = 0
    while count < most and _texts(above.rows[count]) == _texts(below.rows[count]):
        count += 1
    reach = max((down + cell.rows for down, row in enumerate(below.rows[:count]) for cell in row), default=0)
    count = count if reach <= count else 0
    head = max(above.head, min(count, below.head))
    return replace(above, rows=(*above.rows, *below.rows[count:]), head=head), below.rows[:count]


def _texts(row: _Row) -> list[tuple[int, int, str]]:
    return [
        (cell.column, cell.columns, "".join(each.shown for each in walk_paragraphs(cell.blocks)).strip())
        for cell in row
    ]

"""Tables, by their cells that stand in rows: what is done to one is told once. Pure."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.regression.alignment.text_flow import Flow, FlowLine
from pipeline.regression.evidence.substitutions import Substitution

_LEVEL = 1.0  # pt
_LEAST_CELLS = 3  # of a row: an entry of contents has two


def tables_of(flow: Flow) -> tuple[int, ...]:
    """For each line of *flow* the number of the table that it is a cell of, from 0; −1 for none."""
    found: list[int] = []
    number = -1
    rows = [list(row) for _key, row in groupby(range(len(flow.lines)), _RowKey(flow.lines))]
    is_open = False
    for row in rows:
        is_row = len(row) >= _LEAST_CELLS
        number += is_row and not is_open
        found += [number if is_row else -1] * len(row)
        is_open = is_row
    return tuple(found)


class _RowKey:
    """Numbers the rows of lines that follow one another, on one base line of one page."""

    def __init__(self, lines: Sequence[FlowLine]) -> None:
        self._lines, self._row = lines, 0

    def __call__(self, index: int) -> int:
        upper, lower = self._lines[max(0, index - 1)], self._lines[index]
        self._row += upper.page != lower.page or abs(upper.line.y - lower.line.y) > _LEVEL
        return self._row


def find_cells(one: Flow, other: Flow, rows: Sequence[Substitution]) -> list[tuple[Substitution, ...]]:
    """Those of *rows* that only came to a table, or only went from it, as one for each table: a row or a column."""
    if not any(not each.letters[0] or not each.letters[1] for each in rows):
        return []
    tables = tables_of(one), tables_of(other)
    found: dict[tuple[bool, int], list[Substitution]] = {}
    for row in rows:
        is_new = not row.letters[0]
        flow, own, (start, end) = (other, tables[1], row.gap[2:]) if is_new else (one, tables[0], row.gap[:2])
        if row.letters[is_new] and not row.letters[not is_new] and flow.lines:
            numbers = {own[n] for n in range(flow.line_at(start), flow.line_at(end - 1) + 1)}
            if len(numbers) == 1 and -1 not in numbers:
                found.setdefault((is_new, numbers.pop()), []).append(row)
    return [tuple(cells) for cells in found.values() if len(cells) > 1]

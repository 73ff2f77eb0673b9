"""Cells of a table of Word on the grid of its columns: those that are joined, and those that are missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.manuscript.word.manuscript import Block, Cell, walk_paragraphs


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a row has it, from *column* on; *goes_on*: it belongs to the one above it."""

    column: int
    columns: int
    goes_on: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The *rows* of a table, with the texts of cells that others cover, which Word doesn't show."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    covered: tuple[str, ...]


def join_cells(rows: Sequence[Sequence[GridCell]]) -> Grid:
    """The cells of *rows* with those that are joined as one; a place without a cell gets an empty one."""
    columns = max((cell.column + cell.columns for row in rows for cell in row), default=0)
    made: list[list[Cell]] = []
    covered: list[str] = []
    open_cells: dict[int, tuple[int, int]] = {}  # column → row and index of the cell that may go on below
    for row in rows:
        cells: list[Cell] = []
        still_open: dict[int, tuple[int, int]] = {}
        taken: set[int] = set()
        for cell in sorted(row, key=lambda each: each.column):
            over = open_cells.get(cell.column)
            above = made[over[0]][over[1]] if over is not None else None
            if cell.goes_on and above is not None and over is not None and above.columns == cell.columns:
                made[over[0]][over[1]] = replace(above, rows=above.rows + 1)
                still_open[cell.column] = over
                text = "".join(each.shown for each in walk_paragraphs(cell.blocks))
                covered += [text] if text.strip() else []
            else:
                still_open[cell.column] = (len(made), len(cells))
                cells.append(Cell(cell.blocks, cell.column, cell.columns))
            taken |= set(range(cell.column, cell.column + cell.columns))
        made.append(cells + [Cell((), column) for column in range(columns) if column not in taken])
        open_cells = still_open
    return Grid(tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in made), columns, tuple(covered))

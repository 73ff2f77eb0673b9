"""Columns of a table are as wide as their content wants.

Replaces: WeasyPrint 70.0, layout/table.py ``auto_table_layout``.
Why: it gives each column a part of the room by its longest line, and measures the least width as Pango breaks: a long
  column leaves the others one Han character wide, and numbers are cut in the middle. CSS 2.1 (17.5.2.2) leaves the
  widths of automatic tables to the program.
  Where short cells would be parted, heads are parted before what they head, and then cells stand closer together.
Upstream: ask an object for the widths of columns.
Effect: changes output.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import preferred, table

from pipeline.composer.column_widths import WidthNeeds, share_width, spread_needs, width_needs
from pipeline.engine.paragraph_sources import source_of
from pipeline.engine.patches.patch import Effect, Patch

_IS_CLOSE = "kanben_is_close"
_SIDES = ("padding_left", "padding_right")
_NOTHING = WidthNeeds(0.0, 0.0, 0.0)


class _Extent(NamedTuple):
    """A containing block, which layout/inline.py asks for its width, and layout/percent.py parts in two."""

    width: float
    height: Any


def apply() -> None:
    """Put a function around WeasyPrint's."""
    auto_table_layout = table.auto_table_layout

    def lay_out_columns(context: Any, wrapper: Any, containing_block: Any) -> None:
        auto_table_layout(context, wrapper, containing_block)
        inner = wrapper.get_wrapped_table()
        *_widths, percentages, constrained, spacing, grid = preferred.table_and_columns_preferred_widths(
            context, wrapper, outer=False
        )
        if grid and not any(constrained):
            room = min(inner.width, containing_block[0]) - spacing  # it is made wider for what Pango can't break
            extent = _Extent(*containing_block)
            columns = _column_needs(context, grid, extent)
            if sum(column.fair for column in columns) > room:
                columns = _column_needs(context, grid, extent, parts_heads=True)
            missing = sum(column.fair for column in columns) - room
            if missing > 0:
                _set_closer(grid, missing)
                columns = _column_needs(context, grid, extent, parts_heads=True)
            inner.column_widths = share_width(columns, room, percentages if all(percentages) else ())
            inner.width = sum(inner.column_widths) + spacing

    table.auto_table_layout = lay_out_columns


def _column_needs(context: Any, grid: Any, containing_block: Any, *, parts_heads: bool = False) -> list[WidthNeeds]:
    """What each column of *grid* (column, then row; None where a cell reaches over) needs, in px; *parts_heads*: heads
    of columns may stand in several lines."""
    needs = [_NOTHING] * len(grid)
    spanning = []
    for index, column in enumerate(grid):
        for cell in filter(None, column):
            wanted = _cell_needs(context, cell, containing_block, is_parted=parts_heads and cell.element_tag == "th")
            if cell.colspan == 1:
                needs[index] = needs[index].beside(wanted)
            else:
                spanning.append((cell.colspan, index, wanted))
    for count, index, wanted in sorted(spanning, key=lambda each: each[:2]):
        needs[index : index + count] = spread_needs(needs[index : index + count], wanted)
    return needs


def _set_closer(grid: Any, missing: float) -> None:
    """Take the white at the sides of the table away, and of that between its columns what is still *missing*, px; half
    of it at most."""
    cells = [(index, cell) for index, column in enumerate(grid) for cell in filter(None, column)]
    cells = [(index, cell) for index, cell in cells if not getattr(cell, _IS_CLOSE, False)]
    widest = max((cell.style[side].value for _index, cell in cells for side in _SIDES), default=0.0)
    between = 2 * widest * (len(grid) - 1)
    kept = 1 - min(0.5, max(0.0, missing - 2 * widest) / between) if between else 1.0
    for index, cell in cells:
        setattr(cell, _IS_CLOSE, True)
        cell.style = cell.style.copy()
        for side, is_outside in zip(_SIDES, (index == 0, index + cell.colspan == len(grid)), strict=True):
            white = cell.style[side]
            cell.style[side] = white._replace(value=0 if is_outside else white.value * kept)


def _cell_needs(context: Any, cell: Any, containing_block: Any, *, is_parted: bool) -> WidthNeeds:
    table.resolve_percentages(cell, containing_block)
    needs = _NOTHING
    for line in _lines(cell):
        source = source_of(context, line, containing_block)
        if source is None:
            least, most = (
                measure(context, line) for measure in (preferred.min_content_width, preferred.max_content_width)
            )
            needs = needs.beside(WidthNeeds(least, most, most))
        else:
            own = width_needs(source.paragraph)
            needs = needs.beside((own.break_up() if is_parted else own).times(line.style["font_size"]))
    return needs.plus(preferred.adjust(cell, outer=True, width=0))


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from _lines(child)


PATCH = Patch("columns of tables as wide as their content wants", "weasyprint", Effect.OUTPUT, apply)

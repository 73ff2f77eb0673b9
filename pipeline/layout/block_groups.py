"""Which blocks of an article may not be parted: heads from what stands below them; boxes and tables that float."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from pipeline.blocks import Block, Box, Figure, FigureGroup, Heading, Paragraph, Table
from pipeline.inlines import plain_text
from pipeline.layout.table_cells import is_short, is_wide
from pipeline.layout.text_forms import has_few_lines
from pipeline.units import TypeArea


class BlockGroup(NamedTuple):
    """*blocks* that stand below one another, in a column or across all of them."""

    blocks: tuple[Block, ...]
    goes_across: bool


def groups_across(blocks: Sequence[Block], area: TypeArea) -> Iterator[BlockGroup]:
    """*blocks* parted into those of the columns of *area* and those that go across them.

    A head goes with what is wide: in a column it would stay above it alone. A box or a table has a place that its
    author left open: see `_settle`.
    """
    column: list[Block] = []
    before: Block | None = None
    for each in blocks:
        block = _settle(each, before, area)
        before = each
        if not _goes_across(block, area):
            column.append(block)
            continue
        heads = list(takewhile(lambda each: isinstance(each, Heading), reversed(column)))[::-1]
        yield BlockGroup(tuple(column[: len(column) - len(heads)]), goes_across=False)
        yield BlockGroup((*heads, block), goes_across=True)
        column = []
    yield BlockGroup(tuple(column), goes_across=False)


def _settle(block: Block, before: Block | None, area: TypeArea) -> Block:
    """*block*, in the place where it is written if it may not leave it, though its author says nothing of it.

    A box or a table may if it is not to be parted, goes not across all columns, and isn't what the head or the
    paragraph *before* it leads to. Such a box stays whole if it has few lines, however few the page has.
    """
    if not isinstance(block, Box | Table) or block.place != "auto":
        return block
    if not _leads_on(before):
        if isinstance(block, Table) and is_short(block) and not is_wide(block, area):
            return block
        if isinstance(block, Box) and not block.is_wide and has_few_lines(block, area):
            return replace(block, is_kept=True)
    return replace(block, place="here")


def _leads_on(block: Block | None) -> bool:
    """Whether *block* belongs to what stands below it."""
    if isinstance(block, Paragraph):
        return plain_text(block.children).endswith(("：", ":"))
    return isinstance(block, Heading)


def _goes_across(block: Block, area: TypeArea) -> bool:
    if area.columns == 1:
        return False
    if not isinstance(block, Table | Figure | FigureGroup | Box) or block.place != "here":
        return False  # one in another place has no heads above it
    return is_wide(block, area) if isinstance(block, Table) else block.is_wide

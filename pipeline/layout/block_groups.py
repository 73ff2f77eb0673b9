"""Which blocks of an article may not be parted: heads from what stands below them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.blocks import Block, Box, Figure, FigureGroup, Heading, Table
from pipeline.layout.table_cells import is_wide
from pipeline.units import TypeArea


class BlockGroup(NamedTuple):
    """*blocks* that stand below one another, in a column or across all of them."""

    blocks: tuple[Block, ...]
    goes_across: bool


def groups_across(blocks: Sequence[Block], area: TypeArea) -> Iterator[BlockGroup]:
    """*blocks* parted into those of the columns of *area* and those that go across them.

    A head goes with what is wide: in a column it would stay above it alone.
    """
    column: list[Block] = []
    for block in blocks:
        if not _goes_across(block, area):
            column.append(block)
            continue
        heads = list(takewhile(lambda each: isinstance(each, Heading), reversed(column)))[::-1]
        yield BlockGroup(tuple(column[: len(column) - len(heads)]), goes_across=False)
        yield BlockGroup((*heads, block), goes_across=True)
        column = []
    yield BlockGroup(tuple(column), goes_across=False)


def _goes_across(block: Block, area: TypeArea) -> bool:
    if area.columns == 1:
        return False
    if not isinstance(block, Table | Figure | FigureGroup | Box) or block.place != "here":
        return False  # one in another place has no heads above it
    return is_wide(block, area) if isinstance(block, Table) else block.is_wide

"""Boxes around what differs in the coarse pictures of pages, and what is told of them already."""

from pipeline.regression.causes.raster_changes import CELL, around, is_covered
from tests.regression.evidence.flows import page


def test_a_box_holds_its_cells_as_a_whole() -> None:
    assert around([(2, 5)]) == (2 * CELL, 5 * CELL, 3 * CELL, 6 * CELL)
    assert around([(4, 1), (2, 5)]) == (2 * CELL, CELL, 5 * CELL, 6 * CELL)


def test_the_cells_of_a_box_and_those_beside_it_are_told() -> None:
    drawn = page(raster="0" * 140)  # 10 columns, 14 rows
    told = is_covered([(4 * CELL + 1, 6 * CELL + 1, 5 * CELL - 1, 7 * CELL - 1)], drawn)
    assert told == {(x, y) for x in (3, 4, 5) for y in (5, 6, 7)}

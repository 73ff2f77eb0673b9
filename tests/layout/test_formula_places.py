"""Formulas that stand for themselves: whole lines, the base line, the room of the number."""

import pytest

from pipeline.inlines import Drawing
from pipeline.layout.formula_places import FormulaPlace, formula_place
from pipeline.units import PageGeometry, TypeArea

GEOMETRY = PageGeometry(
    width=500, height=700, head=50, inside=50, type_area=TypeArea(characters=25, lines=21, size=16, pitch=27)
)


def place(width: float, ascent: float, depth: float, *, numbered: bool = True) -> FormulaPlace:
    found = formula_place(Drawing(svg="", width=width, ascent=ascent, depth=depth), GEOMETRY, is_numbered=numbered)
    assert found is not None
    return found


def test_low_ones_stand_on_the_base_line_of_their_line() -> None:
    found = place(4, 0.8, 0.2)
    assert found.space == 27
    assert found.above + 0.8 * 16 == pytest.approx((27 - 16) / 2 + 0.88 * 16)
    assert found.number_top == pytest.approx(0)


def test_high_ones_stand_in_the_middle_of_whole_lines_with_the_number_on_their_base_line() -> None:
    found = place(4, 1.5, 1.0)
    assert found.space == 54
    assert found.above == found.below == pytest.approx((54 - 40) / 2)
    assert found.number_top + (27 - 16) / 2 + 0.88 * 16 == pytest.approx(found.above + 1.5 * 16)


def test_what_is_just_as_high_as_a_line_stays_in_it() -> None:
    found = place(4, 1.5, 27 / 16 - 1.5)
    assert found.space == 27
    assert found.above == pytest.approx(0)
    assert found.below == pytest.approx(0)


@pytest.mark.parametrize(
    ("width", "numbered", "left", "right", "scale"),
    [
        (10, True, 48, 48, 16),
        (19, True, 48, 48, 16),
        (20, True, 0, 48, 16),
        (24, True, 0, 48, 16 * 22 / 24),
        (24, False, 0, 0, 16),
        (27, False, 0, 0, 16 * 25 / 27),
    ],
)
def test_wide_ones_move_to_the_left_and_then_get_smaller(
    width: float, numbered: bool, left: float, right: float, scale: float
) -> None:
    found = place(width, 0.8, 0.2, numbered=numbered)
    assert (found.left, found.right, found.scale) == pytest.approx((left, right, scale))


def test_what_would_be_too_small_has_no_place() -> None:
    assert formula_place(Drawing(svg="", width=40, ascent=0.8, depth=0.2), GEOMETRY, is_numbered=True) is None

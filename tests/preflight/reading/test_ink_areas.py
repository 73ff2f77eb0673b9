"""The worst area of a picture of inks, as of pictures that are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.preflight.reading.ink_areas import UnlikePageError, worst_area

BOX = (5.0, 7.0, 85.0, 127.0)  # 80 × 120 pt, two for a spot of the picture


def picture(*rows: tuple[tuple[int, int, int, int], int]) -> Image.Image:
    """A picture of 40 × 60 spots with rectangles (left, top, right, bottom in spots) of an amount of ink."""
    made = Image.new("I", (40, 60))
    for box, amount in rows:
        made.paste(amount, box)
    return made


@given(st.integers(0, 18), st.integers(0, 28), st.integers(1, 10), st.integers(1, 10), st.integers(766, 1020))
def test_a_rectangle_is_found_where_it_is(left: int, top: int, wide: int, high: int, amount: int) -> None:
    right, bottom = min(left + wide, 20), min(top + high, 30)
    found = worst_area(picture(((2 * left, 2 * top, 2 * right, 2 * bottom), amount)), 0, BOX, 3.0)
    assert found is not None
    assert found.amount == amount / 255
    assert found.box == (5 + 4 * left, 127 - 4 * bottom, 5 + 4 * right, 127 - 4 * top)


def test_the_worst_of_several_is_told_alone() -> None:
    image = picture(((0, 0, 4, 4), 800), ((20, 20, 24, 24), 900), ((24, 24, 28, 28), 950), ((24, 20, 26, 24), 800))
    found = worst_area(image, 0, BOX, 3.0)
    assert found is not None
    assert (found.amount, found.box) == (950 / 255, (45, 71, 61, 87)), "with all that touches it"


def test_a_field_is_judged_by_its_mean() -> None:
    assert worst_area(picture(((0, 0, 1, 2), 1020)), 0, BOX, 3.0) is None
    assert worst_area(picture(((0, 0, 2, 2), 766)), 0, BOX, 3.0) is not None


def test_a_picture_of_another_shape_is_refused() -> None:
    with pytest.raises(UnlikePageError):
        worst_area(picture(), 90, BOX, 3.0)

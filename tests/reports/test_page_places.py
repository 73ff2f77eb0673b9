"""Places on turned pages."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reports.page_places import Box, join_boxes, mark_around, seen_size, turn_box

SIDES = st.floats(10, 2000)
SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)
TURNS = st.sampled_from([0, 90, 180, 270])


def close(first: Box, second: Box) -> bool:
    return all(math.isclose(a, b, abs_tol=1e-6) for a, b in zip(first, second, strict=True))


# A page of 200 by 300 pt; the box is 20 pt from its left and 30 pt from its foot, 10 wide and 5 high.
@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        (0, (20, 300 - 35, 30, 300 - 30)),
        (90, (30, 20, 35, 30)),  # the left side of the page is above, its foot at the left
        (180, (200 - 30, 30, 200 - 20, 35)),  # its foot is above, its left side at the right
        (270, (300 - 35, 200 - 30, 300 - 30, 200 - 20)),  # its right side is above, its foot at the right
    ],
)
def test_a_box_turns_with_its_page(rotation: int, expected: Box) -> None:
    assert turn_box((20, 30, 30, 35), (200, 300), rotation) == expected


@given(SIDES, SIDES, SHARES, SHARES, TURNS)
def test_turning_on_comes_back(width: float, height: float, xs: list[float], ys: list[float], rotation: int) -> None:
    box = xs[0] * width, ys[0] * height, xs[1] * width, ys[1] * height
    size = width, height
    found = turn_box(box, size, rotation)
    wide, high = seen_size(size, rotation)
    # What is seen from the upper left, told from the lower left again, and turned by what is left to a full turn.
    again = turn_box((found[0], high - found[3], found[2], high - found[1]), (wide, high), -rotation)
    assert close((again[0], height - again[3], again[2], height - again[1]), box)
    assert seen_size((wide, high), -rotation) == size


@given(SIDES, SIDES, SHARES, SHARES, TURNS)
def test_what_is_on_the_page_stays_on_it(
    width: float, height: float, xs: list[float], ys: list[float], rotation: int
) -> None:
    box = xs[0] * width, ys[0] * height, xs[1] * width, ys[1] * height
    left, top, right, bottom = turn_box(box, (width, height), rotation)
    wide, high = seen_size((width, height), rotation)
    assert -1e-6 <= left <= right <= wide + 1e-6
    assert -1e-6 <= top <= bottom <= high + 1e-6
    assert math.isclose((right - left) * (bottom - top), (box[2] - box[0]) * (box[3] - box[1]), abs_tol=1e-3)


@given(st.tuples(*[st.floats(-1e7, 1e7)] * 4), SIDES, SIDES)
def test_a_mark_can_be_seen(box: Box, width: float, height: float) -> None:
    frame = mark_around(box, (width, height))
    assert frame is not None
    left, top, right, bottom = frame
    assert left >= 0
    assert top >= 0
    assert right <= width + 1e-6
    assert bottom <= height + 1e-6
    assert right - left >= 9 - 1e-6
    assert bottom - top >= 9 - 1e-6


def test_a_mark_stands_around_what_it_marks() -> None:
    assert mark_around((50, 60, 150, 70), (200, 300)) == (48, 58, 152, 72)  # 2 pt of room
    assert mark_around((50, 60, 50, 60), (200, 300)) == (45.5, 55.5, 54.5, 64.5)  # a point: 9 pt
    assert mark_around((-50, 60, -40, 70), (200, 300)) == (0, 58, 9, 72)  # beyond the page: at its edge


@pytest.mark.parametrize("side", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_no_place(side: float) -> None:
    assert mark_around((0, 0, side, 9), (200, 300)) is None


def test_lines_that_follow_closely_are_one_box() -> None:
    column = [(10.0, 20.0 + 16 * n, 90.0 - n, 32.0 + 16 * n) for n in range(3)]
    beside = [(110.0, 22.0 + 16 * n, 190.0, 34.0 + 16 * n) for n in range(2)]
    below = (10.0, 80.0, 90.0, 92.0)  # a line would fit between
    assert join_boxes([below, *beside, *column]) == [(10, 20, 90, 64), (110, 22, 190, 50), below]
    assert join_boxes([]) == []


@given(st.lists(st.tuples(SIDES, SIDES, st.floats(1, 300), st.floats(1, 20)), max_size=12))
def test_joined_boxes_hold_what_they_join(rows: list[tuple[float, float, float, float]]) -> None:
    boxes = [(x, y, x + wide, y + high) for x, y, wide, high in rows]
    found = join_boxes(boxes)
    assert len(found) <= len(boxes)
    for x0, y0, x1, y1 in boxes:
        assert any(a <= x0 and b <= y0 and x1 <= c and y1 <= d for a, b, c, d in found)
    for side in range(4):
        assert {each[side] for each in found} <= {each[side] for each in boxes}

"""Pictures in quotations and boxes are no wider than what they stand in."""

import pytest

from tests.conformance.printed_page import read_pages
from tests.finished import LAYOUTS, issue_with

PICTURE = '![折线](../images/chart.svg "图一")'
PLAIN, QUOTED, BOXED = PICTURE, f"> {PICTURE}", f"::: box 框\n{PICTURE}\n:::"


def widest(body: str, layout: str) -> tuple[float, float]:
    """Left and right of the widest drawn line of *body*: the picture is a slanting stroke."""
    shapes = [shape for page in read_pages(issue_with(body, layout)) for shape in page.shapes]
    slanting = [shape for shape in shapes if abs(shape.points[0][1] - shape.points[-1][1]) > 20 if shape.is_stroked]
    found = max(slanting, key=lambda shape: shape.right - shape.left)
    return found.left, found.right


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("body", [QUOTED, BOXED], ids=["quoted", "boxed"])
def test_it_stays_within(body: str, layout: str) -> None:
    left, right = widest(PLAIN, layout)
    inner_left, inner_right = widest(body, layout)
    assert right - left > 50
    assert inner_left > left
    assert inner_right < right


def test_one_of_all_columns_is_as_wide_as_both() -> None:
    left, right = widest(PLAIN, "journal")
    wide_left, wide_right = widest(f"{PICTURE}{{.wide}}", "journal")
    assert wide_right - wide_left > 1.9 * (right - left)
    assert wide_left > left  # the stroke stands in the middle of a larger picture
    one_left, one_right = widest(PLAIN, "gongyun")
    assert widest(f"{PICTURE}{{.wide}}", "gongyun") == (one_left, one_right)

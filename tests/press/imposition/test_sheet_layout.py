"""Places on a printer's sheet, and the marks around them."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.press.imposition.schemes import SIGNATURES, Imposition, in_grid, perfect_bound, saddle_stitched
from pipeline.press.imposition.sheet_layout import CUT, MARK_ROOM, Box, SheetLayout, TooSmallError, lay_out, sheet_size
from pipeline.press.marks.sheet_marks import SideMarks, collating_bar, cut_marks, draw_sheet_marks, fold_marks
from pipeline.units import POINTS_PER_MM, Size

MM = POINTS_PER_MM
PAGE = Size(185 * MM, 260 * MM)
HUGE = Size(4000 * MM, 4000 * MM)
NEAR = 1e-6

impositions = st.one_of(
    st.builds(saddle_stitched, st.integers(1, 64), st.sampled_from(SIGNATURES), st.sampled_from(["left", "right"])),
    st.builds(perfect_bound, st.integers(1, 64), st.sampled_from(SIGNATURES), st.sampled_from(["left", "right"])),
    st.builds(in_grid, st.integers(1, 20), st.integers(1, 4), st.integers(1, 4)),
)
sizes = st.builds(Size, st.floats(100, 800), st.floats(100, 1000))
gutters = st.one_of(st.none(), st.floats(0, 60))


def slots_of(layout: SheetLayout) -> list[tuple[int, int]]:
    return [(row, column) for row in range(len(layout.feet)) for column in range(len(layout.lefts))]


def overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > NEAR and min(one[3], other[3]) - max(one[1], other[1]) > NEAR


@given(impositions, sizes, gutters, st.floats(0, 30))
def test_pages_stand_apart_and_on_the_sheet(
    imposition: Imposition, page: Size, gutter: float | None, bleed: float
) -> None:
    layout = lay_out(imposition, page, HUGE, gutter)
    reaches = [layout.reach(*slot, bleed) for slot in slots_of(layout)]
    assert len(reaches) == imposition.rows * imposition.columns
    assert not any(overlap(one, other) for one, other in combinations(reaches, 2))
    for slot, reach in zip(slots_of(layout), reaches, strict=True):
        x, y, right, top = layout.slot(*slot)
        assert (right - x, top - y) == (pytest.approx(page.width), pytest.approx(page.height))
        assert -NEAR <= reach[0] <= x + NEAR
        assert right - NEAR <= reach[2] <= layout.sheet.width + NEAR
        assert -NEAR <= reach[1] <= y + NEAR
        assert top - NEAR <= reach[3] <= layout.sheet.height + NEAR


@given(impositions, sizes, gutters)
def test_slots_of_the_back_lie_behind_those_of_the_front(
    imposition: Imposition, page: Size, gutter: float | None
) -> None:
    front = lay_out(imposition, page, HUGE, gutter)
    back = front.seen_from_behind()
    last = len(front.lefts) - 1
    for row, column in slots_of(front):
        x, y, right, top = front.slot(row, column)
        behind = back.slot(row, last - column)
        assert behind == pytest.approx((front.sheet.width - right, y, front.sheet.width - x, top))
    assert back.spines == front.spines  # spines alternate, from the first gap


def test_spines_of_the_back_lie_behind_those_of_the_front() -> None:
    sheet, page = Size(2000.0, 1000.0), Size(500.0, 700.0)
    front = SheetLayout(sheet=sheet, page=page, lefts=(0.0, 600.0, 1200.0), feet=(0.0,), spines=frozenset({0}))
    assert front.seen_from_behind().spines == {1}
    assert front.seen_from_behind().seen_from_behind() == front


@given(impositions, sizes, gutters)
def test_marks_touch_no_page(imposition: Imposition, page: Size, gutter: float | None) -> None:
    layout = lay_out(imposition, page, HUGE, gutter)
    lines = [*cut_marks(layout, is_folded=imposition.is_folded), *fold_marks(layout)]
    assert lines
    x, y, right, top = layout.block
    for a, b, c, d in lines:
        beside = max(a, c) <= x - CUT + NEAR or min(a, c) >= right + CUT - NEAR
        below = max(b, d) <= y - CUT + NEAR or min(b, d) >= top + CUT - NEAR
        assert beside or below
        assert a == c or b == d


def test_cuts_and_folds_of_a_stitched_sheet() -> None:
    layout = lay_out(saddle_stitched(8), PAGE, sheet_size("A3"))
    assert (layout.sheet.width, layout.sheet.height) == (pytest.approx(420 * MM), pytest.approx(297 * MM))
    cuts = {round(a / MM, 2) for a, _b, c, _d in cut_marks(layout, is_folded=True) if a == c}
    folds = {round(a / MM, 2) for a, _b, c, _d in fold_marks(layout) if a == c}
    assert cuts == {25.0, 395.0}
    assert folds == {210.0}


def test_spines_of_a_milled_signature_have_room_and_no_cuts() -> None:
    layout = lay_out(perfect_bound(16), PAGE, sheet_size("787x1092"))
    assert layout.column_gaps == pytest.approx([2 * CUT, 2 * CUT, 2 * CUT])
    assert layout.spines == {0, 2}
    cuts = {round(a / MM, 2) for a, _b, c, _d in cut_marks(layout, is_folded=True) if a == c}
    assert cuts == {167.0, 543.0, 549.0, 925.0}  # (1092 - 4 * 185 - 3 * 6) / 2 = 167, then 185 + 6 + 185 = 376 on


def test_collating_marks_go_down_the_spine_step_by_step() -> None:
    layout = lay_out(perfect_bound(16), PAGE, sheet_size("787x1092"))
    bars = [bar for number in range(40) if (bar := collating_bar(layout, 1, 2, number))]
    left, right = layout.slot(1, 2)[2], layout.slot(1, 3)[0]
    assert all(left < x and x + width < right for x, _y, width, _height in bars)
    tops = [y + height for _x, y, _width, height in bars]
    steps = int((260 - 30) / 6)
    assert all(one - other == pytest.approx(6 * MM) for one, other in pairwise(tops[:steps]))
    assert tops[steps] == pytest.approx(tops[0])
    assert all(layout.feet[1] < y for _x, y, _width, _height in bars)
    assert collating_bar(lay_out(saddle_stitched(4), PAGE, sheet_size("A3")), 0, 0, 0) is None


def test_marks_are_artifacts_in_the_registration_colour() -> None:
    layout = lay_out(perfect_bound(16), PAGE, sheet_size("787x1092"))
    drawn = draw_sheet_marks(layout, SideMarks(True, b"<0001>", (1, 2, 0)))
    assert drawn.startswith(b"/Artifact BMC q /All CS /All cs 1 SCN 1 scn")
    assert drawn.endswith(b"Q EMC")
    assert drawn.count(b" re f") == 1
    assert b"<0001> Tj" in drawn
    narrow = lay_out(in_grid(2, 1, 2), PAGE, Size(372 * MM, 262 * MM))
    assert draw_sheet_marks(narrow, SideMarks(False, b"<0001>")).count(b"\n") == 1  # no room: nothing at all
    assert narrow.margin < MARK_ROOM


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A3", (297, 420)), ("sra3", (320, 450)), ("640x900", (640, 900)), ("640 × 900mm", (640, 900)),
        ("787.5*546", (787.5, 546)), ("889/2", (597, 889)),
    ],
)  # fmt: skip
def test_names_of_sheets(text: str, size: tuple[float, float]) -> None:
    found = sheet_size(text)
    assert (found.width / MM, found.height / MM) == pytest.approx(size)


@pytest.mark.parametrize("text", ["", "A9", "0x100", "100x0", "9999x100", "1e3x100", "-1x5", "100", "nanxnan"])
def test_what_is_no_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text):
        sheet_size(text)


def test_a_sheet_that_is_too_small_tells_what_is_needed() -> None:
    with pytest.raises(TooSmallError) as caught:
        lay_out(saddle_stitched(8), PAGE, sheet_size("A4"))
    assert (caught.value.needed.width / MM, caught.value.needed.height / MM) == pytest.approx((370, 260))
    exact = lay_out(saddle_stitched(8), PAGE, Size(260 * MM, 370 * MM))
    assert exact.margin == pytest.approx(0)

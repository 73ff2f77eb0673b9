"""The spine: its width, its stack of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.spine import LEAST_WIDTH, Spine, SpineCell, own_title, spine_of, spine_width, stack, titled_spine
from pipeline.units import POINTS_PER_MM, Size, mm
from tests.volumes import bound_year, order, ordered

TRIM = Size(524.4, 737.0)  # 185 × 260 mm


def told(text: str) -> list[str]:
    return [cell.text for cell in stack(text)]


def test_the_width_is_leaves_times_caliper() -> None:
    # 12 issues of 48 pages and 24 before them: 600 pages, 300 leaves of 0.1 mm.
    assert mm(spine_of(bound_year(), 0, 24, TRIM).width) == pytest.approx(30, abs=0.01)
    # A part counts its own issues only: 288 and 24 pages, 156 leaves.
    assert mm(spine_of(bound_year(parts=2), 1, 24, TRIM).width) == pytest.approx(15.6, abs=0.01)
    # The last leaf has a page on one side.
    assert spine_of(bound_year(1, pages=1), 0, 0, TRIM).width == bound_year().order.caliper


def test_a_thin_spine_bears_nothing() -> None:
    # 5 mm are 14.173 pt: with leaves of a point 15, not 14.
    volume = ordered(bound_year(1, pages=28), caliper=1.0)
    assert spine_of(volume, 0, 0, TRIM).cells == ()
    spine = spine_of(volume, 0, 2, TRIM)
    assert spine.width == 15.0 > LEAST_WIDTH
    assert "".join(cell.text for cell in spine.cells) == "邮电职工之友2023年合订本"


def test_a_spine_too_wide_for_the_cover_bears_nothing() -> None:
    # A third of 524.4 pt is 174.8: with leaves of a point, 348 pages are shown, 350 are not.
    volume = ordered(bound_year(1, pages=348), caliper=1.0)
    assert spine_of(volume, 0, 0, TRIM).strip == 174.0
    wide = spine_of(volume, 0, 2, TRIM)
    assert (wide.width, wide.strip, wide.cells) == (175.0, 0.0, ())


def test_two_digits_stand_side_by_side() -> None:
    assert told("2023年第12卷") == ["2", "0", "2", "3", "年", "第", "12", "卷"]
    assert told("第228期") == ["第", "2", "2", "8", "期"]
    assert told("5卷　A") == ["5", "卷", "", "A"]
    assert stack("（下）") == (SpineCell("（", turned=True), SpineCell("下"), SpineCell("）", turned=True))


@given(st.text(max_size=60))
def test_no_character_is_lost_and_no_cell_has_three(text: str) -> None:
    cells = stack(text)
    assert "".join(cell.text for cell in cells) == "".join(text.split())
    assert all(len(cell.text) <= 2 for cell in cells)


@given(st.text("合订本2023年卷", min_size=1, max_size=80), st.integers(1, 60), st.floats(300, 900))
def test_the_stack_fits_the_spine(title: str, issues: int, height: float) -> None:
    spine = spine_of(ordered(bound_year(issues, 1), title=title), 0, 20, Size(524.4, height))
    if spine.cells:
        assert 0 < spine.size <= spine.width
        assert len(spine.cells) * spine.pitch <= height - 2 * 56 + 1


def test_the_name_of_the_publication_stands_once() -> None:
    named = ordered(bound_year(), title="邮电职工之友　2023年合订本")
    assert own_title(named.order) == own_title(bound_year().order) == "2023年合订本"
    assert own_title(order(title="邮电职工之友")) == "邮电职工之友"
    assert spine_of(named, 0, 24, TRIM) == spine_of(bound_year(), 0, 24, TRIM)


def test_the_shelf_mark_stands_at_the_foot_in_lines() -> None:
    spine = spine_of(ordered(bound_year(), shelf_mark="D412.6/G36/2023"), 0, 24, TRIM)
    assert (spine.label, spine.label_size) == (("D412.6", "G36", "2023"), 9.0)
    # 18 pt of leaves: 6 characters of 0.6 em in nine tenths of it are 4.5 pt high, which nobody reads.
    narrow = ordered(bound_year(1, pages=36), caliper=1.0)
    assert spine_of(narrow, 0, 0, TRIM).label == ()
    assert spine_of(ordered(narrow, shelf_mark="D4"), 0, 0, TRIM).label == ("D4",)
    assert spine_of(ordered(narrow, shelf_mark=" / "), 0, 0, TRIM).label == ()


@given(st.integers(1, 20_000), st.floats(0.03, 1), st.floats(0.03, 1))
def test_a_cover_is_two_leaves_more(pages: int, caliper: float, cover: float) -> None:
    width = spine_width(pages, caliper, cover)
    assert width == pytest.approx((pages + 1) // 2 * caliper + 2 * cover, abs=1e-4)
    assert spine_width(pages + pages % 2, caliper, cover) == width  # a leaf printed on one side is as thick
    assert spine_width(pages + 2, caliper, cover) > width


@pytest.mark.parametrize(
    ("pages", "caliper", "cover", "width"), [(48, 0.1, 0.2, 2.8), (92, 0.1, 0.2, 5.0), (1, 0.1, 0.03, 0.16)]
)
def test_widths_worked_out_by_hand(pages: int, caliper: float, cover: float, width: float) -> None:
    assert spine_width(pages, caliper, cover) == width


def mm_to_pt(length: float) -> float:
    return length * POINTS_PER_MM


@given(st.floats(0.1, 80))
def test_from_five_millimetres_a_spine_bears_a_title(width: float) -> None:
    spine = titled_spine(("号角小报", "2024年第1期"), width * POINTS_PER_MM, 737.0)
    assert bool(spine.cells) == (width >= 5)
    assert spine.size <= max(0, mm_to_pt(width - 2)) + 0.01  # 1 mm from either fold


def test_five_millimetres_to_the_hair() -> None:
    def cells(width: float) -> str:
        spine = titled_spine(("号角小报", "2024年第1期"), width * POINTS_PER_MM, 737.0)
        return "".join(cell.text for cell in spine.cells)

    assert cells(4.99) == ""
    assert cells(spine_width(92, 0.1, 0.2)) == cells(5.01) == "号角小报2024年第1期"


def test_a_title_that_would_be_too_small_is_left_out() -> None:
    def spine(length: int) -> Spine:
        return titled_spine(("长" * length,), 10 * POINTS_PER_MM, 737.0)

    assert (len(spine(103).cells), len(spine(104).cells)) == (103, 0)  # 623.6 pt for characters of 5 pt every 6 pt
    assert spine(103).size >= 5.0

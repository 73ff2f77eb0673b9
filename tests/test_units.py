"""Lengths and the geometry of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.units import POINTS_PER_MM, TYPE_SIZES, PageGeometry, TypeArea, mm, parse_length

lengths = st.floats(min_value=0.0, max_value=10_000, allow_nan=False)
areas = st.builds(
    TypeArea,
    characters=st.integers(1, 80),
    lines=st.integers(1, 80),
    size=st.floats(5, 42),
    pitch=st.floats(5, 60),
    columns=st.integers(1, 4),
    gutter=st.floats(0, 40),
)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("72pt", 72.0),
        ("25.4mm", 72.0),
        ("2.54cm", 72.0),
        (" 16 pt ", 16.0),
        ("五号", 10.5),
        ("小四", 12.0),
        ("0mm", 0.0),
    ],
)
def test_lengths_are_read_in_points(text: str, points: float) -> None:
    assert parse_length(text) == pytest.approx(points)


@pytest.mark.parametrize(
    "text", ["", "16", "pt", "-1pt", "1e3pt", ".5pt", "1.pt", "16px", "九号", "1pt 2pt", "１６pt", "nanpt"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text.replace(".", r"\.") + "$"):
        parse_length(text)


@given(st.integers(0, 10**7), st.sampled_from(["mm", "cm", "pt"]))
def test_length_round_trip(thousandths: int, unit: str) -> None:
    text = f"{thousandths // 1000}.{thousandths % 1000:03d}{unit}"
    points = parse_length(text)
    back = {"mm": mm(points), "cm": mm(points) / 10, "pt": points}[unit]
    assert back == pytest.approx(thousandths / 1000)


@given(lengths)
def test_millimetres_round_trip(points: float) -> None:
    assert mm(points) * POINTS_PER_MM == pytest.approx(points)


@given(st.text(max_size=12))
def test_any_text_is_a_length_or_a_value_error(text: str) -> None:
    try:
        assert parse_length(text) >= 0
    except ValueError:
        assert text.strip() not in TYPE_SIZES


@given(areas, lengths, lengths, lengths, lengths)
def test_margins_and_type_area_make_up_the_page(
    area: TypeArea, width: float, height: float, head: float, inside: float
) -> None:
    page = PageGeometry(width=width, height=height, head=head, inside=inside, type_area=area)
    assert page.inside + area.width + page.outside == pytest.approx(width)
    assert page.head + area.height + page.foot == pytest.approx(height)
    assert area.width == pytest.approx(area.columns * area.column_width + (area.columns - 1) * area.gutter)
    assert page.lines(area.lines) == pytest.approx(area.height)


@given(areas, st.integers(1, 200))
def test_whole_lines_of_whole_lines_are_those_lines(area: TypeArea, count: int) -> None:
    page = PageGeometry(width=500, height=700, head=50, inside=50, type_area=area)
    assert page.whole_lines(page.lines(count)) == count


@given(areas, st.floats(0, 3000))
def test_whole_lines_hold_the_height_and_no_line_more(area: TypeArea, height: float) -> None:
    page = PageGeometry(width=500, height=700, head=50, inside=50, type_area=area)
    count = page.whole_lines(height)
    assert page.lines(count) >= height - 1e-3
    assert count == 1 or page.lines(count - 1) < height


def test_the_geometry_of_a_printed_page() -> None:
    # 25 characters of 16 pt are 400 pt = 141.11 mm; 185 mm less that, halved, is 21.94 mm a side.
    area = TypeArea(characters=25, lines=20, size=16.0, pitch=28.0)
    page = PageGeometry(
        width=parse_length("185mm"),
        height=parse_length("260mm"),
        head=parse_length("30mm"),
        inside=parse_length("21.94mm"),
        type_area=area,
    )
    assert (area.width, area.height) == (400.0, 560.0)
    assert mm(page.outside) == pytest.approx(21.94, abs=0.01)
    assert mm(page.foot) == pytest.approx(260 - 30 - 560 / 72 * 25.4)


@given(st.integers(60, 3000), st.integers(60, 3000))
def test_a_design_fitted_to_another_trim(width: int, height: int) -> None:
    area = TypeArea(characters=38, lines=33, size=10.5, pitch=18.0)
    page = PageGeometry(width=524.4, height=737.0, head=70.9, inside=66.6, type_area=area)
    fitted = page.fit(width, height)
    assert (fitted.width, fitted.height) == (width, height)
    assert (fitted.type_area.size, fitted.type_area.pitch) == (area.size, area.pitch)
    assert fitted.inside / width == pytest.approx(page.inside / page.width)
    assert fitted.head / height == pytest.approx(page.head / page.height)
    if fitted.type_area.characters > 1:  # what is left over of a cell goes outside
        assert -1e-9 <= fitted.outside - page.outside * width / page.width < area.size
    if fitted.type_area.lines > 1:
        assert -1e-9 <= fitted.foot - page.foot * height / page.height < area.pitch


@given(areas, lengths, lengths, lengths, lengths)
def test_a_design_fits_its_own_trim(area: TypeArea, width: float, height: float, head: float, inside: float) -> None:
    page = PageGeometry(width=width, height=height, head=head, inside=inside, type_area=area)
    if page.outside >= 0 and page.foot >= 0:
        assert page.fit(width, height) == page


JOURNAL = TypeArea(characters=22, lines=41, size=10.5, pitch=17, columns=2, gutter=21)
BULLETIN = TypeArea(characters=25, lines=21, size=16, pitch=27)


@pytest.mark.parametrize(
    ("area", "count", "characters", "gutter"),
    [(JOURNAL, 2, 22, 21), (JOURNAL, 3, 14, 21), (JOURNAL, 1, 46, 0), (BULLETIN, 2, 12, 16)],
)
def test_an_area_in_other_columns(area: TypeArea, count: int, characters: int, gutter: float) -> None:
    """(483 − 2 × 21) / 3 = 147 = 14 × 10.5; (400 − 16) / 2 = 192 = 12 × 16."""
    made = area.in_columns(count)
    assert made is not None
    assert (made.characters, made.columns, made.gutter) == (characters, count, pytest.approx(gutter))
    assert count == 1 or made.width == pytest.approx(area.width)


def test_columns_that_are_too_narrow() -> None:
    assert BULLETIN.in_columns(3) is None
    assert JOURNAL.in_columns(5) is None

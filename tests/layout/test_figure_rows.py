"""Pictures of a group stand in rows of one height, as wide as the measure."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import Figure, FigureGroup, Picture
from pipeline.inlines import Text
from pipeline.layout.figure_rows import FigureRow, arrange
from pipeline.layout.picture_pages import MOST_CROPPED
from pipeline.units import Size
from tests.conformance.specimens import house_style
from tests.finished import LAYOUTS

WIDE, HIGH, SQUARE = (3.0, 2.0), (2.0, 3.0), (1.0, 1.0)


def figure(size: tuple[float, float], caption: str = "") -> Figure:
    words = (Text(caption, 1),) if caption else ()
    return Figure(picture=Picture(Path("a.png"), Size(*size)), alt="甲", line=1, caption=words)


def rows(
    *sizes: tuple[float, float], layout: str = "gongyun", caption: str = "", **facts: object
) -> tuple[FigureRow, ...]:
    geometry = house_style(layout)[1]
    figures = tuple(figure(size, caption=caption) for size in sizes)
    group = FigureGroup(figures=figures, line=1, **facts)  # type: ignore[arg-type]
    return arrange(group, geometry, geometry.type_area.column_width, 14)


def counts(found: tuple[FigureRow, ...]) -> list[int]:
    return [len(row.figures) for row in found]


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ([HIGH, HIGH], [2]),
        ([SQUARE, SQUARE, SQUARE, SQUARE], [2, 2]),
        ([WIDE, SQUARE, SQUARE], [1, 2]),
        ([HIGH, HIGH, HIGH], [3]),
        ([SQUARE] * 6, [3, 3]),
    ],
)
def test_rows_are_alike_and_fill_the_room(sizes: list[tuple[float, float]], wanted: list[int]) -> None:
    assert counts(rows(*sizes)) == wanted


def is_filled(row: FigureRow, width: float) -> bool:
    return row.gap * (len(row.figures) - 1) + sum(each.width for each in row.figures) == pytest.approx(width, abs=0.1)


@pytest.mark.parametrize(("suffix", "is_wide"), [(".jpg", True), (".svg", False)])
def test_what_is_a_little_too_high_is_cropped_but_no_drawing(suffix: str, is_wide: bool) -> None:
    geometry = house_style("gongyun")[1]
    figures = tuple(
        replace(each, picture=Picture(Path("a" + suffix), each.picture.size)) for each in [figure(WIDE, "图")] * 4
    )
    found = arrange(FigureGroup(figures=figures, line=1, rows=(2, 2)), geometry, geometry.type_area.width, 14)
    assert [is_filled(row, geometry.type_area.width) for row in found] == [is_wide] * 2


def test_rows_as_the_author_says() -> None:
    assert counts(rows(SQUARE, SQUARE, SQUARE, SQUARE, rows=(1, 3))) == [1, 3]


SIZES = st.lists(st.tuples(st.floats(0.3, 4), st.floats(0.3, 4)), min_size=2, max_size=6)


@given(
    sizes=SIZES,
    layout=st.sampled_from(LAYOUTS),
    caption=st.sampled_from(["", "图"]),
    place=st.sampled_from(["auto", "page"]),
)
def test_rows_keep_shapes_and_the_grid(sizes: list[tuple[float, float]], layout: str, caption: str, place: str) -> None:
    area = house_style(layout)[1].type_area
    found = rows(*sizes, layout=layout, caption=caption, place=place)
    assert [each.figure.picture.size for row in found for each in row.figures] == [Size(*size) for size in sizes]
    for row in found:
        assert len({each.height for each in row.figures}) == 1
        for each in row.figures:
            shown = each.height * each.figure.ratio / each.width
            assert 1 - MOST_CROPPED - 0.001 <= shown <= 1.001
            assert shown > 0.999 or is_filled(row, area.column_width)
        width = sum(each.width for each in row.figures) + row.gap * (len(row.figures) - 1)
        assert width <= area.column_width + 0.1
        assert row.space >= row.figures[0].height
    height = sum(row.space for row in found) / area.pitch
    assert height == pytest.approx(round(height), abs=0.001)
    assert height + sum(row.has_captions for row in found) <= 14 or len(found) == 6


def test_pages_of_pictures_are_filled() -> None:
    found = rows(*[WIDE, HIGH, SQUARE, WIDE, HIGH, WIDE], place="page")
    assert sum(row.space for row in found) > 8 * house_style("gongyun")[1].type_area.pitch

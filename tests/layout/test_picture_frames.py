"""Frames that pictures fill: what is shown of a picture, and where it stands on the pages of a spread."""

from pathlib import Path

import pytest

from pipeline.blocks import Figure, FigureExtent, Picture
from pipeline.layout.picture_frames import BEYOND, head_frame, page_frames, shown_part
from pipeline.units import Focus, Size, parse_length
from tests.conformance.specimens import house_style
from tests.finished import LAYOUTS

WIDE, HIGH, SQUARE = (3.0, 2.0), (2.0, 3.0), (1.0, 1.0)


def figure(size: tuple[float, float], focus: Focus, extent: FigureExtent = "bleed", gutter: float = 0) -> Figure:
    picture = Picture(Path("a.png"), Size(*size))
    return Figure(picture=picture, alt="甲", line=1, focus=focus, extent=extent, gutter=gutter)


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "part"),
    [
        (WIDE, 1.5, Focus(), (50.0, 50.0)),
        (WIDE, 1.0, Focus(), (50.0, 50.0)),
        (WIDE, 1.0, Focus(0, 90), (0.0, 50.0)),  # what isn't cut off there stays
        (WIDE, 1.0, Focus(100, 0), (100.0, 50.0)),
        (SQUARE, 2.0, Focus(50, 40), (50.0, 30.0)),  # half of it is shown, from 15 to 65 per cent
        (SQUARE, 2.0, Focus(50, 10), (50.0, 0.0)),
        (HIGH, 2 / 3, Focus(10, 10), (50.0, 50.0)),
    ],
)
def test_the_focus_stays_in_the_frame(
    size: tuple[float, float], ratio: float, focus: Focus, part: tuple[float, float]
) -> None:
    assert shown_part(figure(size, focus), ratio) == part


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_is_filled_beyond_its_edges(layout: str) -> None:
    page = house_style(layout)[1]
    (frame,) = page_frames(figure(WIDE, Focus()), page, is_bound=True)
    assert (frame.left, frame.top) == (0, 0)
    assert (frame.width - page.width, frame.height - page.height) == pytest.approx((2 * BEYOND, 2 * BEYOND))


@pytest.mark.parametrize(("gutter", "is_bound"), [("0mm", True), ("3mm", True), ("15mm", True), ("15mm", False)])
def test_halves_of_a_spread_meet_where_the_binding_ends(gutter: str, is_bound: bool) -> None:
    """Both pages have the picture in one size; its middle is off the spine by the gutter, and the outer edges bleed."""
    page = house_style("gongyun")[1]
    left, right = page_frames(figure(WIDE, Focus(), "spread", parse_length(gutter)), page, is_bound=is_bound)
    hidden = parse_length(gutter) if is_bound else 0
    assert left[2:] == right[2:]
    assert left.left + left.width / 2 == pytest.approx(BEYOND + page.width - hidden)
    assert right.left + right.width / 2 == pytest.approx(BEYOND + hidden)
    assert left.left == 0
    assert right.left + right.width == pytest.approx(page.width + 2 * BEYOND)


def test_a_picture_at_the_head_of_a_page_reaches_beyond_its_edges() -> None:
    page = house_style("gongyun")[1]
    frame = head_frame(figure(WIDE, Focus()), page)
    assert frame.top == -page.head - BEYOND
    assert (
        min(-frame.left - page.inside, frame.left + frame.width - page.type_area.width - page.outside) >= BEYOND - 1e-6
    )
    assert frame.width / frame.height == pytest.approx(WIDE[0] / WIDE[1])
    high = head_frame(figure((100, 900), Focus()), page)
    assert high.top + high.height == page.lines(page.type_area.lines * 2 // 3)
    assert head_frame(figure((9000, 10), Focus()), page).height > page.head + BEYOND

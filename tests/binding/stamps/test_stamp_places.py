"""Free places on a page, as a computation: what is chosen is free and inside, and a binder's order is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.binding.stamps.page_ink import PageToSee, ink_map
from pipeline.binding.stamps.stamp_places import (
    EDGE,
    MARGIN,
    SIDE,
    SPINE,
    Box,
    InkMap,
    Overlay,
    ink_of,
    is_within,
    move_box,
    not_free,
    places,
    widen_box,
)

WIDTH, HEIGHT = 240.0, 320.0
ROUNDING = 1e-9
FOLIO = Overlay(name="folio-recto", box=(200.0, 20.0, 212.0, 28.0), inwards=-1, must_stay=True)
FOOT = Overlay(name="foot-recto", box=(120.0, 20.0, 180.0, 28.0), inwards=-1)
HEAD = Overlay(name="head-recto", box=(150.0, 290.0, 212.0, 298.0), inwards=-1)
OPENING = Overlay(name="opening", box=(60.0, 60.0, 120.0, 100.0), inwards=1, keeps_column=True)
ALL = (FOLIO, HEAD, FOOT, OPENING)


def page_with(ink: list[Box], scale: float = 0.75, trim: Box = (0, 0, WIDTH, HEIGHT), spine: str = "left") -> InkMap:
    """A page that is seen *trim* and all, on which the boxes *ink* of the trimmed page are printed."""
    size = max(trim[2], WIDTH), max(trim[3], HEIGHT)
    page = PageToSee(index=0, size=size, unit=1.0, trim=trim, spine=spine, overlays=())
    image = Image.new("L", (round(size[0] * scale), round(size[1] * scale)))
    result = ink_map(image, page)
    for box in ink:
        left, top, right, bottom = result.pixels(box)
        ImageDraw.Draw(image).rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=255)
    return result


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes overlap by more than rounding."""
    left, foot, right, top = (each + ROUNDING if at < 2 else each - ROUNDING for at, each in enumerate(one))
    return left < other[2] and other[0] < right and foot < other[3] and other[1] < top


boxes = st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(0.5, WIDTH), st.floats(0.5, HEIGHT / 2)).map(
    lambda box: (box[0], box[1], min(box[0] + box[2], WIDTH), min(box[1] + box[3], HEIGHT))
)


@given(st.lists(boxes, max_size=8), st.sampled_from([0.2, 0.5, 0.75, 1.3]))
def test_what_is_chosen_is_free_and_inside(ink: list[Box], scale: float) -> None:
    page = page_with(ink, scale)
    moves = places(page, ALL)
    assert set(moves) <= {overlay.name for overlay in ALL}
    standing: list[Box] = []
    for overlay in ALL:
        if overlay.name not in moves:
            is_free = page.is_free(widen_box(overlay.box))
            assert is_free == (overlay.name not in not_free(page, ALL, moves))
            standing += [overlay.box] if is_free else []
            continue
        move = moves[overlay.name]
        assert not page.is_free(widen_box(overlay.box))  # what is free is not moved
        if move is None:
            assert not overlay.must_stay
            continue
        place = move_box(overlay.box, move)
        assert not any(overlap(widen_box(place), box) for box in ink)
        assert is_within(place, (min(SPINE, WIDTH / 8), EDGE, WIDTH - EDGE, HEIGHT - EDGE))
        standing.append(place)
    pairs = [(one, other) for index, one in enumerate(standing) for other in standing[:index]]
    assert not any(overlap(one, other) for one, other in pairs)


@given(st.lists(boxes, max_size=8))
def test_the_line_is_left_only_when_it_is_full(ink: list[Box]) -> None:
    page = page_with(ink)
    move = places(page, [FOLIO]).get(FOLIO.name)
    if move is not None and move[1]:
        left, right = min(SPINE, WIDTH / 8), FOLIO.box[2]
        steps = [x / 4 for x in range(int(left * 4) + 1, int((right - 12) * 4))]
        on_line = [(x, FOLIO.box[1], x + 12, FOLIO.box[3]) for x in steps]
        # a place that is free by two pixels on all sides would have been taken
        assert not any(
            not any(overlap((x - SIDE - 3, y - MARGIN - 3, u + SIDE + 3, v + MARGIN + 3), box) for box in ink)
            for x, y, u, v in on_line
        )


def test_a_binders_order() -> None:
    line = (0.0, 14.0, WIDTH, 32.0)
    lower_half, upper_half = (0.0, 0.0, WIDTH, 200.0), (0.0, 200.0, WIDTH, HEIGHT)
    own_folio = (195.0, 20.0, 215.0, 30.0)
    assert places(page_with([]), ALL) == {}
    along = places(page_with([own_folio]), [FOLIO])[FOLIO.name]
    assert along is not None
    assert along[1] == 0
    assert own_folio[0] - (FOLIO.box[2] + along[0]) == pytest.approx(SIDE, abs=2)  # beside it, towards the spine
    beyond = places(page_with([own_folio, (130.0, 15.0, 195.0, 30.0)]), [FOLIO])[FOLIO.name]
    assert beyond is not None
    assert (beyond[0] < along[0], beyond[1]) == (True, 0)
    above = places(page_with([line]), [FOLIO])[FOLIO.name]
    assert above is not None
    assert (above[0], 0 < above[1] <= 18) == (0, True)
    other_edge = places(page_with([lower_half]), [FOLIO])[FOLIO.name]
    assert other_edge == (0, pytest.approx(HEIGHT - FOLIO.box[1] - FOLIO.box[3]))
    assert places(page_with([lower_half, upper_half]), ALL) == {HEAD.name: None, FOOT.name: None, OPENING.name: None}
    assert not_free(page_with([lower_half, upper_half]), ALL, {}) == (FOLIO.name,)


def test_towards_a_spine_at_the_right() -> None:
    verso = Overlay(name="folio-verso", box=(28.0, 20.0, 40.0, 28.0), inwards=1, must_stay=True)
    move = places(page_with([(20.0, 18.0, 60.0, 30.0)], spine="right"), [verso])[verso.name]
    assert move is not None
    assert move[1] == 0
    assert 60 + SIDE <= verso.box[0] + move[0] <= 60 + SIDE + 2


def test_the_opening_keeps_its_column() -> None:
    move = places(page_with([(50.0, 90.0, 130.0, 110.0)]), [OPENING])[OPENING.name]
    assert move is not None
    assert (move[0], move[1] < 0) == (0, True)


def test_two_stamps_do_not_take_the_same_place() -> None:
    crowded = [(188.0, 10.0, WIDTH, 60.0), (100.0, 275.0, WIDTH, HEIGHT)]
    moves = places(page_with(crowded), ALL)
    assert FOOT.name not in moves
    places_taken = [FOOT.box]
    for overlay in (FOLIO, HEAD):
        move = moves[overlay.name]
        assert move is not None
        places_taken.append(move_box(overlay.box, move))
    assert not any(overlap(one, other) for i, one in enumerate(places_taken) for other in places_taken[:i])


@pytest.mark.parametrize("trim", [(-40.0, 0.0, 200.0, HEIGHT), (0.0, -30.0, WIDTH, 290.0), (30.0, 20.0, 270.0, 340.0)])
def test_what_is_trimmed_off_or_out_of_sight_is_no_place(trim: Box) -> None:
    page = page_with([], trim=trim)
    for overlay in ALL:
        move = places(page, [overlay]).get(overlay.name, (0.0, 0.0))
        assert move is not None
        assert is_within(move_box(overlay.box, move), page.sight)
    stays = is_within(widen_box(FOLIO.box), page.sight)
    assert (FOLIO.name not in places(page, [FOLIO])) == stays


@pytest.mark.parametrize(
    ("paper", "mark", "expected"),
    [
        (255, 0, 255),
        (255, 200, 255),
        (210, 120, 255),
        (210, 200, 0),  # its own grain
        (210, 255, 255),  # a patch of other paper
        (40, 255, 0),  # dark page: white is what can be printed on
    ],
)
def test_ink_is_told_from_paper(paper: int, mark: int, expected: int) -> None:
    image = Image.new("L", (40, 40), paper)
    image.paste(mark, (5, 5, 15, 15))
    ink = ink_of(image)
    assert ink.getpixel((10, 10)) == expected
    assert ink.getpixel((30, 30)) == (0 if paper > 128 else 255)


def test_a_dark_page_is_all_ink() -> None:
    assert ink_of(Image.new("L", (9, 9), 60)).getextrema() == (255, 255)

"""Pictures of a page of pictures fill it in even rows and columns, cropped by little; nothing lies over another."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout.picture_pages import MOST_CROPPED, Cell, Filling, Piece, Room, fill_page

ROOM = Room(width=480, height=680, gap=8, line=14, white=3)
WIDE, HIGH, SQUARE = Piece(1.5), Piece(2 / 3), Piece(1)
PIECES = st.lists(st.builds(Piece, st.sampled_from([0.5, 2 / 3, 0.8, 1, 4 / 3, 1.5, 2]), st.sampled_from([0, 90, 700])))


def filled(*pieces: Piece, room: Room = ROOM, rows: tuple[int, ...] = ()) -> Filling:
    found = fill_page(pieces, room, rows)
    assert found is not None
    return found


def share(found: Filling) -> float:
    """How much of the room has pictures."""
    return sum(cell.width * cell.height for cell in found.cells) / (ROOM.width * ROOM.height)


def bottoms(cells: tuple[Cell, ...]) -> list[float]:
    return [cell.top + cell.height for cell in cells]


@settings(max_examples=60)
@given(pieces=st.lists(PIECES.filter(lambda each: len(each) == 1).map(lambda each: each[0]), min_size=2, max_size=5))
def test_cells_are_within_the_room_apart_from_one_another_and_cropped_by_little(pieces: list[Piece]) -> None:
    found = fill_page(tuple(pieces), ROOM)
    assert found is not None
    below = [
        ROOM.white + ROOM.line * -(-piece.words // cell.width) if piece.words else 0
        for piece, cell in zip(pieces, found.cells, strict=True)
    ]
    for piece, cell, words in zip(pieces, found.cells, below, strict=True):
        assert cell.left >= -0.01
        assert cell.left + cell.width <= ROOM.width + 0.01
        assert -0.01 <= cell.top <= cell.top + cell.height + words <= found.height + 0.01
        shown = min(cell.width / cell.height / piece.ratio, piece.ratio * cell.height / cell.width)
        assert shown >= 1 - MOST_CROPPED - 0.001
    assert found.height <= ROOM.height + 0.01
    for (one, words), (other, others) in combinations(zip(found.cells, below, strict=True), 2):
        is_beside = one.left + one.width + ROOM.gap <= other.left + 0.01
        is_beside |= other.left + other.width + ROOM.gap <= one.left + 0.01
        is_above = one.top + one.height + words + ROOM.gap <= other.top + 0.01
        is_above |= other.top + other.height + others + ROOM.gap <= one.top + 0.01
        assert is_beside or is_above


@pytest.mark.parametrize(
    ("pieces", "least"),
    [
        ([WIDE, WIDE], 0.9),
        ([WIDE, HIGH, WIDE], 0.9),
        ([HIGH, HIGH, HIGH, HIGH], 0.9),
        ([WIDE] * 5, 0.9),
        ([WIDE, HIGH, SQUARE, WIDE, HIGH, WIDE], 0.9),
        ([HIGH, HIGH], 0.6),  # the control: nothing can fill a page with these, and be cropped by little
    ],
)
def test_a_page_is_filled(pieces: list[Piece], least: float) -> None:
    assert least < share(filled(*pieces)) < least + 0.1


def test_what_is_white_is_below_or_at_both_sides() -> None:
    assert filled(HIGH, HIGH).height < ROOM.height - 100
    cells = filled(HIGH, WIDE, rows=(1, 1)).cells
    assert cells[0].left > 10
    assert {round(cell.left + cell.width / 2, 3) for cell in cells} == {ROOM.width / 2}


def test_rows_as_the_author_says_end_in_one_line() -> None:
    long = Piece(1, 900.0)
    cells = filled(SQUARE, long, HIGH, WIDE, SQUARE, rows=(2, 3)).cells
    tops = [round(cell.top, 3) for cell in cells]
    assert tops == [0, 0, *[tops[2]] * 3]
    assert tops[2] > 0
    ends = bottoms(cells)
    assert ends[0] == pytest.approx(ends[1])
    assert ends[2] == pytest.approx(ends[4])
    assert all(one.left + one.width + ROOM.gap == pytest.approx(other.left) for one, other in pairwise(cells[2:]))


def test_words_without_end_leave_no_way() -> None:
    assert fill_page((Piece(1, 90_000.0), SQUARE), ROOM) is None

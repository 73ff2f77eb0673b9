"""Imposition schemes: sheets are folded here as paper is, by places in space, and read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.press.imposition.schemes import (
    SIGNATURES,
    Edge,
    Grid,
    Imposition,
    Placement,
    Scheme,
    Sheet,
    creep_of,
    grid_of,
    in_grid,
    pad_pages,
    perfect_bound,
    saddle_stitched,
)

counts = st.integers(1, 200)
signatures = st.sampled_from(SIGNATURES)
edges: st.SearchStrategy[Edge] = st.sampled_from(["left", "right"])


@dataclass
class Leaf:
    """A slot's piece of paper: where its middle is, how high it lies, which way its head and front look."""

    front: Placement
    back: Placement
    x: float
    y: float
    z: int = 0
    head: int = 1  # 1 away from the reader
    front_up: bool = True

    @property
    def up(self) -> Placement:
        return self.front if self.front_up else self.back

    @property
    def down(self) -> Placement:
        return self.back if self.front_up else self.front


def paper(sheet: Sheet) -> list[Leaf]:
    """The leaves of an open sheet, front up; the y axis goes away from the reader."""
    rows, columns = len(sheet.front), len(sheet.front[0])
    return [
        Leaf(sheet.front[row][column], sheet.back[row][columns - 1 - column], column + 0.5, rows - row - 0.5)
        for row in range(rows)
        for column in range(columns)
    ]


def fold(leaves: list[Leaf], axis: str, at: float, is_behind: bool) -> None:
    """Turn what lies before *at* (or beyond it, for *is_behind* being False) below the rest, about the fold."""
    moved = [leaf for leaf in leaves if (getattr(leaf, axis) < at) == is_behind]
    stay = [leaf for leaf in leaves if leaf not in moved]
    lowest, bottom = min(leaf.z for leaf in stay), min(leaf.z for leaf in moved)
    for leaf in moved:
        setattr(leaf, axis, 2 * at - getattr(leaf, axis))
        leaf.front_up = not leaf.front_up
        leaf.z = lowest - 1 - (leaf.z - bottom)
        if axis == "y":
            leaf.head = -leaf.head


def folded_pages(sheet: Sheet, edge: Edge) -> list[int | None]:
    """Fold *sheet* until all of it lies on one place, and turn its leaves from the top."""
    leaves = paper(sheet)
    rows, columns = len(sheet.front), len(sheet.front[0])
    left, top = 0.0, float(rows)
    while rows > 1 or columns > 1:
        if columns > rows:
            columns //= 2
            fold(leaves, "x", left + columns, is_behind=edge == "left")
            left += columns if edge == "left" else 0
        else:
            rows //= 2
            top -= rows
            fold(leaves, "y", top, is_behind=False)
    leaves.sort(key=lambda leaf: -leaf.z)
    assert len({(leaf.x, leaf.y) for leaf in leaves}) == 1
    pages = []
    for index, leaf in enumerate(leaves):
        for face, slot in enumerate((leaf.up, leaf.down)):
            # the head of what is printed looks away from the reader, and its spine is at the last fold
            assert leaf.head * (-1 if slot.turned else 1) == 1, (index, slot)
            recto_spine = -1 if edge == "left" else 1
            seen = slot.spine * (-1 if slot.turned else 1)
            assert seen == (recto_spine if face == 0 else -recto_spine), (index, slot)
            pages.append(slot.page)
    return pages


def read(imposition: Imposition, edge: Edge) -> list[int | None]:
    """The pages of the finished booklet in their order."""
    if not imposition.is_folded:
        sides = [side for sheet in imposition.sheets for side in (sheet.front, sheet.back)]
        rows = [row if edge == "left" else tuple(reversed(row)) for side in sides for row in side]
        return [slot.page for row in rows for slot in row]
    folded = [folded_pages(sheet, edge) for sheet in imposition.sheets]
    if imposition.scheme is Scheme.PERFECT:
        return [page for pages in folded for page in pages]
    half = len(folded[0]) // 2
    return [page for pages in folded for page in pages[:half]] + [p for pages in reversed(folded) for p in pages[half:]]


def slots(imposition: Imposition) -> list[Placement]:
    return [slot for sheet in imposition.sheets for side in (sheet.front, sheet.back) for row in side for slot in row]


def imposed(scheme: str, count: int, signature: int, edge: Edge, before_last: bool) -> Imposition:
    if scheme == "saddle":
        return saddle_stitched(count, signature, edge, before_last=before_last)
    return perfect_bound(count, signature, edge, before_last=before_last)


@given(st.sampled_from(["saddle", "perfect"]), counts, signatures, edges, st.booleans())
def test_folded_sheets_read_in_order(scheme: str, count: int, signature: int, edge: Edge, before_last: bool) -> None:
    imposition = imposed(scheme, count, signature, edge, before_last)
    order = read(imposition, edge)
    assert order == pad_pages(count, signature, before_last=before_last)
    assert [page for page in order if page is not None] == list(range(count))
    assert order.count(None) == imposition.blanks < signature
    assert order[0] == 0
    assert not before_last or count == 1 or order[-1] == count - 1


@given(counts, st.integers(1, 5), st.integers(1, 5), edges)
def test_a_grid_reads_in_order(count: int, rows: int, columns: int, edge: Edge) -> None:
    imposition = in_grid(count, rows, columns, edge)
    order = read(imposition, edge)
    assert order == [*range(count), *[None] * imposition.blanks]
    assert {(slot.turned, slot.spine, slot.depth) for slot in slots(imposition)} == {(False, 0, 0)}


@given(st.sampled_from(["saddle", "perfect"]), counts, signatures, edges)
def test_neighbours_meet_at_spines_or_at_fore_edges(scheme: str, count: int, signature: int, edge: Edge) -> None:
    for sheet in imposed(scheme, count, signature, edge, False).sheets:
        for row in (*sheet.front, *sheet.back):
            assert all(one.spine == -other.spine for one, other in pairwise(row))
            assert row[0].spine == 1


@given(counts, signatures)
def test_creep_grows_towards_the_middle_and_is_the_same_on_both_halves(count: int, signature: int) -> None:
    imposition = saddle_stitched(count, signature)
    by_sheet = [
        sorted({slot.depth for side in (s.front, s.back) for row in side for slot in row}) for s in imposition.sheets
    ]
    assert [depth for depths in by_sheet for depth in depths] == list(range(imposition.deepest + 1))
    moves = [creep_of(depth, imposition.deepest, 0.1) for depth in range(imposition.deepest + 1)]
    assert moves[0] == 0
    assert all(one < other for one, other in pairwise(moves))
    asked = [creep_of(depth, imposition.deepest, 0.1, 1.5) for depth in range(imposition.deepest + 1)]
    assert asked[-1] == (1.5 if imposition.deepest else 0)
    assert asked == sorted(asked)


@given(counts, signatures)
def test_creep_of_signatures_begins_anew(count: int, signature: int) -> None:
    assert perfect_bound(count, signature).deepest == signature // 4 - 1


def numbers(grid: Grid) -> list[list[int | None]]:
    """Page numbers from 1, those that are head down negative."""
    return [[s.page if s.page is None else (s.page + 1) * (-1 if s.turned else 1) for s in row] for row in grid]


def test_sixteen_pages_stand_as_in_the_books_of_the_trade() -> None:
    (sheet,) = perfect_bound(16).sheets
    assert numbers(sheet.front) == [[-5, -12, -9, -8], [4, 13, 16, 1]]
    assert numbers(sheet.back) == [[-7, -10, -11, -6], [2, 15, 14, 3]]
    assert sheet.opens_at == (1, 3)


def test_eight_pages_stitched() -> None:
    outer, inner = saddle_stitched(8).sheets
    assert (numbers(outer.front), numbers(outer.back)) == ([[8, 1]], [[2, 7]])
    assert (numbers(inner.front), numbers(inner.back)) == ([[6, 3]], [[4, 5]])


def test_bound_at_the_right() -> None:
    (sheet,) = saddle_stitched(4, edge="right").sheets
    assert (numbers(sheet.front), numbers(sheet.back)) == ([[1, 4]], [[3, 2]])
    assert numbers(in_grid(3, 1, 2, "right").sheets[0].front) == [[2, 1]]


def test_blanks_before_the_back_cover() -> None:
    outer = saddle_stitched(6, before_last=True).sheets[0]
    assert (numbers(outer.front), numbers(outer.back)) == ([[6, 1]], [[2, None]])


def swapped(imposition: Imposition) -> Imposition:
    """The two slots of the first row of the first front exchanged."""
    sheet = imposition.sheets[0]
    first, second, *others = sheet.front[0]
    front = ((replace(first, page=second.page), replace(second, page=first.page), *others), *sheet.front[1:])
    return replace(imposition, sheets=(replace(sheet, front=front), *imposition.sheets[1:]))


@given(st.sampled_from(["saddle", "perfect"]), st.integers(40, 200), signatures, edges)
def test_a_spoiled_scheme_is_found(scheme: str, count: int, signature: int, edge: Edge) -> None:
    good = imposed(scheme, count, signature, edge, False)
    spoiled = swapped(good)
    first = good.sheets[0].front[0]
    assert (read(spoiled, edge) == read(good, edge)) == (first[0].page == first[1].page)
    turned = replace(
        good.sheets[0], front=tuple(tuple(replace(s, turned=not s.turned) for s in r) for r in good.sheets[0].front)
    )
    with pytest.raises(AssertionError):
        read(replace(good, sheets=(turned,)), edge)
    turned_over = replace(good.sheets[0], back=tuple(tuple(reversed(row)) for row in good.sheets[0].back))
    with pytest.raises(AssertionError):
        read(replace(good, sheets=(turned_over, *good.sheets[1:])), edge)


def test_what_can_not_be_imposed() -> None:
    for call in (
        lambda: grid_of(12),
        lambda: saddle_stitched(0),
        lambda: perfect_bound(8, 6),
        lambda: in_grid(1, 0, 2),
    ):
        with pytest.raises(ValueError, match=r"page|grid"):
            call()


@pytest.mark.parametrize(
    ("count", "before_last", "pages"),
    [
        (1, True, [0, None, None, None]),
        (2, True, [0, None, None, 1]),
        (3, True, [0, 1, None, 2]),
        (4, True, [0, 1, 2, 3]),
        (2, False, [0, 1, None, None]),
    ],
)
def test_where_blanks_stand(count: int, before_last: bool, pages: list[int | None]) -> None:
    assert pad_pages(count, 4, before_last=before_last) == pages


@given(counts, st.integers(1, 5), st.integers(1, 5), edges)
def test_all_sides_of_a_grid_have_all_their_slots(count: int, rows: int, columns: int, edge: Edge) -> None:
    imposition = in_grid(count, rows, columns, edge)
    assert (imposition.rows, imposition.columns) == (rows, columns)
    for sheet in imposition.sheets:
        assert {(len(side), len(row)) for side in (sheet.front, sheet.back) for row in side} == {(rows, columns)}
        assert sheet.opens_at is None
    assert (imposition.scheme, imposition.is_folded, imposition.deepest) == (Scheme.N_UP, False, 0)
    assert in_grid(count, rows, columns, edge, Scheme.TWO_UP).scheme is Scheme.TWO_UP


@given(st.sampled_from(["saddle", "perfect"]), counts, signatures, edges)
def test_folded_sheets_tell_their_slots_and_where_they_open(
    scheme: str, count: int, signature: int, edge: Edge
) -> None:
    imposition = imposed(scheme, count, signature, edge, False)
    assert (imposition.scheme, imposition.is_folded) == (Scheme(scheme), True)
    assert (imposition.rows, imposition.columns) == grid_of(signature)
    assert imposition.rows * imposition.columns * 2 == signature
    assert imposition.columns / imposition.rows in (1, 2)  # each fold halves the longer way
    assert len(slots(imposition)) == len(imposition.sheets) * signature == count + imposition.blanks
    for index, sheet in enumerate(imposition.sheets):
        assert sheet.opens_at is not None
        row, column = sheet.opens_at
        pages = range(count)
        first = index * (signature // 2 if scheme == "saddle" else signature)
        assert sheet.front[row][column].page == (first if first in pages else None)


@pytest.mark.parametrize("scheme", [saddle_stitched, perfect_bound])
def test_blanks_stand_at_the_end_unless_asked_for_elsewhere(scheme: Callable[..., Imposition]) -> None:
    assert read(scheme(2, 4), "left") == [0, 1, None, None]
    assert read(scheme(2, 4, before_last=True), "left") == [0, None, None, 1]


def test_creep() -> None:
    assert [creep_of(depth, 3, 0.5) for depth in range(4)] == [0, 0.5, 1, 1.5]
    assert [creep_of(depth, 3, 0.5, 6.0) for depth in range(4)] == [0, 2, 4, 6]
    assert creep_of(0, 0, 0.5, 6.0) == 0
    assert perfect_bound(4, 4).deepest == 0
    assert grid_of(4) == (1, 2)

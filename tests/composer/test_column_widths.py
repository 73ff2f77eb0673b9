"""Widths of columns: nothing is cut while there is room, all room is used, and wishes go as far as they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.composer.column_widths import WidthNeeds, share_width, spread_needs, width_needs
from pipeline.composer.paragraph import Paragraph, Run
from pipeline.quantities import whole_pieces

LENGTHS = st.floats(0, 100)
NEEDS = st.lists(LENGTHS, min_size=3, max_size=3).map(lambda rows: WidthNeeds(*sorted(rows)))
COLUMNS = st.lists(NEEDS, min_size=1, max_size=8)


def needs_of(text: str) -> WidthNeeds:
    """Those of *text* of which every character is an em wide, but ASCII half an em, and no gaps count."""
    advances = [0.5 if character.isascii() else 1.0 for character in text]
    return width_needs(Paragraph([Run(text=text, advances=advances)]))


def needs_of_cell(text: str) -> WidthNeeds:
    """As *needs_of*, with the numbers of *text* kept whole as cells have them."""
    pieces = whole_pieces(text)
    advances = [[0.5 if character.isascii() else 1.0 for character in piece] for piece, _whole in pieces]
    runs = [Run(text=piece, advances=own, whole=kept) for (piece, kept), own in zip(pieces, advances, strict=True)]
    return width_needs(Paragraph(runs))


@given(COLUMNS, st.floats(0, 900))
def test_the_room_is_filled_and_none_has_less_than_it_needs(columns: list[WidthNeeds], available: float) -> None:
    widths = share_width(columns, available)
    least = sum(column.least for column in columns)
    assert sum(widths) == pytest.approx(max(available, least), abs=1e-6)
    assert all(width >= column.least - 1e-6 for width, column in zip(widths, columns, strict=True))


@given(COLUMNS, st.floats(0, 900))
def test_short_cells_stay_whole_while_there_is_room(columns: list[WidthNeeds], available: float) -> None:
    widths = share_width(columns, available)
    if sum(column.fair for column in columns) <= available:
        assert all(width >= column.fair - 1e-6 for width, column in zip(widths, columns, strict=True))
    if sum(column.most for column in columns) <= available:
        assert all(width >= column.most - 1e-6 for width, column in zip(widths, columns, strict=True))


@given(COLUMNS, st.floats(1, 900), st.data())
def test_wishes_are_followed_where_nothing_is_cut(
    columns: list[WidthNeeds], available: float, data: st.DataObject
) -> None:
    hints = data.draw(st.lists(st.integers(1, 9), min_size=len(columns), max_size=len(columns)))
    widths = share_width(columns, available, hints)
    wished = [hint / sum(hints) * available for hint in hints]
    assert all(width >= column.least - 1e-6 for width, column in zip(widths, columns, strict=True))
    if all(wish >= column.fair for wish, column in zip(wished, columns, strict=True)):
        assert widths == pytest.approx(wished)


@given(COLUMNS, NEEDS)
def test_a_cell_over_several_columns_has_its_room(columns: list[WidthNeeds], cell: WidthNeeds) -> None:
    spread = spread_needs(columns, cell)
    assert sum(each.least for each in spread) >= cell.least - 1e-6
    assert sum(each.most for each in spread) >= cell.most - 1e-6
    assert all(each.least <= each.fair <= each.most for each in spread)
    assert all(new.least >= old.least for new, old in zip(spread, columns, strict=True))


def test_long_text_takes_what_short_columns_leave() -> None:
    short, long = WidthNeeds(2, 4, 4), WidthNeeds(2, 4, 60)
    assert share_width([short, long, short], 40) == pytest.approx([4, 32, 4])


def test_among_long_columns_the_longer_is_wider_but_not_by_as_much() -> None:
    first, second = share_width([WidthNeeds(1, 4, 20), WidthNeeds(1, 4, 68)], 28)
    assert first == pytest.approx(4 + 20 / 3)
    assert second == pytest.approx(4 + 40 / 3)


@pytest.mark.parametrize(
    ("text", "least", "fair", "most"),
    [
        ("北京", 2, 2, 2),
        ("职工代表大会", 2, 6, 6),
        ("职工代表大会的章程", 2, 4, 9),
        ("12,345,678.90", 6.5, 6.5, 6.5),
        ("甲\n乙丙丁", 2, 3, 3),
        ("", 0, 0, 0),
    ],
)
def test_needs_of_cells(text: str, least: float, fair: float, most: float) -> None:
    needs = needs_of(text)
    assert (needs.least, needs.fair, needs.most) == pytest.approx((least, fair, most))


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("有128个人", 2.75),
        ("共1,200册书", 3.75),
        ("按GB/T 5782选用", 4.5),
        ("2,440 mm×1,220 mm", 5),
        ("M12×80", 3.5),
        ("11月6—8日", 5.75),
        ("8家", 1.75),
    ],
)
def test_a_number_stays_with_what_it_counts(text: str, least: float) -> None:
    assert needs_of_cell(text).least == pytest.approx(least)


def test_marks_at_the_ends_of_lines_have_no_white() -> None:
    assert needs_of_cell("使用（周）").least == pytest.approx(2.0)
    assert needs_of_cell("使用（周）").most == pytest.approx(4.5)


def test_a_head_is_parted_before_what_it_heads() -> None:
    cell, head = WidthNeeds(2.0, 5.0, 5.0), WidthNeeds(2.0, 6.0, 6.0)
    assert head.break_up() == WidthNeeds(2.0, 3.0, 6.0)
    assert share_width([cell, head], 9.0)[0] < 5.0 <= share_width([cell, head.break_up()], 9.0)[0]

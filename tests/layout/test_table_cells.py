"""Numbers in cells: what stands under what, what a table is called where it goes on."""

from dataclasses import replace

import pytest

from pipeline.blocks import Alignment, Cell, Table
from pipeline.inlines import Strong, Text
from pipeline.layout.table_cells import (
    continued_label,
    decimal_fillers,
    is_wide,
    number_and_unit,
    rows_that_stay,
    wanted_width,
)
from pipeline.units import TypeArea


def table(*rows: str, alignment: Alignment = "end", caption: str = "") -> Table:
    """A table of one column."""
    cells = tuple((Cell((Text(row, 1),), 0),) for row in rows)
    return Table(head=(), rows=cells, alignments=(alignment,), line=1, caption=(Text(caption, 1),))


@pytest.mark.parametrize(
    ("rows", "fillers"),
    [
        (("1.25", "3", "10.5"), {1: ".00", 2: "0"}),
        (("12.05%", "-3.4%", "3%"), {1: "0", 2: ".00"}),
        (("12.5%", "3"), {1: ".0%"}),
        (("1,204", "98"), {}),
        (("1.5", "—", "2"), {2: ".0"}),
        (("1.5", "约2"), {}),  # no column of numbers
        (("3元", "1.5万元"), {}),  # units of different widths
        ((), {}),
    ],
)
def test_decimal_points_stand_one_under_another(rows: tuple[str, ...], fillers: dict[int, str]) -> None:
    found = decimal_fillers(table(*rows))
    assert {row: filler for (row, _column), filler in found.items()} == fillers


def test_only_columns_that_are_flush_right_are_aligned() -> None:
    assert decimal_fillers(table("1.25", "3", alignment="start")) == {}


def test_stressed_numbers_are_numbers() -> None:
    rows = ((Cell((Text("1.25", 1),), 0),), (Cell((Strong((Text("3", 1),)),), 0),))
    assert decimal_fillers(Table(head=(), rows=rows, alignments=("end",), line=1)) == {(1, 0): ".00"}


def test_rows_below_a_cell_of_several_stay_with_it() -> None:
    high = Cell((Text("高" * 60, 1),), 1)
    rows = ((Cell((), 0, 1, 3), Cell((), 1)), (high,), (high,), (Cell((), 0), high), (Cell((), 0), high))
    assert rows_that_stay(Table(head=(), rows=rows, alignments=("start", "start"), line=1)) == {1, 2}


def test_two_low_rows_at_least_stand_at_either_end_of_a_page() -> None:
    assert rows_that_stay(table(*"一二三四五")) == {1, 4}
    assert rows_that_stay(table("一", "高" * 60, "三", "四", "五")) == {4}
    assert rows_that_stay(table("一")) == set()


@pytest.mark.parametrize(
    ("caption", "label"),
    [
        ("表 3 各分会", "续表 3"),
        ("表2-1　收支", "续表 2-1"),
        ("表一 收支", "续表 一"),
        ("各分会收支", "续表"),
        ("", "续表"),
    ],
)
def test_what_a_table_is_called_where_it_goes_on(caption: str, label: str) -> None:
    assert continued_label(table(caption=caption)) == label


@pytest.mark.parametrize(
    ("cells", "width"),
    [
        (("一",), 2),
        (("一二三四五六七八九",), 7),
        (("HZ-2023-0041",), 7),
        (("2023年11月14日", "上梁"), 8),
        (("",), 1),
    ],
)
def test_how_wide_a_table_wants_to_be(cells: tuple[str, ...], width: float) -> None:
    assert wanted_width(table(*cells)) == width


def test_a_table_too_wide_for_a_column_goes_across_all() -> None:
    area = TypeArea(characters=22, lines=41, size=10.5, pitch=17, columns=2, gutter=21)

    def of_columns(count: int) -> Table:
        cells = tuple(Cell((Text("六个字的词儿", 1),), column) for column in range(count))
        return Table(head=(), rows=(cells,), alignments=("start",) * count, line=1)

    assert [is_wide(of_columns(count), area) for count in (2, 3, 4, 5)] == [False, False, True, True]
    assert not is_wide(of_columns(9), replace(area, columns=1))
    assert not is_wide(replace(of_columns(9), is_turned=True), area)
    assert not is_wide(replace(of_columns(4), is_small=True), area)
    assert is_wide(replace(of_columns(1), is_wide=True), area)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("314支", "314", "支"), ("1,664 人", "1,664", "人"), ("8.3%", "8.3%", ""), ("—", "—", "")],
)
def test_a_number_and_its_chinese_unit(text: str, number: str, unit: str) -> None:
    assert number_and_unit(text) == (number, unit)

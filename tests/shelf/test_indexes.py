"""Cumulative indexes: what stands under which heading, in which order, with which place."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.layout.shelf_pages import ShelfLetter
from pipeline.model import IndexOrder
from pipeline.shelf.indexes import place_of, shelf_book
from pipeline.shelf.request import LackingYear
from tests.binding.bound_volumes import PUBLICATION
from tests.shelf.shelves import article, shelved, shelved_articles


def rows(letters: tuple[ShelfLetter, ...]) -> list[tuple[str, str, list[str]]]:
    return [
        (letter.letter, heading.name, [entry.place for entry in heading.entries])
        for letter in letters
        for heading in letter.headings
    ]


def test_an_article_stands_in_each_index_that_it_belongs_to(tmp_path: Path) -> None:
    early = shelved(
        tmp_path,
        2019,
        article("谈食堂", "单小明", "李 月", keywords=("食堂", "协商"), people=("解某", "丁三")),
        article("无名", page=2, section=""),
    )
    late = shelved(tmp_path, 2021, article("“爱”字", "单小明", "阿依", keywords=("协商",), people=("解 某",)))
    book = shelf_book(PUBLICATION, [early, late], [LackingYear(2020, "")])
    renamed = shelf_book(replace(PUBLICATION, name="新刊名"), [early, late], [])
    assert (book.former_names, renamed.former_names) == ((), (("刊物", "2019—2021"),))
    assert (book.span, book.lacks) == ("2019—2021", (2020,))
    assert rows(book.authors) == [
        ("A", "阿依", ["2021·1·1"]),
        ("L", "李月", ["2019·1·1"]),
        ("S", "单小明", ["2019·1·1", "2021·1·1"]),
    ]
    assert rows(book.subjects) == [("S", "食堂", ["2019·1·1"]), ("X", "协商", ["2019·1·1", "2021·1·1"])]
    assert rows(book.people) == [("D", "丁三", ["2019·1·1"]), ("X", "解某", ["2019·1·1", "2021·1·1"])]
    assert rows(book.sections) == [("", "经验", ["2019·1·1", "2021·1·1"])]
    assert rows(book.titles) == [("A", "", ["2021·1·1"]), ("T", "", ["2019·1·1"]), ("W", "", ["2019·1·3"])]
    assert [(year.year, year.count, len(year.issues)) for year in book.years] == [(2019, 2, 1), (2021, 1, 1)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("pinyin", ["阿一", "丁三", "John", "单二", "王五"]),
        ("strokes", ["丁三", "王五", "阿一", "单二", "John"]),
    ],
)
def test_names_are_in_the_order_that_is_wanted(tmp_path: Path, order: IndexOrder, expected: list[str]) -> None:
    volume = shelved(tmp_path, 2020, article("题", "王五", "John", "阿一", "丁三", "单二"))
    book = shelf_book(replace(PUBLICATION, index_order=order), [volume], [])
    assert [heading.name for letter in book.authors for heading in letter.headings] == expected


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("第3期（总第9期）", "2020·3·1"),
        ("第7-8期", "2020·7-8·1"),
        ("增刊1", "2020·增刊1·1"),
    ],
)
def test_a_place_is_year_number_and_page(tmp_path: Path, label: str, place: str) -> None:
    (each,) = shelved_articles(tmp_path, article("题"))
    assert place_of(replace(each, issue=replace(each.issue, label=label))) == place

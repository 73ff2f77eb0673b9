"""How the index of a shelf is divided into parts that can be laid out."""

import pytest

from pipeline.layout import shelf_pages
from pipeline.layout.shelf_pages import ShelfEntry, ShelfHeading, ShelfLetter

ENTRY = ShelfEntry(title="题", authors="", place="2020·1·1", target="2020.0.1")


def letter(name: str, *counts: int) -> ShelfLetter:
    return ShelfLetter(name, tuple(ShelfHeading(f"{name}{count}", (ENTRY,) * count) for count in counts))


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ([letter("A", 3), letter("B", 4), letter("C", 4)], [[("A", 3), ("B", 4)], [("C", 4)]]),
        ([letter("A", 10)], [[("A", 10)]]),
        ([letter("A", 25), letter("B", 1)], [[("A", 10)], [("A", 10)], [("A", 5), ("B", 1)]]),
        ([letter("A", 6, 6)], [[("A", 10)], [("A", 2)]]),
        ([], []),
    ],
)
def test_no_part_has_too_many_entries_and_none_is_lost(
    letters: list[ShelfLetter], expected: list[list[tuple[str, int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_pages, "MOST_ENTRIES", 10)
    pieces = [piece for each in letters for piece in shelf_pages._pieces(each)]
    runs = list(shelf_pages._runs(pieces))
    assert [[(each.letter, each.count) for each in run] for run in runs] == expected

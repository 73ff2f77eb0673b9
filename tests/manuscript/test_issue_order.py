"""Entries of an issue file moved and marked: what people wrote beside them stays."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.issue_order import EntryPlace, SectionOrder, read_entries, with_held, with_order, with_status

FILE = Path("issue.yaml")
TEXT = """\
# The issue of spring.
year: 2024
number: 1
date: 2024-02
sections:
  - name: 要闻   # first
    articles:
      # written by the office
      - file: articles/a.md   # long
        contents_title: 甲

      - file: articles/b.md
        status: 一校  # until Friday
  # essays
  - name: 随笔
    articles:
        - file: articles/c.md
        - {file: articles/d.md}
"""


def order_of(text: str) -> list[list[str]]:
    """The files of each section of *text*, by their letters."""
    return [[row.file[9] for row in section.articles] for section in read_entries(text, FILE).rows.sections]


def places(*rows: str, sections: tuple[int, ...] = (0, 1, 2)) -> list[SectionOrder]:
    """An order, such as ``"01 00"``: section and number of each entry."""
    entries = [[EntryPlace(int(each[0]), int(each[1])) for each in row.split()] for row in rows]
    return [SectionOrder(at, own) for at, own in zip(sections, entries, strict=False)]


def test_an_entry_takes_its_comments_with_it() -> None:
    moved = with_order(TEXT, FILE, places("01", "10 00 11"))
    assert order_of(moved) == [["b"], ["c", "a", "d"]]
    lines = moved.split("\n")
    at = lines.index("        - file: articles/a.md   # long")
    assert lines[at - 1 : at + 2] == [
        "        # written by the office", lines[at], "          contents_title: 甲",
    ]  # fmt: skip
    for kept in (
        "# The issue of spring.",
        "  - name: 要闻   # first",
        "  # essays",
        "        status: 一校  # until Friday",
    ):
        assert kept in lines
    assert sorted(line.strip() for line in lines) == sorted(line.strip() for line in TEXT.split("\n"))
    back = with_order(moved, FILE, places("11 00", "10 12"))
    assert [line for line in back.split("\n") if line] == [line for line in TEXT.split("\n") if line]


def test_a_section_takes_its_articles_and_comments_with_it() -> None:
    moved = with_order(TEXT, FILE, places("10 11", "01 00", sections=(1, 0)))
    assert order_of(moved) == [["c", "d"], ["b", "a"]]
    lines = moved.split("\n")
    assert lines[5:8] == ["  # essays", "  - name: 随笔", "    articles:"]
    assert sorted(lines) == sorted(TEXT.split("\n"))


def test_nothing_moved_leaves_every_byte() -> None:
    assert with_order(TEXT, FILE, places("00 01", "10 11")) == TEXT


@pytest.mark.parametrize("rows", [("00", "10 11"), ("00 01", "10 11 11"), ("00 01",), ("", "00 01 10 11")])
def test_an_order_has_every_entry_once_and_no_empty_section(rows: tuple[str, ...]) -> None:
    with pytest.raises(ContentError):
        with_order(TEXT, FILE, places(*rows))


def test_entries_that_share_a_line_are_left_alone() -> None:
    text = TEXT.replace("        - file: articles/c.md\n        - {file: articles/d.md}", "").replace(
        "随笔\n    articles:", "随笔\n    articles: [{file: articles/c.md}, {file: articles/d.md}]"
    )
    with pytest.raises(ContentError, match="lines can't be moved"):
        with_order(text, FILE, places("01 00", "10 11"))


def test_a_status_is_set_changed_and_taken_away() -> None:
    changed = with_status(TEXT, FILE, EntryPlace(0, 1), "定稿")
    assert changed == TEXT.replace("status: 一校  # until", "status: 定稿  # until")
    assert with_status(TEXT, FILE, EntryPlace(0, 1), "") == TEXT.replace("        status: 一校  # until Friday\n", "")
    new = with_status(TEXT, FILE, EntryPlace(1, 0), "来稿")
    assert new == TEXT.replace("articles/c.md\n", "articles/c.md\n          status: 来稿\n")
    assert with_status(TEXT, FILE, EntryPlace(1, 0), "") == TEXT
    inline = with_status(TEXT, FILE, EntryPlace(1, 1), "定稿")
    assert inline == TEXT.replace("{file: articles/d.md}", "{file: articles/d.md, status: 定稿}")
    assert with_status(inline, FILE, EntryPlace(1, 1), "一校") == inline.replace("定稿", "一校")
    assert with_status(inline, FILE, EntryPlace(1, 1), "") == TEXT
    with pytest.raises(ValueError, match="四校"):
        with_status(TEXT, FILE, EntryPlace(1, 0), "四校")
    with pytest.raises(ContentError, match="other articles"):
        with_status(TEXT, FILE, EntryPlace(2, 0), "来稿")


def test_an_article_is_held_over_and_put_back() -> None:
    held = with_held(TEXT, FILE, EntryPlace(0, 0), True)
    assert "        contents_title: 甲\n        held: true\n" in held
    assert read_entries(held, FILE).rows.sections[0].articles[0].held
    assert with_held(held, FILE, EntryPlace(0, 0), True) == held
    assert with_held(held, FILE, EntryPlace(0, 0), False) == TEXT
    inline = with_held(TEXT, FILE, EntryPlace(1, 1), True)
    assert "- {file: articles/d.md, held: true}" in inline
    assert with_held(inline, FILE, EntryPlace(1, 1), False) == TEXT
    with pytest.raises(ContentError):
        with_held(TEXT, FILE, EntryPlace(0, 2), True)

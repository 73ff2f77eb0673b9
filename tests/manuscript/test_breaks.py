"""Pages and columns that an author begins, and what is not parted over them."""

import pytest

from pipeline.blocks import Box, Break, Heading, ItemList, Paragraph, Quotation, Table
from tests.manuscript.test_markdown import read

HINT = "Put one {.new-page}, {.new-column} or {.rest} above a block that stands in no other."


@pytest.mark.parametrize(("written", "kind"), [("new-page", "page"), ("new-column", "column")])
def test_a_break_stands_above_a_block(written: str, kind: str) -> None:
    blocks, problems = read(f"甲。\n\n{{.{written}}}\n乙。\n\n{{.{written}}}\n## 丙\n\n{{.signoff .{written}}}\n丁")
    assert problems == []
    kinds = [Paragraph, Break, Paragraph, Break, Heading, Break, Paragraph]
    assert [type(block) for block in blocks] == kinds
    assert [(each.kind, each.line) for each in blocks if isinstance(each, Break)] == [(kind, 4), (kind, 7), (kind, 10)]
    assert [each.style for each in blocks if isinstance(each, Paragraph)] == ["body", "body", "signoff"]


@pytest.mark.parametrize(
    "text", ["> {.new-page}\n> 甲。", "{.new-page .new-column}\n甲。", "::: box 题\n{.new-page}\n甲。\n:::"]
)
def test_no_break_within_a_block_nor_two_at_once(text: str) -> None:
    _blocks, problems = read(text)
    assert [problem.partition(": ")[2] for problem in problems] == [f"No page, column or rest can begin here. {HINT}"]


def test_another_word_is_no_break() -> None:
    _blocks, problems = read("{.newpage}\n甲。")
    assert "There is no kind of paragraph “newpage”." in problems[0]


def test_blocks_that_are_kept_together() -> None:
    written = ("甲。", "- 乙", "| 丙 |\n|---|\n| 丁 |", "> 戊", "::: box 己 {.keep}\n庚。\n:::")
    text = "\n\n".join(each if each.startswith(":::") else f"{{.keep}}\n{each}" for each in written)
    blocks, problems = read(text)
    assert problems == []
    assert [type(block) for block in blocks] == [Paragraph, ItemList, Table, Quotation, Box]
    assert all(block.is_kept for block in blocks)  # type: ignore[union-attr]
    others, _problems = read(text.replace("{.keep}\n", "").replace(" {.keep}", ""))
    assert not any(block.is_kept for block in others)  # type: ignore[union-attr]


def test_what_is_kept_has_its_style_and_may_begin_a_page() -> None:
    (new, kept), problems = read("{.new-page .keep .centered}\n甲。")
    assert (problems, isinstance(new, Break)) == ([], True)
    assert isinstance(kept, Paragraph)
    assert (kept.style, kept.is_kept) == ("centered", True)


@pytest.mark.parametrize("text", ["{.keep}\n## 甲", "> {.keep}\n> 甲。", "{.keep}\n---\n", "- 乙\n\n  {.keep}\n  丙\n"])
def test_what_cannot_be_kept(text: str) -> None:
    _blocks, problems = read(text)
    hint = "Put it above a paragraph, list, table or quotation that stands in no other, or behind a box's title."
    assert [problem.partition(": ")[2] for problem in problems] == [
        f"Nothing can be kept together by {{.keep}} here. {hint}"
    ]

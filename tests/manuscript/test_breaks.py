"""Pages and columns that an author begins."""

import pytest

from pipeline.blocks import Break, Heading, Paragraph
from tests.manuscript.test_markdown import read

HINT = "Put one {.new-page} or {.new-column} above a block that stands in no other."


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
    assert [problem.partition(": ")[2] for problem in problems] == [f"No page or column can begin here. {HINT}"]


def test_another_word_is_no_break() -> None:
    _blocks, problems = read("{.newpage}\n甲。")
    assert "There is no kind of paragraph “newpage”." in problems[0]

"""Formulas that stand for themselves: what begins and ends one, its number, its id, what leads to it."""

from pathlib import Path

import pytest

from pipeline.blocks import Box, DisplayedFormula, Paragraph, Quotation, walk
from pipeline.errors import ContentError
from pipeline.inlines import CrossReference, NumberMark, Text
from pipeline.manuscript.reader import read_issue
from tests.manuscript.test_markdown import read
from tests.workspaces import ISSUE, good_workspace, problem_lines

ALONE = "Put empty lines around it."


def formulas(text: str) -> list[tuple[str, int | None, str | None, int]]:
    """TeX, number, id and line of the formulas of a good *text*."""
    blocks, problems = read(text)
    assert problems == []
    return [(each.tex, each.number, each.id, each.line) for each in walk(blocks) if isinstance(each, DisplayedFormula)]


def test_one_line_and_many() -> None:
    assert formulas("$$a$$") == [("a", 1, None, 1)]
    assert formulas("$$\na\n+b\n$$\n") == [("a +b", 1, None, 1)]
    assert formulas("$$a\n+b$$") == [("a +b", 1, None, 1)]
    assert formulas("甲\n$$a$$\n乙\n\n$$b$$") == [("a", 1, None, 2), ("b", 2, None, 5)]


def test_numbers_and_ids() -> None:
    text = "{#one}\n$$a$$\n\n{.unnumbered}\n$$b$$\n\n> $$c$$\n\n::: box 题\n{#two}\n$$d$$\n:::"
    assert formulas(text) == [("a", 1, "one", 2), ("b", None, None, 5), ("c", 2, None, 7), ("d", 3, "two", 11)]
    blocks, _problems = read(text)
    assert [type(block) for block in blocks] == [DisplayedFormula, DisplayedFormula, Quotation, Box]


def test_the_rest_of_a_paragraph_goes_on_below_a_formula() -> None:
    blocks, _problems = read("甲\n$$a$$\n乙\n\n$$b$$\n\n丙")
    assert [block.style for block in blocks if isinstance(block, Paragraph)] == ["body", "continued", "body"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲\n\n$$a", "3: This formula is not closed, or not opened."),
        ("$$\na\n\n$$", "1: This formula is not closed, or not opened."),
        ("$$\n" + "a\n" * 40 + "$$", "1: This formula is not closed, or not opened."),
        ("$$a$$ {#one}", f"1: A formula between $$ must stand in a paragraph of its own. {ALONE}"),
        ("甲$$a$$", f"1: A formula between $$ must stand in a paragraph of its own. {ALONE}"),
        ("$$a$$和$$b$$", f"1: A formula between $$ must stand in a paragraph of its own. {ALONE}"),
        ("$$$$", "1: The formula is empty. See docs/content-format.md."),
        ("{.numbered}\n$$a$$", "2: There is no kind of formula “numbered”. Use .unnumbered, or nothing."),
        ('{width="1"}\n$$a$$', "2: “width” does not fit here. See docs/content-format.md."),
        ("{#1}\n$$a$$", "2: The id “1” must be Latin letters, digits, - and _."),
        ("甲{number}", "1: “{number}” stands where nothing is numbered. It stands in captions, and in references"),
        ("- 甲\n\n  $$a$$", "3: A list item can hold paragraphs and lists only. Put this after the list."),
    ],
)  # fmt: skip
def test_wrong_ones(text: str, told: str) -> None:
    _blocks, problems = read(text)
    assert problems[0].startswith(told)


def test_it_is_no_formula_in_code() -> None:
    blocks, problems = read("`$$a$$`\n\n```\n$$a$$\n```")
    assert problems == []
    assert not any(isinstance(each, DisplayedFormula) for each in walk(blocks))


def issue_with(folder: Path, body: str) -> Path:
    """A workspace whose issue has an article of *body*, from line 5 on."""
    workspace = good_workspace(folder)
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\ntitle: 短讯\n---\n\n{body}\n", encoding="utf-8")
    return workspace


def test_references_to_numbers(tmp_path: Path) -> None:
    workspace = issue_with(tmp_path, "见[式（{number}），第{folio}页](#one)。\n\n{#one}\n$$a$$")
    article = next(entry.article for entry in read_issue(workspace / ISSUE).entries if entry.article.slug == "duanxin")
    paragraph = article.body[0]
    assert isinstance(paragraph, Paragraph)
    reference = paragraph.children[1]
    assert isinstance(reference, CrossReference)
    assert reference.children[:3] == (Text("式（", 5), NumberMark(), Text("），第", 5))


def test_references_that_have_no_number(tmp_path: Path) -> None:
    body = "见[{number}](#one)、[{number}](#dengta)。\n\n{#one .unnumbered}\n$$a$$"
    workspace = issue_with(tmp_path, body)
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    hint = "A formula has its id in a line {#…} above it, a figure or table also {number} in its caption."
    assert problem_lines(caught.value, workspace) == [
        f"{ISSUE}/articles/duanxin.md:5: The cross-reference #{name} leads to nothing with a number. {hint}"
        for name in ("one", "dengta")
    ]

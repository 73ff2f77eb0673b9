"""Captions number figures and tables where they ask for it, and say who made a picture."""

from pathlib import Path

import pytest

from pipeline.blocks import Figure, FigureGroup, Table, numbers_by_id
from pipeline.errors import ContentError
from pipeline.inlines import NumberMark, Text
from pipeline.layout.table_cells import continued_label
from pipeline.manuscript.reader import read_issue
from tests.conformance.printed_page import extracted
from tests.finished import LAYOUTS, issue_with
from tests.manuscript.test_places import PICTURE, read
from tests.workspaces import ISSUE, good_workspace, problem_lines

TABLE = '{#biao caption="表{number} 收支"}\n| 甲 |\n|---|\n| 1 |'
FIGURES = "\n\n".join(
    (
        f'![甲]({PICTURE} "图{{number}} 山路"){{#lu}}',
        f'![乙]({PICTURE} "没有号")',
        f'![丙]({PICTURE} "图{{number}}"){{#qiao}}',
    )
)
GROUP = f'::: figures 图{{number}} 合影 {{#he credit="摄影 某某"}}\n![丁]({PICTURE})\n\n![戊]({PICTURE})\n:::'


def test_figures_and_tables_are_counted_by_themselves() -> None:
    blocks, problems = read(f"{FIGURES}\n\n{TABLE}\n\n{GROUP}")
    assert problems == []
    assert [each.number for each in blocks if isinstance(each, Figure | FigureGroup)] == [1, None, 2, 3]
    assert [each.number for each in blocks if isinstance(each, Table)] == [1]
    assert numbers_by_id(blocks) == {"lu": 1, "qiao": 2, "biao": 1, "he": 3}
    first = blocks[0]
    assert isinstance(first, Figure)
    assert first.caption == (Text("图", 1), NumberMark(), Text(" 山路", 1))


def test_the_number_of_a_table_is_told_where_it_goes_on() -> None:
    (table,), _problems = read(TABLE)
    assert isinstance(table, Table)
    assert continued_label(table) == "续表 1"


def test_credits() -> None:
    (figure,), problems = read(f'![甲]({PICTURE} "山路"){{credit="摄影 某某"}}')
    assert problems == []
    assert isinstance(figure, Figure)
    assert figure.credit == "摄影 某某"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f'![甲]({PICTURE} "图{{number}}，{{number}}")', "1: A caption has one number. Write {number} once."),
        (
            f'![甲]({PICTURE}){{credit="摄影 **某某**"}}',
            "1: “**” would be printed as it stands: this text has no marks. Take it away.",
        ),
    ],
)
def test_mistakes(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


def test_a_reference_to_a_figure_without_a_number(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    body = f'---\ntitle: 题\n---\n\n[见图{{number}}](#lu)。\n\n![甲]({PICTURE} "图 1"){{#lu}}\n'
    (workspace / ISSUE / "articles/duanxin.md").write_text(body, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    hint = "A formula has its id in a line {#…} above it, a figure or table also {number} in its caption."
    file = f"{ISSUE}/articles/duanxin.md"
    assert problem_lines(caught.value, workspace) == [
        f"{file}:5: The cross-reference #lu leads to nothing with a number. {hint}"
    ]


@pytest.mark.parametrize("layout", LAYOUTS[:1])
def test_numbers_and_credits_are_printed(layout: str) -> None:
    body = f"参见[图{{number}}](#he)和[表{{number}}](#biao)。\n\n{FIGURES}\n\n{TABLE}\n\n{GROUP}"
    text = "".join(extracted(issue_with(body, layout)).split())
    for words in ("参见图3和表1。", "图1山路", "表1收支", "图3合影摄影某某"):
        assert words in text

"""Pipe tables: heads of several rows, joined cells, notes and shares, and what is wrong with them."""

from pathlib import Path

import pytest

from pipeline.blocks import Table
from pipeline.errors import ContentError
from pipeline.manuscript.reader import read_issue
from tests.workspaces import ISSUE, good_workspace, problem_lines

HEAD = "---\ntitle: 表\n---\n\n"
GROUPS = """\
{head=2 widths="2 1 1" note="预计" source="年报"}
| 单位 | 收入 | << |
|:---|---:|---:|
| ^^ | 上年 | 本年 |
| 甲 | 1 | 2 |
| ^^ | 3 | << |
"""


MARKS = ("", "{.turned}\n", "{.small}\n", "{#biao .turned .small}\n")


def read(text: str, folder: Path) -> Table:
    workspace = good_workspace(folder)
    (workspace / ISSUE / "articles/duanxin.md").write_text(HEAD + text, encoding="utf-8")
    articles = (entry.article for entry in read_issue(workspace / ISSUE).entries)
    (table,) = next(article.body for article in articles if article.slug == "duanxin")
    assert isinstance(table, Table)
    return table


def grid(rows: tuple[tuple[object, ...], ...]) -> list[list[tuple[object, ...]]]:
    return [
        [
            "".join(part.text for part in cell.children)
            and (cell.children[0].text, cell.column, cell.columns, cell.rows)
            for cell in row
        ]  # type: ignore[attr-defined]
        for row in rows
    ]


def test_cells_over_columns_and_rows(tmp_path: Path) -> None:
    table = read(GROUPS, tmp_path)
    assert grid(table.head) == [
        [("单位", 0, 1, 2), ("收入", 1, 2, 1)],
        [("上年", 1, 1, 1), ("本年", 2, 1, 1)],
    ]
    assert grid(table.rows) == [[("甲", 0, 1, 2), ("1", 1, 1, 1), ("2", 2, 1, 1)], [("3", 1, 2, 1)]]
    assert table.widths == (0.5, 0.25, 0.25)
    assert [note[0].text for note in table.notes] == ["注：预计", "资料来源：年报"]  # type: ignore[union-attr]


def test_a_table_is_turned_or_small_or_both_or_neither(tmp_path: Path) -> None:
    tables = [read(f"{marks}| 甲 |\n|---|\n| 1 |\n", tmp_path / str(number)) for number, marks in enumerate(MARKS)]
    assert [(table.is_turned, table.is_small) for table in tables] == [
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("| << | 乙 |\n|---|---|\n| 1 | 2 |\n", "duanxin.md:5: “<<” joins this cell to one that is not there."),
        ("| 甲 | 乙 |\n|---|---|\n| ^^ | 2 |\n", "duanxin.md:7: “^^” joins this cell to one that is not there."),
        (
            "| 甲 | 乙 |\n|---|---|\n| 1 | << |\n| ^^ | 2 |\n",
            "duanxin.md:7: The cells that are joined here are no rectangle.",
        ),
        ("{head=9}\n| 甲 |\n|---|\n| 1 |\n", "duanxin.md:6: “head” is the number of rows"),
        ("{head=x}\n| 甲 |\n|---|\n| 1 |\n", "duanxin.md:6: “head” is the number of rows"),
        ('{widths="1 2"}\n| 甲 |\n|---|\n| 1 |\n', "duanxin.md:6: “widths” has a number for each of the 1 columns"),
        ('{widths="0"}\n| 甲 |\n|---|\n| 1 |\n', "duanxin.md:6: “widths” has a number for each of the 1 columns"),
        (
            "{.broad}\n| 甲 |\n|---|\n| 1 |\n",
            "duanxin.md:6: “.broad” does not fit a table. Use .wide, .turned or .small.",
        ),
        (
            "{.turned}\n| 甲 |\n|---|\n| **1[^a]** |\n\n[^a]: 注。\n",
            'duanxin.md:6: A turned table can\'t call footnotes. Write the note into note="…" above the table.',
        ),
        (
            "> {.turned}\n> | 甲 |\n> |---|\n> | 1 |\n",
            "duanxin.md:6: A turned table can't stand in a box or a quotation.",
        ),
        ("::: box\n{.turned}\n| 甲 |\n|---|\n| 1 |\n:::\n", "duanxin.md:7: A turned table can't stand in a box or a"),
    ],
)
def test_faults_are_told_with_their_line(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(text, tmp_path)
    (line,) = problem_lines(caught.value, tmp_path / "workspace")
    assert f"articles/{problem}" in line

"""Where what is found stands in the source, behind marks of all kinds."""

from pathlib import Path

import pytest

from pipeline.check.passage import LINE_END, NO_PROSE
from pipeline.check.passages import passages_of
from pipeline.check.source_places import Source, locate_all
from pipeline.manuscript.reader import read_issue
from tests.check.issues import told, workspace_with
from tests.conftest import ROOT

TEXT = """一段话**要紧**,后面[网页](https://example.org/a,b)上写着,还有注[^1]。

第二段,
接着一行`x = f(,)`,再写[「讀書」]{lang="zh-Hant"}。

- 项目,一
- 项目二

{#t caption="表 1 题,目"}
| 名 | 数 |
|---|---|
| 甲,乙 | 1,204 |

[^1]: 注文,在此。
"""

IN_BOXES = """::: glossary
[灯]{ruby="dēng"}罩,旧称：玻璃筒,防风。
:::

::: questionnaire 调查表
1. 班次,系统：
   - ( ) 白班,夜班
   - ( ) 其他
:::
"""


def test_places_are_line_and_column_of_the_source(tmp_path: Path) -> None:
    found = told(workspace_with(tmp_path, TEXT))
    lines = TEXT.split("\n")
    places = [(line, column) for _rule, line, column, words in found if words == ","]
    assert len(places) == 8
    for line, column in places:
        assert lines[line - 5][column - 1] == ",", (line, column)
        assert not lines[line - 5][column - 1 :].startswith((",b)", ",)", ",204"))
    assert len(set(places)) == 8


def test_what_stands_beside_an_address_has_its_column(tmp_path: Path) -> None:
    text = "见 http:/www.example.org/a 一,文,另见 https://example.org/b_c 二,文。\n"
    found = told(workspace_with(tmp_path, text))
    assert [(text[column - 1 : column - 1 + len(words)], words) for _rule, _line, column, words in found] == [
        ("http:/", "http:/"),
        (",", ","),
        (",", ","),
        (",", ","),
    ]
    assert [column for _rule, _line, column, _words in found] == [3, 28, 30, text.index("二") + 2]


def test_line_ends_of_windows_are_counted_as_one(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "甲乙。\r\n\r\n丙,丁。\r\n", head="---\r\ntitle: 试\r\n---\r\n\r\n")
    assert [(line, column) for _rule, line, column, _words in told(workspace)] == [(7, 2)]


@pytest.mark.parametrize("issue", ["gongyun/2023/01"])
def test_nearly_all_characters_of_the_samples_have_their_place(issue: str) -> None:
    total = lost = 0
    for entry in read_issue(ROOT / "issues" / issue).entries:
        source = Source.of(entry.article.path.read_text(encoding="utf-8"))
        passages = passages_of(entry.article)
        for passage, places in zip(passages, locate_all(passages, source), strict=True):
            for character, offset in zip(passage.text, places, strict=True):
                if character in NO_PROSE + LINE_END:
                    continue
                total += 1
                lost += offset < 0
                assert offset < 0 or source.text[offset] == character
    assert total > 10_000
    assert lost / total < 0.005


def test_labels_and_questions_are_read(tmp_path: Path) -> None:
    found = [(line, column) for _rule, line, column, words in told(workspace_with(tmp_path, IN_BOXES)) if words == ","]
    lines = IN_BOXES.split("\n")
    assert found == [(n + 5, c + 1) for n, line in enumerate(lines) for c, mark in enumerate(line) if mark == ","]

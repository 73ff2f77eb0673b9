"""Contents: sections, titles over several lines, folios behind leaders of every kind."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.printed_text.contents import MAX_ENTRIES, Contents, read_contents, split_folio
from pipeline.manuscript.printed_text.lines import read_lines

PATH = Path("printed.txt")


def contents_of(text: str) -> tuple[Contents, list[Problem]]:
    problems: list[Problem] = []
    return read_contents(read_lines(text, PATH, []), PATH, problems), problems


def test_titles_run_over_lines_and_folios_follow(sample: str) -> None:
    contents, problems = contents_of(sample)
    assert problems == []
    assert [(section.name, len(section.entries)) for section in contents.sections] == [("本社要闻", 2), ("基层动态", 2)]
    assert [(entry.line, entry.folio) for entry in contents.entries] == [(8, 2), (10, 3), (15, 5), (17, 6)]
    assert contents.entries[1].lines == ("海岛职工食堂十二月评议会全体代表", "意见汇总公布")


@pytest.mark.parametrize(
    ("text", "title_open", "expected"),
    [
        ("标题 ..... (2)", False, ("标题", 2)),
        ("标题……（12）", False, ("标题", 12)),
        ("标题····７", False, ("标题", 7)),
        ("标题 34", False, ("标题", 34)),
        ("标题\t128", False, ("标题", 128)),
        ("..... (2)", True, ("", 2)),
        ("（5）", False, ("", 5)),
        ("12", True, ("", 12)),
        ("12", False, ("12", None)),
        ("综述（1）", False, ("综述（1）", None)),
        ("规划 2035", False, ("规划 2035", None)),
        ("规划 ... 2035", False, ("规划", 2035)),
        ("标题", True, ("标题", None)),
    ],
)
def test_folio_is_split_off(text: str, title_open: bool, expected: tuple[str, int | None]) -> None:
    assert split_folio(text, title_open) == expected


@pytest.mark.parametrize("heading", ["目录", "## **目　　录**", "目 次", "CONTENTS"])
def test_contents_are_found_by_their_heading(heading: str) -> None:
    contents, problems = contents_of(f"刊名\n\n{heading}\n\n【甲】\n\n标题 ..... 2\n")
    assert [entry.title for entry in contents.entries] == ["标题"]
    assert problems == []


def test_facts_inside_the_contents_are_no_titles() -> None:
    contents, problems = contents_of("目录\n2023年第1期\n【甲】\n标题 ..... 2\n")
    assert [fact.text for fact in contents.facts] == ["2023年第1期"]
    assert [entry.lines for entry in contents.entries] == [("标题",)]
    assert problems == []


def test_a_year_in_a_title_does_not_end_the_contents() -> None:
    contents, _problems = contents_of("目录\n【甲】\n标题 ..... 2\n2022年工作综述\n..... 4\n2023年\n第一期\n")
    assert [entry.folio for entry in contents.entries] == [2, 4]


def test_every_bad_entry_is_reported() -> None:
    text = "目录\n- 无栏 ..... 1\n【甲】\n- 缺页\n- 标题 ..... 2\n..... 3\n- 零 ..... (0)\n- 末条\n\n二〇二三年\n"
    contents, problems = contents_of(text)
    assert [entry.title for entry in contents.entries] == ["标题"]
    assert [problem.line for problem in problems] == [2, 4, 6, 7, 8]


def test_no_contents_and_no_folios_are_errors() -> None:
    with pytest.raises(ContentError, match="no contents"):
        contents_of("# 读我\n\n一段文字。\n")
    with pytest.raises(ContentError, match="name no folio") as caught:
        contents_of("目录\n\n【甲】\n\n- 标题\n- 又一个\n")
    assert [problem.line for problem in caught.value.problems] == [5, 6, 1]


def test_contents_without_end_are_refused() -> None:
    contents_of("目录\n【甲】\n" + "题 ..... 2\n" * MAX_ENTRIES)
    with pytest.raises(ContentError, match="more than"):
        contents_of("目录\n【甲】\n" + "题 ..... 2\n" * (MAX_ENTRIES + 1))

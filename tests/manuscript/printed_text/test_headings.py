"""Heading levels from the numbering."""

import pytest

from pipeline.manuscript.printed_text.headings import HeadingReader, is_heading, numbering_of
from pipeline.manuscript.printed_text.lines import PrintedLine
from pipeline.manuscript.printed_text.printed import Doubt


def line(text: str, hashes: int = 0, bold: bool = False, number: int = 1) -> PrintedLine:
    return PrintedLine(text=text, raw=text, number=number, hashes=hashes, bold=bold)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一章总则", (0, "第一章")),
        ("第2节 附则", (1, "第2节")),
        ("一、背景", (2, "一、")),
        ("（十二）补给", (3, "（十二）")),
        ("(二)举措", (3, "(二)")),
        ("1. 节省时间", (4, "1.")),
        ("2、节省时间", (4, "2、")),
        ("（3）细目", (5, "（3）")),
        ("4）细目", (5, "4）")),
        ("①细目", (6, "①")),
        ("3.5亿元投入", None),
        ("2023年立春", None),
        ("一是看云", None),
        ("", None),
    ],
)
def test_numbers_are_recognised(text: str, expected: tuple[int, str] | None) -> None:
    assert numbering_of(text) == expected


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (line("一、背景"), True),
        (line("守住初心", bold=True), True),
        (line("怎么补给？", hashes=2), True),
        (line("守住初心"), False),
        (line("1. 先看天。再看海"), False),
        (line("1. 先看天；"), False),
        (line("一、" + "长" * 60), False),
        (line("看云。", hashes=2), False),
        (line("主要做法如下：", bold=True), False),
        (line("一、"), False),
    ],
)
def test_headings_are_told_from_paragraphs(candidate: PrintedLine, expected: bool) -> None:
    assert is_heading(candidate) is expected


def levels_of(*texts: str) -> list[int]:
    reader = HeadingReader([])
    return [reader.read(line(text, hashes=3)).level for text in texts]


def test_levels_follow_the_numbers_and_never_skip() -> None:
    assert levels_of("一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "二、己") == [1, 2, 3, 3, 2, 1]
    assert levels_of("（一）甲", "1. 乙", "（二）丙") == [1, 2, 1]
    assert levels_of("一、甲", "1. 乙", "2. 丙", "二、丁") == [1, 2, 2, 1]
    assert levels_of("无号", "又无号") == [1, 1]
    assert levels_of("一、甲", "无号", "又无号", "二、乙") == [1, 2, 2, 1]
    assert levels_of("第一章甲", "第一节乙", "一、丙", "（一）丁", "1. 戊") == [1, 2, 3, 4, 4]


def test_doubtful_headings_are_reported() -> None:
    doubts: list[Doubt] = []
    reader = HeadingReader(doubts)
    reader.read(line("一、甲", hashes=2, number=1))
    reader.read(line("二、乙", hashes=2, number=2))
    assert doubts == []
    reader.read(line("三、丙", hashes=1, number=3))
    reader.read(line("四、丁", bold=True, number=4))
    reader.read(line("五、戊", number=5))
    reader.read(line("无号", bold=True, number=6))
    assert [doubt.line for doubt in doubts] == [3, 4, 5, 6]
    assert doubts[0].message == "Marked # 三、, but ## 一、 on line 1; written as ##."


def test_the_space_behind_a_chinese_number_goes() -> None:
    heading = HeadingReader([]).read(line("一、 现状", hashes=1))
    assert [getattr(child, "text", "") for child in heading.children] == ["一、现状"]

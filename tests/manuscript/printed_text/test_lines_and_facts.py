"""Lines freed of marks, numerals, and the facts of nameplate and issue box."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.printed_text.issue_box import IssueFacts, read_facts
from pipeline.manuscript.printed_text.lines import MAX_LINES, PrintedLine, close_gaps, read_lines
from pipeline.manuscript.printed_text.numerals import read_numeral
from pipeline.manuscript.printed_text.printed import Doubt

PATH = Path("printed.txt")


def lines_of(text: str) -> tuple[list[PrintedLine], list[Doubt]]:
    doubts: list[Doubt] = []
    return read_lines(text, PATH, doubts), doubts


@pytest.mark.parametrize(
    ("raw", "text", "hashes", "bold"),
    [
        ("## **一、 现状**", "一、 现状", 2, True),
        ("#标题", "标题", 1, False),
        ("### 标题 ###", "标题", 3, False),
        ("**全行**", "全行", 0, True),
        ("**半**行**半**", "**半**行**半**", 0, False),
        ("#为群众办实事# 活动", "#为群众办实事# 活动", 0, False),
        ("\u3000\u3000正文", "正文", 0, False),
        ("\x0c正文", "正文", 0, False),
    ],
)
def test_marks_are_taken_off(raw: str, text: str, hashes: int, bold: bool) -> None:
    (line,), _doubts = lines_of(raw)
    assert (line.text, line.hashes, line.bold, line.number) == (text, hashes, bold, 1)


def test_lines_are_counted_as_an_editor_does() -> None:
    lines, _doubts = lines_of("\ufeff一\r\n\r\n二\r三\u2028四\n")
    assert [(line.number, line.text) for line in lines] == [(1, "一"), (3, "二"), (4, "三 四")]


@pytest.mark.parametrize("stray", ["***", "#", "---", "=====", "``"])
def test_stray_marks_are_left_out_and_reported(stray: str) -> None:
    lines, doubts = lines_of(f"一\n{stray}\n二")
    assert [line.text for line in lines] == ["一", "二"]
    assert [doubt.line for doubt in doubts] == [2]


@pytest.mark.parametrize("text", ["零\u200b宽", "乱\ue123码", "丢\ufffd字"])
def test_characters_without_meaning_are_reported(text: str) -> None:
    assert [doubt.line for doubt in lines_of(f"一\n{text}")[1]] == [2]


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\uffff", "\x7f"])
def test_what_is_no_text_is_refused(bad: str) -> None:
    with pytest.raises(ContentError, match="control character") as caught:
        lines_of(f"一\n二{bad}")
    assert caught.value.problems[0].line == 2


def test_lines_without_end_are_refused() -> None:
    assert len(lines_of("字\n" * MAX_LINES)[0]) == MAX_LINES
    with pytest.raises(ContentError, match="more than"):
        lines_of("字\n" * (MAX_LINES + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("召开 2023 年会", ("召开2023年会", 2)),
        ("超过 60% 以上", ("超过60%以上", 2)),
        ("说“好” and “行”", ("说“好”and“行”", 2)),
        ("（ A ）", ("（A）", 2)),
        ("the “word” is", ("the “word” is", 0)),
        ("喜迎盛会 建功时代", ("喜迎盛会 建功时代", 0)),
        ("1. 看云", ("1. 看云", 0)),
        ("two  words", ("two words", 0)),
    ],
)
def test_typed_gaps_are_closed(text: str, expected: tuple[str, int]) -> None:
    assert close_gaps(text) == expected


def test_typed_gaps_are_reported_once() -> None:
    assert lines_of("一\n看 3 遍\n看 4 遍")[1] == [
        Doubt(2, "4 typed spaces between Chinese and Latin letters or figures left out, here first.")
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("228", 228),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("一百二十八", 128),
        ("一百零八", 108),
        ("１２", 12),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert read_numeral(text) == value


@pytest.mark.parametrize("text", ["", "甲", "十甲", "1十", "三二十"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


def facts_of(above: str, box: str) -> tuple[IssueFacts, list[Problem], list[Doubt]]:
    problems: list[Problem] = []
    doubts: list[Doubt] = []
    return read_facts(lines_of(above)[0], lines_of(box)[0], PATH, problems, doubts), problems, doubts


def test_facts_on_lines_of_their_own() -> None:
    box = "二〇二三年\n第一期\n(总第 228 期)\n2 月 3 日出版\n某某工会\n全国委员会主办"
    facts, problems, doubts = facts_of("# 灯塔工讯", box)
    assert (facts.name, facts.year, facts.number, facts.total_number) == ("灯塔工讯", 2023, 1, 228)
    assert facts.published == date(2023, 2, 3)
    assert facts.organisers == ["某某工会全国委员会"]
    assert problems == []
    assert [doubt.line for doubt in doubts] == [6]


def test_facts_on_one_line_and_the_colophon() -> None:
    above = "内部资料\n# 灯塔工讯\n2024年第12期（总第103期）"
    facts, problems, doubts = facts_of(above, "2024年12月5日\n主办单位：甲会、乙会\n印刷：海区印刷厂")
    assert (facts.number, facts.total_number, facts.published) == (12, 103, date(2024, 12, 5))
    assert facts.organisers == ["甲会", "乙会"]
    assert facts.colophon == [("印刷", "海区印刷厂")]
    assert problems == []
    assert [(doubt.line, "内部资料" in doubt.message) for doubt in doubts] == [(1, True)]


def test_missing_facts_are_problems_all_together() -> None:
    _facts, problems, _doubts = facts_of("", "")
    assert len(problems) == 6
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("box", ["2023年2月30日", "2023年十三月一日"])
def test_a_day_that_cannot_be(box: str) -> None:
    _facts, problems, _doubts = facts_of("刊名", f"{box}\n第一期\n总第5期\n某会主办")
    assert [problem.message for problem in problems] == ["There is no such day of publication."]


def test_text_before_the_first_article_is_a_problem() -> None:
    box = "2023年2月3日\n第一期\n总第5期\n某会主办\n" + "卷首的话很长，" * 10
    assert [problem.line for problem in facts_of("刊名", box)[1]] == [5]

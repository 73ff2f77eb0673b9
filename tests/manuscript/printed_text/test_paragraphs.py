"""Paragraphs cut at page ends, salutations, sign-offs."""

from pathlib import Path

import pytest

from pipeline.blocks import Heading, Paragraph
from pipeline.inlines import LineBreak, Strong, Text
from pipeline.manuscript.printed_text.lines import read_lines
from pipeline.manuscript.printed_text.paragraphs import read_blocks
from pipeline.manuscript.printed_text.printed import Doubt


def blocks_of(text: str) -> tuple[list[str], list[Doubt]]:
    """Each block as text, with its style or level before it and ** around strong runs; the doubts of the paragraphs."""
    doubts: list[Doubt] = []
    blocks = read_blocks(read_lines(text, Path("printed.txt"), []), doubts)
    return [_name(block) + "".join(map(_plain, block.children)) for block in blocks], doubts


def _name(block: Heading | Paragraph) -> str:
    if isinstance(block, Heading):
        return f"{block.level} "
    return "" if block.style == "body" else f"{block.style} "


def _plain(inline: object) -> str:
    match inline:
        case Text():
            return inline.text
        case Strong():
            return f"**{''.join(map(_plain, inline.children))}**"
        case LineBreak():
            return "/"
    raise AssertionError(inline)


LONG = "守塔的人在灯下一笔一笔记着每一夜的风向和浪高，从来没有漏记过一次，也没有"


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n", "\n\n- 12 -\n\n", "\n\n***\n\n"])
def test_a_cut_paragraph_is_joined(gap: str) -> None:
    assert blocks_of(f"{LONG}{gap}人抱怨。\n\n下一段。")[0] == [f"{LONG}人抱怨。", "下一段。"]


@pytest.mark.parametrize("end", list("。！？：；…”’）)"))
def test_a_finished_paragraph_is_left_alone(end: str) -> None:
    assert blocks_of(f"正文。\n\n{LONG}{end}\n\n下一段。")[0] == ["正文。", f"{LONG}{end}", "下一段。"]


def test_a_mark_that_begins_no_paragraph_is_joined() -> None:
    assert blocks_of("他说“好”\n\n，就走了。") == (["他说“好”，就走了。"], [])


def test_what_repeats_at_a_cut_is_kept_and_reported() -> None:
    blocks, doubts = blocks_of(f"{LONG}一丝松懈\n\n丝松懈之处。")
    assert blocks == [f"{LONG}一丝松懈丝松懈之处。"]
    assert [(doubt.line, "丝松懈" in doubt.message) for doubt in doubts] == [(3, True)]


def test_one_equal_character_is_no_repeat() -> None:
    assert blocks_of(f"{LONG}人\n\n人抱怨。") == ([f"{LONG}人人抱怨。"], [])


@pytest.mark.parametrize(
    ("text", "blocks", "lines"),
    [
        ("正文。\n\n先看天后看海\n\n再出门。", ["正文。", "先看天后看海再出门。"], [3]),  # may be a heading
        (f"{LONG}\n\n1. 看天。再看海。", [LONG, "1. 看天。再看海。"], [1]),
        (f"{LONG}\n\n**看云。**再看海。", [LONG, "**看云。**再看海。"], [1]),
        (f"{LONG}\n\n## 一、看云\n\n看。", [LONG, "1 一、看云", "看。"], [1]),
        ("他说“好”\n\n下一段。", ["他说“好”", "下一段。"], [1]),
        (LONG, [LONG], [1]),
        ("灯塔工会宣传组\n\n正文。", ["灯塔工会宣传组", "正文。"], [1]),  # may name the author
        ("塔上，多用 the\n\nbest 灯。", ["塔上，多用the best灯。"], [1, 3]),
        ("## 这是一句话。", ["这是一句话。"], [1]),
        ("- 列项一。\n- 列项二。", ["列项一。", "列项二。"], [1, 2]),
        ("看**云就好。", ["看云就好。"], [1]),
        ("参见 ![图](a.png) 一节。", ["参见 ![图](a.png) 一节。"], [1]),
        ("要求 and 期待都有。", ["要求and期待都有。"], [1]),
    ],
)
def test_doubts_say_where(text: str, blocks: list[str], lines: list[int]) -> None:
    found, doubts = blocks_of(text)
    assert found == blocks
    assert sorted({doubt.line for doubt in doubts}) == lines


def test_stress_goes_on_over_a_cut() -> None:
    assert blocks_of("先看**云有多低\n\n浪有多高**再出门。")[0] == ["先看**云有多低浪有多高**再出门。"]
    assert blocks_of("看**云****浪**。")[0] == ["看**云浪**。"]


def test_a_salutation_stands_directly_below_the_title() -> None:
    assert blocks_of("守塔人同志们：\n\n正文：\n\n又。")[0] == ["salutation 守塔人同志们：", "正文：", "又。"]
    assert blocks_of("正文。\n\n守塔人同志们：\n\n又。")[0] == ["正文。", "守塔人同志们：", "又。"]


@pytest.mark.parametrize("date", ["2024年12月1日", "2024 年 12 月 1 日", "二〇二四年十二月一日", "（2024年12月1日）"])
def test_a_signature_with_its_date_is_a_signoff(date: str) -> None:
    blocks, _doubts = blocks_of(f"正文。\n\n灯塔工会\n\n宣传组\n\n{date}")
    assert blocks[0] == "正文。"
    assert blocks[1] == f"signoff 灯塔工会/宣传组/{date.replace(' ', '')}"


def test_a_date_within_the_text_is_no_signoff() -> None:
    assert blocks_of("正文。\n\n写于2024年12月1日。")[0] == ["正文。", "写于2024年12月1日。"]
    assert blocks_of(f"{LONG}\n\n2024年12月1日\n\n看过。")[0] == [f"{LONG}2024年12月1日看过。"]

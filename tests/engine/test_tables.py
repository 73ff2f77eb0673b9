"""Tables as they are drawn, in both layouts: nothing is cut, decimals stand in line, parts say that they go on."""

from functools import cache
from itertools import pairwise

import pytest

from tests.conformance.printed_page import Glyph, read_pages
from tests.conformance.specimens import Specimen, set_specimen
from tests.finished import LAYOUTS, issue_with

LONG = "这一格写得很长，写到占去整张表的大半，看旁边几栏的数目会不会拦腰断开，短的词会不会一字一行。"
ROWS = "\n".join(f"| 第{number}分会 | {number * 37} | {number * 12.5:.1f} |" for number in range(1, 61))
TABLES = {
    "amounts": f"| 单位 | 人数 | 金额（元） | 比上年 | 备注 |\n|:---|---:|---:|---:|:---|\n"
    f"| 南区局 | 1,204 | 23,456,789.00 | -3.4% | {LONG} |\n| 合计 | 1,302 | 23,457,887.75 | 12.0% | |",
    "short words": f"| 项目 | 北京 | 上海 | 增长率 | {LONG} |\n|--|--|--|--|--|\n| 一 | 二 | 三 | 2.5% | 短 |",
    "dates": f"| 时间 | 事项 |\n|---|---|\n| 2023年5月18日 | {LONG}{LONG} |\n| 6月1日至3日 | 共1,200册 |",
    "decimals": "| 项 | 值 |\n|---|---:|\n| 甲 | 1.25 |\n| 乙 | 30 |\n| 丙 | 4.5 |\n| 丁 | — |",
    "long": f'{{caption="表 3 各分会"}}\n| 单位 | 人数 | 经费 |\n|:---|---:|---:|\n{ROWS}',
    "measures": f"| 件 | 料 | 规格 | 用 | 人 | 号 |\n|-|-|-|-|-|-|\n"
    f"| 板子 | 松木 | 1,830 mm×915 mm | {LONG} | 令狐有道 | 0731-82345678 |",
    "groups": "{head=2}\n| 单位 | 收入 | << |\n|:--|--:|--:|\n| ^^ | 上年 | 本年 |\n| 甲会 | 1 | 2 |\n| ^^ | 3 | 4 |",
}


def test_a_text_in_columns_may_end_with_a_short_table() -> None:
    """How high its first row is was asked for before, and the table was parted for good."""
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in ("二", "三"))
    table = f"<table><thead><tr><th>一</th></tr></thead><tbody>{rows}</tbody></table>"
    body = f'<div class="columns"><p>天地</p><div class="table short">{table}</div></div>'
    lines = [line.text for line in set_specimen(Specimen(body, layout="journal")).lines]
    assert [text for text in lines if text in "天地一二三"] == ["天地", "一", "二", "三"]


def test_a_joined_cell_may_have_a_blank_to_write_on() -> None:
    """What has a width of its own in a line asks how wide its block is, also where columns are measured."""
    blank = '<span style="display: inline-block; width: 3em"></span>'
    cells = f"<td>甲</td><td colspan='2'>人数：{blank}人；年龄：一岁以下的、两岁以下的、三岁以下的，各有几人</td>"
    body = f"<table><tr><td>一</td><td>二</td><td>三</td></tr><tr>{cells}</tr></table>"
    assert "年龄" in "".join(line.text for line in set_specimen(Specimen(body, layout="journal")).lines)


def tables_in(layout: str) -> bytes:
    return issue_with("\n\n".join(TABLES.values()), layout)


@cache
def cells(layout: str) -> list[list[Glyph]]:
    """What stands on one base line in one cell, of all pages; cells are an em of padding apart."""
    found: list[list[Glyph]] = []
    for page in read_pages(tables_in(layout)):
        for row in page.rows:
            glyphs = [glyph for glyph in row.glyphs if glyph.character.strip()]
            for before, glyph in zip([None, *glyphs], glyphs, strict=False):
                if before is None or glyph.left - before.right > 0.8 * glyph.size:
                    found.append([])
                found[-1].append(glyph)
    return found


def texts(layout: str) -> list[str]:
    return ["".join(glyph.character for glyph in each) for each in cells(layout)]


def cell(layout: str, text: str) -> list[Glyph]:
    """The glyphs of the one line that is *text* and nothing else."""
    (found,) = [each for each, told in zip(cells(layout), texts(layout), strict=True) if told == text]
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "text",
    [
        *("南区局", "1,204", "23,456,789.00", "-3.4%", "1,302", "23,457,887.75", "12.0%", "金额（元）", "比上年"),
        *("项目", "北京", "上海", "增长率", "2.5%", "2023年5月18日", "6月1日至3日", "共1,200册"),
    ],
)
def test_numbers_dates_and_short_cells_stay_whole(text: str, layout: str) -> None:
    assert cell(layout, text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_measure_is_parted_behind_its_times_sign_only(layout: str) -> None:
    """The cells stand close together here: what is one word to a reader is one in a row of the page."""
    rows = ["".join(row.text.split()) for page in read_pages(tables_in(layout)) for row in page.rows]
    for whole in ("板子", "松木", "1,830mm×", "915mm", "0731-82345678"):
        assert any(whole in row for row in rows), whole
    has_room = layout == "journal"  # where the table goes across both columns
    assert any("1,830mm×915mm" in row for row in rows) == has_room


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_cell_stands_over_its_neighbour(layout: str) -> None:
    for page in read_pages(tables_in(layout)):
        for row in page.rows:
            glyphs = [glyph for glyph in row.glyphs if glyph.character.strip()]
            for one, following in pairwise(glyphs):
                assert following.left > one.left + 0.2 * one.size, row.text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_decimal_points_stand_in_one_line(layout: str) -> None:
    whole, tenths, hundredths = (cell(layout, text) for text in ("30", "4.5", "1.25"))
    point = hundredths[1].left
    assert tenths[1].left == pytest.approx(point, abs=0.05)  # kerning
    assert whole[-1].right == pytest.approx(point, abs=0.05)  # kerning


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_that_goes_on_says_so_and_has_its_head_again(layout: str) -> None:
    told = texts(layout)
    parts = told.count("续表3")
    assert parts >= 1
    assert told.count("经费") == parts + 1
    assert told.count("表3") == told.count("各分会") == 1  # an em of white between them
    assert all(f"第{number}分会" in told for number in range(1, 61))
    assert len([text for text in told if text.startswith("续表")]) == parts  # no short table has the mark


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_head_of_a_group_stands_in_the_middle_of_its_columns(layout: str) -> None:
    group, first, last = (cell(layout, text) for text in ("收入", "上年", "本年"))
    assert group[0].y < first[0].y == last[0].y  # y is counted from the top
    assert first[0].left < group[1].left < last[-1].right

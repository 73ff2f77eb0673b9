"""Heads stay with a table or box that doesn't fit below them, and what is kept whole leaves no page empty for it."""

import pytest

from tests.conformance.specimens import Sheet, Specimen, house_style, set_specimen
from tests.finished import LAYOUTS

HEADS = {"茶山账目", "三年的数", "头一年"}
HEAD = "<header class='article-head'><h2 class='title'>茶山账目</h2></header><h3>三年的数</h3><h4>头一年</h4>"
PARTED = ".table, .box { break-before: page }"


def table(rows: int, cell: str = "茶") -> str:
    body = "".join(f"<tr><td>第{number}户</td><td>{cell}</td></tr>" for number in range(rows))
    head = "<tr class='continued'><th colspan='2'>续表</th></tr><tr class='first'><th>户</th><th>物</th></tr>"
    return f"<div class='table short'><table><thead>{head}</thead><tbody>{body}</tbody></table></div>"


def box(paragraphs: int) -> str:
    return f"<div class='box'><div class='frame'>{'<p>采茶</p>' * paragraphs}</div></div>"


def words(sheet: Sheet) -> list[set[str]]:
    """The lines of each page as they read, without folio and running head."""
    area, head = sheet.geometry.type_area, sheet.geometry.head
    return [{line.text for line in page.lines if head < line.base < head + area.height} for page in sheet.pages]


def pages_of_heads(sheet: Sheet) -> list[int]:
    """The pages, from 0, that hold heads and nothing else."""
    return [number for number, lines in enumerate(words(sheet)) if lines and lines <= HEADS]


SPECIMENS = [("gongyun", table(13)), ("gongyun", box(17)), ("journal", box(44))]


@pytest.mark.parametrize(("layout", "block"), SPECIMENS)
def test_no_page_has_heads_alone(layout: str, block: str) -> None:
    sheet = set_specimen(Specimen(HEAD + block + "<p>收。</p>", layout=layout))
    assert pages_of_heads(sheet) == []
    assert words(sheet)[0] > HEADS
    assert len(sheet.pages) == 2


@pytest.mark.parametrize(("layout", "block"), SPECIMENS)
def test_heads_alone_are_seen(layout: str, block: str) -> None:
    parted = Specimen(HEAD + block, layout=layout).styled(PARTED + ".article-head, h3, h4 { break-after: auto }")
    assert pages_of_heads(set_specimen(parted)) == [0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_short_table_moves_whole_and_a_long_one_is_parted_where_it_stands(layout: str) -> None:
    lines = {"gongyun": 21, "journal": 41}[layout] - 9
    filler = "<p>无</p>" * lines
    short = set_specimen(Specimen(filler + table(9), layout=layout))
    long = set_specimen(Specimen(filler + table(16, "茶" * 60), layout=layout))
    assert [line.text for line in short.lines].count("续表") == 0
    columns = {round(line.left // 200) for line in short.lines if line.text.startswith("第")}
    assert len(columns) == 1
    assert [line.text for line in long.lines].count("续表") > 0
    assert any("第0户" in line.text for line in long.pages[0].lines)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_below_a_parted_table_is_on_the_grid(layout: str) -> None:
    on_the_grid(set_specimen(Specimen(table(16, "茶" * 60) + "<p>收。</p>", layout=layout)), layout)


def test_so_is_the_text_below_one_that_is_parted_for_the_heads_above_it() -> None:
    sheet = set_specimen(Specimen(HEAD + table(13) + "<p>收。</p>", layout="gongyun"))
    assert "续表" in words(sheet)[1]
    on_the_grid(sheet, "gongyun")


def test_a_short_table_that_just_fits_stays() -> None:
    filler = "<p>无</p>" * (21 - 5)  # head, three rows and two half lines
    sheet = set_specimen(Specimen(filler + table(3), layout="gongyun"))
    assert len(sheet.pages) == 1


def on_the_grid(sheet: Sheet, layout: str) -> None:
    first = set_specimen(Specimen("<p>收。</p>", layout=layout)).line("收").base
    distance = (sheet.line("收").base - first) / sheet.pitch
    assert distance == pytest.approx(round(distance), abs=0.01)


HEAD_LINES = {"gongyun": 1, "journal": 2}  # with the white above


def below_head(layout: str, below: str, style: str = "") -> bool:
    """Whether a head that has room for itself and a line stands on the first page, with *below* behind it."""
    lines = house_style(layout)[1].type_area.lines - HEAD_LINES[layout] - 1
    body = "<p>无</p>" * lines + f"<h3>题</h3>{below}" + "<p>收</p>" * lines
    sheet = set_specimen(Specimen(body, layout=layout, style=style))
    return "题" in words(sheet)[0]


ONE_LINE = "<p>甲。</p><p>乙。</p>"
LIST = "<ul><li>甲。</li><li>乙。</li></ul>"
TWO_LINES = f"<p>{'丙' * 60}</p>"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("below", [ONE_LINE, LIST, TWO_LINES])
def test_two_lines_stand_below_a_head(layout: str, below: str) -> None:
    assert not below_head(layout, below)
    assert below_head(layout, below, style="h3 { orphans: 1 } p { orphans: 1; widows: 1 }")  # the control

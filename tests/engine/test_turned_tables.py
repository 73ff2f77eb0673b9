"""Turned tables stand on pages of their own, within the type area; the text flows on before them."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from pipeline.preflight.verdict import preflight
from pipeline.production.issue.press_edition import build_press_edition
from tests.builders import new_builder
from tests.conformance.printed_page import Page, extracted, read_pages
from tests.conformance.specimens import house_style
from tests.finished import DEAR_LAYOUTS, LAYOUTS, issue_with
from tests.turned import turned_back
from tests.workspaces import ISSUE, good_workspace

pytestmark = pytest.mark.whole

HEAD = '{#lu .turned caption="表 7 各路口人车数" head=2 note="雨天未数" source="路口记录"}'
GROUPS = "| 路口 | 早上 | << | << | 晚上 | << | << | 备注 |\n|:--|--:|--:|--:|--:|--:|--:|:--|\n"
BELOW = "| ^^ | 行人 | 单车 | 汽车 | 行人 | 单车 | 汽车 | ^^ |\n"
COUNT = 34
NOTE = "修路绕行，数目偏少"
NOTES = ["无", f"[{NOTE}](https://example.org/lu)", "含$a^2$", "雨"]
ROWS = "\n".join(
    f"| 路口{n} | {n * 31} | {n * 7}.5 | {n} | {n * 29} | {n * 3} | {n * 2} | {NOTES[n % 4]} |"
    for n in range(1, COUNT + 1)
)
AFTER = "表后的话不等那张表，接着前面的往下排。"
BODY = f"见[第 {{folio}} 页](#lu)。\n\n{HEAD}\n{GROUPS}{BELOW}{ROWS}\n\n" + "\n\n".join([AFTER * 3] * 3)


@cache
def made(layout: str) -> bytes:
    return issue_with(BODY, layout)


@cache
def turned_pages(layout: str) -> list[tuple[int, Page]]:
    """The pages with turned text, by their 0-based numbers, as one reads them who turns the paper."""
    pages = enumerate(read_pages(turned_back(made(layout))))
    return [(number, page) for number, page in pages if any("汽车" in line.text for line in page.rows)]


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_every_row_is_there_once_and_the_head_on_each_page(layout: str) -> None:
    told = [["".join(row.text.split()) for row in page.rows] for _number, page in turned_pages(layout)]
    assert len(told) >= 2
    heads = [rows.index(next(row for row in rows if "行人" in row)) for rows in told]
    assert all("早上" in rows[head - 1] or "早上" in rows[head - 2] for rows, head in zip(told, heads, strict=True))
    assert [any("续表7" in row for row in rows) for rows in told] == [False] + [True] * (len(told) - 1)
    numbered = [row for rows in told for row in rows if row.startswith("路口") and row[2:3].isdigit()]
    assert [row.startswith(f"路口{n}{n * 31}") for n, row in enumerate(numbered, 1)] == [True] * COUNT


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_rows_of_one_that_takes_several_pages_stand_closer_than_lines_of_text(layout: str) -> None:
    _number, page = turned_pages(layout)[0]
    bases = sorted({round(row.base, 1) for row in page.rows if "".join(row.text.split())[2:3].isdigit()})
    pitch = house_style(layout)[1].type_area.pitch
    assert len(bases) > 5
    assert [below - above for above, below in pairwise(bases)] == pytest.approx(
        [0.75 * pitch] * (len(bases) - 1), abs=0.15
    )


def rules(layout: str, number: int, left: float, right: float) -> int:
    """How many rows of pixels of the turned page are dark from *left* to *right*, pt."""
    document = pypdfium2.PdfDocument(turned_back(made(layout)))
    drawn = document[number].render(scale=3).to_pil().convert("L")
    document.close()
    rows = (drawn.crop((round(3 * left), y, round(3 * right), y + 1)) for y in range(drawn.height))
    return sum(row.getextrema()[1] < 200 for row in rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_stands_within_the_type_area(layout: str) -> None:
    geometry = house_style(layout)[1]
    area = geometry.type_area
    for number, page in turned_pages(layout):
        inside = geometry.inside if number % 2 == 0 else geometry.outside  # page 1 is a recto
        top, bottom = inside, page.height - (geometry.width - inside - area.width)
        left = page.width - geometry.head - area.height
        assert all(top <= glyph.y - glyph.size * 0.7 and glyph.y <= bottom for glyph in page.glyphs)
        assert min(glyph.left for glyph in page.glyphs) >= left - 0.5
        assert max(glyph.right for glyph in page.glyphs) <= left + area.height + 0.5
        assert rules(layout, number, left + 2, left + area.height - 2) > 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_folio_and_running_head_stand_as_on_other_pages(layout: str) -> None:
    pages = read_pages(made(layout))
    for number, _turned in turned_pages(layout):
        other = pages[number + 2 if number + 2 < len(pages) - 1 else number - 2]
        area = house_style(layout)[1]
        foot, its_foot = (
            [glyph for glyph in page.glyphs if glyph.y > area.head + area.type_area.height]
            for page in (pages[number], other)
        )
        assert str(number + 1) in "".join(glyph.character for glyph in foot)
        assert foot[0].y == pytest.approx(its_foot[0].y)
        assert foot[0].size == pytest.approx(its_foot[0].size)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_flows_on_before_it_and_references_lead_to_it(layout: str) -> None:
    numbers = [number for number, _page in turned_pages(layout)]
    before = "".join(extracted(made(layout), [numbers[0] - 1]).split())
    assert f"见第{numbers[0] + 1}页" in before
    assert AFTER in before
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    reader = pypdf.PdfReader(BytesIO(made(layout)))
    place = next(value for name, value in reader.named_destinations.items() if name.endswith("-lu"))
    assert reader.get_destination_page_number(place) == numbers[0]


def kinds(element: pypdf.generic.DictionaryObject) -> list[str]:
    kids = element.get("/K", [])
    kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [str(kid["/S"]) for kid in kids if isinstance(kid, dict) and "/S" in kid]


def find(element: pypdf.generic.DictionaryObject, kind: str) -> list[pypdf.generic.DictionaryObject]:
    """The elements of a *kind* below *element*, in order."""
    kids = element.get("/K", [])
    kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    elements = [kid for kid in kids if isinstance(kid, dict) and "/S" in kid]
    return [each for kid in elements for each in ([kid] if kid["/S"] == kind else []) + find(kid, kind)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_one_table_in_the_tags_between_the_paragraphs(layout: str) -> None:
    root = pypdf.PdfReader(BytesIO(made(layout))).root_object["/StructTreeRoot"]
    (table,) = (each for each in find(root, "/Table") if len(find(each, "/TR")) > COUNT)
    assert len(find(table, "/TR")) == COUNT + 2
    assert kinds(table) == ["/Caption", "/THead", "/TBody"]
    around = [each for each in find(root, "/Art") if table in find(each, "/Table")]
    order = [each["/S"] for each in (*find(around[-1], "/P"), table)]
    assert order.count("/P") > 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_links_and_formulas_are_told_where_they_stand(layout: str) -> None:
    reader = pypdf.PdfReader(BytesIO(made(layout)))
    number, upright = turned_pages(layout)[0]
    page = reader.pages[number]
    width = float(page.mediabox.width)
    links = [each.get_object() for each in page["/Annots"] if "/A" in each.get_object()]
    row = next(row for row in upright.rows if NOTE in row.text)
    glyphs = row.find(NOTE)
    left, one, right, other = map(float, links[0]["/Rect"])
    bottom, top = sorted((one, other))
    assert right - left < top - bottom  # it goes up the page
    assert left - 1 < row.base < right + 1  # from the left of the page as from the top of the turned one
    assert bottom - 1 < glyphs[0].left < glyphs[-1].right < top + 1
    assert width > right
    formula = next(
        each for each in find(reader.root_object["/StructTreeRoot"], "/Formula") if each["/Alt"] == "a 的平方"
    )
    box = [float(each) for each in formula["/A"]["/BBox"]]
    assert box[3] - box[1] > box[2] - box[0]
    assert box[2] < width


def test_turned_text_that_is_not_within_the_page_is_seen() -> None:
    """The measure of the type area, on pages whose text was moved by two centimetres."""
    reader = pypdf.PdfReader(BytesIO(made("gongyun")))
    writer = pypdf.PdfWriter(clone_from=reader)
    for page in writer.pages:
        page.add_transformation((1, 0, 0, 1, 0, 60))
    moved = BytesIO()
    writer.write(moved)
    geometry = house_style("gongyun")[1]
    number, _page = turned_pages("gongyun")[0]
    page = read_pages(turned_back(moved.getvalue()), [number])[0]
    right = page.width - geometry.head
    assert max(glyph.right for glyph in page.glyphs) > right + 0.5


def test_it_stays_pdf_a_2a_and_pdf_ua_1(verapdf: Callable[..., Any], tmp_path: Path) -> None:
    files = [tmp_path / f"{layout}.pdf" for layout in LAYOUTS]
    for file, layout in zip(files, LAYOUTS, strict=True):
        file.write_bytes(made(layout))
    verdicts = verapdf(files, ["2a", "ua1"])
    assert {str(result) for file in files for result in verdicts[file].values()} == {"passed"}


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_a_press_edition_with_it_passes_our_preflight(layout: str, tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path, "" if layout == "gongyun" else layout)
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\ntitle: 试排\n---\n\n{BODY}\n", encoding="utf-8")
    files = build_press_edition(new_builder(), workspace / ISSUE, "fogra39", lambda stage: None).files
    ((name, data),) = files.items()
    (tmp_path / name).write_bytes(data)
    assert preflight(tmp_path / name, "press").is_fit

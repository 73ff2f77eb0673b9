"""The specimen of tables (table_specimen.md), measured on drawn glyphs in both layouts; each measure has a control."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conformance.printed_page import Glyph, Line, Page, read_pages
from tests.conformance.specimens import house_style
from tests.finished import DEAR_LAYOUTS, LAYOUTS, issue_with
from tests.turned import turned_back

pytestmark = pytest.mark.whole

SPECIMEN = (Path(__file__).parent / "table_specimen.md").read_text("utf-8")
CELLS = [
    cell.strip()
    for line in SPECIMEN.splitlines()
    if line.lstrip("> ").startswith("|") and "---" not in line
    for cell in line.lstrip("> ").strip("|").split("|")
]
NUMBERS = [each for cell in CELLS if "$" not in cell for each in re.findall(r"[−+±¥]?\d[\d,.:-]*\d[%斤克只]?", cell)]
SHORT = [cell for cell in CELLS if re.fullmatch("[\u4e00-\u9fff]{2,6}", cell)]
DECIMALS = [
    ("7.15", "6.9"), ("0.3", "0.275"), ("12", "3.5", "0.25"), ("−3.25%", "+12.1%", "±0.05%"), ("41.5%", "33%", "25.5%"),
    ("¥3,460.00", "¥12,875.50"), ("14.25", "9.5"), ("41.5", "67.0"),
]  # fmt: skip
LONG = [f"{n}桥{n}号{1900 + n}{n * 1.5 + 40:.1f}{'石木铁砖'[n % 4]}" for n in range(1, 61)]


@cache
def made(layout: str) -> bytes:
    return issue_with(SPECIMEN, layout)


@cache
def pages(layout: str) -> list[Page]:
    return read_pages(made(layout))


@cache
def rows(layout: str) -> list[str]:
    """All that stands on one base line each, upright or turned, without spaces."""
    every = [*pages(layout), *read_pages(turned_back(made(layout)))]
    return ["".join(row.text.split()) for page in every for row in page.rows]


def missing(words: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Those of *words* that are whole in none of the *lines*."""
    return [word for word in words if not any("".join(word.split()) in line for line in lines)]


def halves(lines: Sequence[str]) -> list[str]:
    """Each line cut behind each second character, as if columns were too narrow."""
    return [line[at : at + 2] for line in lines for at in range(0, len(line), 2)]


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_no_number_is_cut_and_short_cells_are_on_one_line(layout: str) -> None:
    assert len(NUMBERS) > 250
    assert len(SHORT) > 90
    assert missing(NUMBERS, rows(layout)) == []
    assert missing(SHORT, rows(layout)) == []


def test_cut_numbers_and_cells_are_seen() -> None:
    lines = halves(rows("gongyun"))
    assert {"3,460.00", "0577-61234098"} <= {each.strip("¥") for each in missing(NUMBERS, lines)}
    assert "后街磨坊隔壁" in missing(SHORT, lines)


def points(layout: str, column: Sequence[str]) -> list[float]:
    """Where the decimal points of the numbers of a *column* stand, or the ends of whole numbers; in em."""
    found = []
    for number in column:
        glyphs = cell(layout, number)
        digits = [glyph for glyph in glyphs if glyph.character.isdigit() or glyph.character in ".,"]
        point = next((glyph.left for glyph in digits if glyph.character == "."), digits[-1].right)
        found.append(point / glyphs[0].size)
    return found


def cell(layout: str, text: str) -> list[Glyph]:
    """The glyphs of the first cell that is *text* and no more."""
    for page in pages(layout):
        for row in page.rows:
            for part in parts(row):
                if "".join(glyph.character for glyph in part) == text:
                    return part
    raise LookupError(text)


def parts(row: Line) -> list[list[Glyph]]:
    """The glyphs of *row* between the white that parts cells."""
    found: list[list[Glyph]] = []
    glyphs = [glyph for glyph in row.glyphs if glyph.character.strip()]
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if before is None or glyph.left - before.right > 0.45 * glyph.size:
            found.append([])
        found[-1].append(glyph)
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("column", DECIMALS)
def test_decimal_points_stand_in_one_vertical_line(column: Sequence[str], layout: str) -> None:
    found = points(layout, column)
    assert max(found) - min(found) <= 0.05


def test_decimal_points_of_different_columns_are_seen() -> None:
    found = points("gongyun", ("14.25", "0.275"))
    assert max(found) - min(found) > 0.05


TAB = 24.0  # pt, at the edges of the page: the name of a section stands there


def outside(layout: str, drawn: Sequence[Page]) -> list[str]:
    """Characters that stand beyond the sides of the type area."""
    geometry = house_style(layout)[1]
    beyond = []
    for number, page in enumerate(drawn):
        if not any(re.search("表 ?[1-9]|^桥|书室登记簿", row.text) for row in page.rows):
            continue
        left = geometry.inside if number % 2 == 0 else geometry.outside
        right = left + geometry.type_area.width
        high = [glyph for glyph in page.glyphs if geometry.head < glyph.y < geometry.head + geometry.type_area.height]
        body = [glyph for glyph in high if glyph.left > TAB and glyph.right < geometry.width - TAB]
        beyond += [glyph.character for glyph in body if glyph.left < left - 1 or glyph.right > right + 1]
    return beyond


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_stands_outside_the_measure(layout: str) -> None:
    assert outside(layout, pages(layout)) == []
    for page in pages(layout):
        for row in page.rows:
            glyphs = [glyph for glyph in row.glyphs if glyph.character.strip()]
            assert all(after.left > one.left + 0.2 * one.size for one, after in pairwise(glyphs)), row.text


def test_what_stands_outside_the_measure_is_seen() -> None:
    assert outside("gongyun", pages("journal"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_are_whole_in_order_and_below_a_head(layout: str) -> None:
    assert missing(LONG, rows(layout)) == []
    heads = sum(row.count("桥名年份") for row in rows(layout))
    continued = sum(row.count("续表20") for row in rows(layout))
    assert heads == continued + 1 > 2
    captions = [row for page in pages(layout) for row in page.rows if "历年修桥" in row.text]
    (caption,) = captions
    page = next(page for page in pages(layout) if caption in page.rows)
    below = [row.base - caption.base for row in page.rows if "桥名" in row.text and "桥1号" not in row.text]
    assert min(each for each in below if each > 0) < 1.1 * house_style(layout)[1].type_area.pitch


def test_rows_that_are_not_whole_are_seen() -> None:
    assert missing(LONG, [row.replace("1931", "") for row in rows("journal")]) == [LONG[30]]

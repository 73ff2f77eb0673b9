"""The specimen of text between fences (text_form_specimen.md) in both layouts: on the grid, over pages, drop caps."""

import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.layout.layout_file import find_layout
from pipeline.resources import find_shipped
from tests.conformance.printed_page import Line, Page, read_pages
from tests.conformance.specimens import Specimen, set_specimen
from tests.engine.test_grid import ASCENT, TOLERANCE
from tests.finished import LAYOUTS, issue_with

SPECIMEN = (Path(__file__).parent / "text_form_specimen.md").read_text("utf-8")
LONG_BOX = re.compile("第[一二三四五六七八]段。")


@cache
def pages(layout: str) -> list[Page]:
    return read_pages(issue_with(SPECIMEN, layout))


def lines(layout: str) -> list[tuple[int, Line]]:
    """Each line of the specimen with its 0-based page."""
    found = [(number, line) for number, page in enumerate(pages(layout)) for line in page.lines]
    first = next(index for index, (_page, line) in enumerate(found) if "东的老船工每天" in line.text)
    last = max(index for index, (_page, line) in enumerate(found) if re.search("第.节的第四行", line.text))
    return found[first : last + 1]


TITLES_OF_POEMS = {"夜航", "长诗"}  # these stand a quarter of a line higher, off their verses


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_line_is_on_the_grid(layout: str) -> None:
    geometry = find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))]).geometry
    area = geometry.type_area
    first = geometry.head + (area.pitch - area.size) / 2 + ASCENT * area.size
    strays = []
    of_body = [line for _page, line in lines(layout) if abs(line.size - area.size) < 0.01]
    for line in of_body:
        distance = (line.base - first) % area.pitch
        if geometry.head < line.base < geometry.head + area.height and min(distance, area.pitch - distance) > TOLERANCE:
            strays.append(line.text)
    assert len(of_body) > 150
    assert set(strays) <= TITLES_OF_POEMS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_long_box_goes_on_where_the_column_ends(layout: str) -> None:
    whole = "".join(line.text for _page, line in lines(layout))
    assert len(LONG_BOX.findall(whole)) == 8
    areas = [(page, line.left > 300 if layout == "journal" else False) for page, line in lines(layout)]
    box = [area for area, (_page, line) in zip(areas, lines(layout), strict=True) if LONG_BOX.search(line.text)]
    assert len(set(box)) > 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_stanza_stays_in_one_column(layout: str) -> None:
    stanzas: dict[str, set[tuple[int, bool]]] = {}
    for page, line in lines(layout):
        if (found := re.search("第(.)节的第(.)行", line.text)) is not None:
            stanzas.setdefault(found[1], set()).add((page, layout == "journal" and line.left > 300))
    assert len(stanzas) == 8
    assert all(len(places) == 1 for places in stanzas.values())
    assert len(set.union(*stanzas.values())) > 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_drop_cap_is_as_high_as_two_lines(layout: str) -> None:
    """From the top of the first line's characters to the foot of the second's."""
    glyphs = [glyph for page in pages(layout) for glyph in page.glyphs]
    letter = next(index for index, glyph in enumerate(glyphs) if glyph.character == "城" and glyph.size > 20)
    text = "".join(glyph.character for glyph in glyphs)
    first, second = glyphs[text.index("东的老船工")], glyphs[text.index("灯一盏一盏熄灭")]
    cap = glyphs[letter]
    assert cap.y - ASCENT * cap.size == pytest.approx(first.y - ASCENT * first.size, abs=0.05)
    assert cap.y + (1 - ASCENT) * cap.size == pytest.approx(second.y + (1 - ASCENT) * second.size, abs=0.05)
    assert first.left > cap.x + cap.size


@pytest.mark.parametrize(("style", "below"), [("", 2), (".drop-cap { min-height: 0 }", 1)])
def test_no_other_paragraph_stands_beside_a_drop_cap(style: str, below: int) -> None:
    first = "<div class='drop-cap'><span class='drop'>天</span><p class='body'>地。</p></div>"
    sheet = set_specimen(Specimen(f"{first}<p>玄黄。</p>", layout="journal", style=style))
    distance = sheet.find("玄")[0].y - sheet.find("地")[0].y
    assert distance / sheet.pitch == pytest.approx(below, abs=0.01)

"""Running heads and tabs of sections: authors and title recto, none on first pages; sections at the edge."""

from functools import cache

import pytest

from tests.conformance.printed_page import Glyph, Page, read_pages
from tests.finished import issue_with

TEXT = "\n\n".join(["守灯人记下了每一盏灯亮起和熄灭的时刻，又把油和灯芯的价钱写在后面。" * 8] * 16)
HEAD = "authors: [{name: 甲某}, {name: 乙某}]\n"
STYLE = {"gongyun": "style: feature\n"}  # its articles run on, and this one is to begin a page
NAMES = ("读者来信", "调查与研究")  # sections of the good issue
HEIGHT = {"journal": 59.5, "huakan": 59.5, "gongyun": 85}  # pt above the type area
VERSO = {"journal": "号角小报　2024年第1期", "huakan": NAMES[0], "gongyun": NAMES[0]}
layouts = pytest.mark.parametrize("layout", VERSO)


@cache
def pages(layout: str) -> list[Page]:
    return read_pages(issue_with(TEXT, layout, HEAD + STYLE.get(layout, ""), "{tabs: shown}"))


def head(page: Page, layout: str) -> str:
    return "".join(line.text for line in page.lines if line.base < HEIGHT[layout])


def tab(page: Page) -> list[Glyph]:
    """The characters within 10 mm of the sides, above the foot."""
    return [
        glyph
        for glyph in page.glyphs
        if (glyph.x < 28.3 or glyph.x > page.width - 28.3)
        and glyph.y < page.height - 60
        and not glyph.character.isspace()
    ]


def of_article(layout: str) -> list[int]:
    """The 0-based pages of the long article."""
    return [
        number for number, page in enumerate(pages(layout)) if "守灯人记下" in "".join(g.character for g in page.glyphs)
    ]


@layouts
def test_authors_and_title_stand_above_recto_pages_and_no_first_ones(layout: str) -> None:
    first, *rest = of_article(layout)
    assert rest
    assert head(pages(layout)[first], layout) == ""
    for number in rest:
        is_recto = number % 2 == 0
        assert head(pages(layout)[number], layout) == ("甲某，乙某：试排" if is_recto else VERSO[layout])


@layouts
def test_each_page_of_a_section_has_its_tab_at_the_outer_edge_and_no_other(layout: str) -> None:
    first, *_rest, last = of_article(layout)
    for number, page in enumerate(pages(layout)):
        found = tab(page)
        text = "".join(glyph.character for glyph in found)
        if first - 1 <= number <= last:
            assert text == NAMES[0]
            assert all((glyph.x > 300) == (number % 2 == 0) for glyph in found)
        elif text:
            assert text == NAMES[1]


@layouts
def test_the_tabs_of_sections_stand_below_one_another_and_off_the_edge(layout: str) -> None:
    tabs = {"".join(glyph.character for glyph in found): found for page in pages(layout) if (found := tab(page))}
    assert set(tabs) == set(NAMES)
    assert max(glyph.y for glyph in tabs[NAMES[0]]) < min(glyph.y for glyph in tabs[NAMES[1]])
    for found in tabs.values():
        outside = [min(glyph.x, pages(layout)[0].width - glyph.x - glyph.size) for glyph in found]
        assert min(outside) > 8.5  # 3 mm

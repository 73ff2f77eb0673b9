"""Running heads and tabs of journal: authors and title recto, none on first pages; sections at the outer edge."""

from functools import cache

from tests.conformance.printed_page import Glyph, Page, read_pages
from tests.finished import issue_with

TEXT = "\n\n".join(["守灯人记下了每一盏灯亮起和熄灭的时刻，又把油和灯芯的价钱写在后面。" * 8] * 16)
HEAD = "authors: [{name: 甲某}, {name: 乙某}]\n"
NAMES = ("读者来信", "调查与研究")  # sections of the good issue
HEIGHT = 59.5  # pt above the type area


@cache
def pages() -> list[Page]:
    return read_pages(issue_with(TEXT, "journal", HEAD))


def head(page: Page) -> str:
    return "".join(line.text for line in page.lines if line.base < HEIGHT)


def tab(page: Page) -> list[Glyph]:
    """The characters within 10 mm of the sides, above the foot."""
    return [
        glyph
        for glyph in page.glyphs
        if (glyph.x < 28.3 or glyph.x > page.width - 28.3)
        and glyph.y < page.height - 60
        and not glyph.character.isspace()
    ]


def of_article() -> list[int]:
    """The 0-based pages of the long article."""
    return [number for number, page in enumerate(pages()) if "守灯人记下" in "".join(g.character for g in page.glyphs)]


def test_authors_and_title_stand_above_recto_pages_and_the_periodical_above_verso_ones() -> None:
    first, *rest = of_article()
    assert len(rest) >= 2
    assert head(pages()[first]) == ""
    for number in rest:
        is_recto = number % 2 == 0
        assert head(pages()[number]) == ("甲某，乙某：试排" if is_recto else "号角小报　2024年第1期")


def test_each_page_of_a_section_has_its_tab_at_the_outer_edge_and_no_other() -> None:
    first, *_rest, last = of_article()
    for number, page in enumerate(pages()):
        found = tab(page)
        text = "".join(glyph.character for glyph in found)
        if first - 1 <= number <= last:
            assert text == NAMES[0]
            assert all((glyph.x > 300) == (number % 2 == 0) for glyph in found)
        elif text:
            assert text == NAMES[1]


def test_the_tabs_of_sections_stand_below_one_another_and_off_the_edge() -> None:
    tabs = {"".join(glyph.character for glyph in found): found for page in pages() if (found := tab(page))}
    assert set(tabs) == set(NAMES)
    assert max(glyph.y for glyph in tabs[NAMES[0]]) < min(glyph.y for glyph in tabs[NAMES[1]])
    for found in tabs.values():
        outside = [min(glyph.x, pages()[0].width - glyph.x - glyph.size) for glyph in found]
        assert min(outside) > 8.5  # 3 mm

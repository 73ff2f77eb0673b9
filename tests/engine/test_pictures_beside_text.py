"""Text runs beside a picture at a side, in lines of whole characters that stay on the grid."""

import pytest

from tests.conformance.printed_page import Page, read_pages
from tests.conformance.specimens import house_style
from tests.finished import issue_with

TEXT = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 20
PICTURE = "![甲](../images/square.png)"


def page_with(mark: str, layout: str) -> Page:
    """The page on which the text stands."""
    pages = read_pages(issue_with(f"文。\n\n{PICTURE}{mark}\n\n{TEXT}", layout))
    return next(page for page in pages if any("天地玄黄" in line.text for line in page.lines))


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_lines_beside_it_are_on_the_grid(side: str, layout: str) -> None:
    area = house_style(layout)[1].type_area
    lines = [line for line in page_with(f"{{.{side} width=40%}}", layout).lines if len(line.glyphs) > 4]
    lines = [line for line in lines if set(line.text) <= set(TEXT)]
    beside = [line for line in lines if line.right - line.left < 0.7 * area.column_width]
    full = [line for line in lines if line.right - line.left > 0.95 * area.column_width]
    assert len(beside) > 3
    assert len(full) > 3
    offsets = {round((line.base - lines[0].base) / area.pitch, 2) % 1 for line in lines}
    assert offsets == {0}
    widths = {round((line.right - line.left) / area.size, 1) for line in beside[1:-1]}
    assert all(width % 1 == 0 for width in widths), widths


def test_a_picture_in_the_text_has_none_beside_it() -> None:
    """The control."""
    area = house_style("gongyun")[1].type_area
    lines = [line for line in page_with("{width=40%}", "gongyun").lines if set(line.text) <= set(TEXT)]
    assert sum(line.right - line.left < 0.7 * area.column_width for line in lines) <= 1


def test_a_head_stands_below_it() -> None:
    area = house_style("gongyun")[1].type_area
    pages = read_pages(issue_with(f"文。\n\n{PICTURE}{{.right width=40%}}\n\n天地玄黄。\n\n## 甲题\n\n乙。", "gongyun"))
    lines = [line for page in pages for line in page.lines]
    text, head = (next(line for line in lines if line.text == words) for words in ("天地玄黄。", "甲题"))
    assert (head.base - text.base) / area.pitch > 3  # it would be the next line

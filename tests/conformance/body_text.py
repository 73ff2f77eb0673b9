"""Body text on the pages of a whole issue: its lines and paragraphs, told by their type and place."""

from itertools import pairwise

from pipeline.units import PageGeometry
from tests.conformance.giving_way import is_han
from tests.conformance.printed_page import Line, Page


def body_lines(page: Page, geometry: PageGeometry) -> list[Line]:
    """The lines of a page in body type, on the body's left edge or indented by two em."""
    area = geometry.type_area
    inside = [line for line in page.lines if geometry.head < line.base < geometry.head + area.height]
    body = [line for line in inside if all(abs(glyph.size - area.size) < 0.1 for glyph in line.glyphs)]
    return [line for line in body if line.left < geometry.inside + 2.1 * area.size]


def is_heading(line: Line) -> bool:
    """Whether no Han character of a line is in the song of the body: headings are in hei or kai."""
    return "Kanben-Song" not in {glyph.font for glyph in line.glyphs if is_han(glyph.character)}


def body_paragraphs(pages: list[Page], geometry: PageGeometry, after_breaks: set[str]) -> list[list[Line]]:
    """The lines of each paragraph on each page: those that follow on one another at the left edge."""
    result: list[list[Line]] = []
    for page in pages:
        lines = body_lines(page, geometry)
        for before, line in pairwise([None, *lines]):
            assert line is not None
            follows = before is not None and 0 < line.base - before.base < geometry.type_area.pitch + 1
            if follows and line.left < geometry.inside + 1 and line.text[:4] not in after_breaks:
                result[-1].append(line)
            else:
                result.append([line])
    return result

"""Base lines of body text stand on the line grid of every page, whatever stands between them."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.units import PageGeometry
from tests.conformance.printed_page import read_pages
from tests.finished import LAYOUTS, finished_sample

TOLERANCE = 0.1  # pt
ASCENT = 0.88  # of the em, in every face of the house (tests/fonts/test_faces.py)


@cache
def base_lines(pdf: Path, size: float) -> list[tuple[int, float]]:
    """0-based page and distance of the base line from the top of the page, pt, of every character of *size* pt."""
    return [
        (number, glyph.y)
        for number, page in enumerate(read_pages(pdf.read_bytes()))
        for glyph in page.glyphs
        if abs(glyph.size - size) <= 0.01 and not glyph.character.isspace()
    ]


def off_grid(pdf: Path, geometry: PageGeometry, skipped_pages: set[int]) -> Counter[int]:
    """Characters of the body size off the grid, by 0-based page.

    The first base line is half the leading and the ascent below the head of the type area; every other is a whole
    number of pitches below that. Folios and running heads stand outside the type area.
    """
    area = geometry.type_area
    first = geometry.head + (area.pitch - area.size) / 2 + ASCENT * area.size
    strays: Counter[int] = Counter()
    for page, y in base_lines(pdf, area.size):
        distance = (y - first) % area.pitch
        inside = geometry.head <= y <= geometry.head + area.height
        if inside and page not in skipped_pages and min(distance, area.pitch - distance) > TOLERANCE:
            strays[page] += 1
    return strays


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_body_line_is_on_the_grid(layout: str) -> None:
    finished = finished_sample(layout)
    covers = {0, finished.issue.pages - 1}  # covers have type areas of their own
    count = len(base_lines(finished.pdf, finished.layout.geometry.type_area.size))
    assert count > 8000
    assert off_grid(finished.pdf, finished.layout.geometry, covers) == {}


def test_a_shifted_grid_is_seen() -> None:
    finished = finished_sample("gongyun")
    geometry = finished.layout.geometry
    shifted = PageGeometry(
        width=geometry.width,
        height=geometry.height,
        head=geometry.head + 0.2,
        inside=geometry.inside,
        type_area=geometry.type_area,
    )
    assert len(off_grid(finished.pdf, shifted, {0})) > 20

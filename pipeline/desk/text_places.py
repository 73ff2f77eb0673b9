"""From a place on a page to its place in the source, and back. Pure.

The engine tells blocks: a heading, a paragraph with its columns and pages. Within a block the place is told by the
share of its characters that come before, on the page and in the source, markup left aside: it is right to about a line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.production.issue.live_pages import LivePages, TextPlace


class SourcePlace(NamedTuple):
    """A place in the file of the article *slug*: *line* from 1, *column* from 0."""

    slug: str
    line: int
    column: int


class PagePlace(NamedTuple):
    """A place on the 0-based *page*, *x* and *y* as shares of its width and height; *area* is that of its block."""

    page: int
    area: tuple[float, float, float, float]
    x: float
    y: float


_MARKUP = re.compile(r"\{[^}\n]*\}|\]\([^)\n]*\)|\]\[|\[\^[^\]\n]*\]:?|^[#>\-+*|\s]+|[*\[\]|!\\]", re.MULTILINE)
"""What is not printed as it is typed."""


def find_block(live: LivePages, page: int, x: float, y: float) -> TextPlace | None:
    """The block of an article on the 0-based *page* at, or nearest to, *x* and *y* (shares of its width and height)."""
    blocks = [place for place in live.places if place.page == page]
    return min(blocks, key=lambda place: _distance(place, x, y), default=None)


def _distance(place: TextPlace, x: float, y: float) -> tuple[float, float]:
    """How far off the block is; of several that it is inside of, the smallest."""
    left, top, right, bottom = place.area
    beside, above = max(left - x, 0.0, x - right), max(top - y, 0.0, y - bottom)
    return beside**2 + above**2, (right - left) * (bottom - top)


def find_source(live: LivePages, block: TextPlace, x: float, y: float, source: Sequence[str]) -> SourcePlace:
    """The place in *source*, the lines of the article's file, of what stands in *block* at *x* and *y*."""
    left, top, right, bottom = block.area
    rows = _count_rows(live, block)
    row = min(rows - 1, max(0, int((y - top) / max(bottom - top, 1e-9) * rows)))
    along = min(1.0, max(0.0, (x - left) / max(right - left, 1e-9)))
    printed = block.begin + (block.end - block.begin) * (row + along) / rows
    first, text = _text_of(live, block.slug, block.line, source)
    share = printed / max(1, _length_of(live, block.slug, block.line))
    shown = [_find_shown(line) for line in text]
    before = round(min(share, 1.0) * sum(map(len, shown)))
    for number, columns in enumerate(shown):
        if before < len(columns):
            return SourcePlace(block.slug, first + number + 1, columns[before])
        before -= len(columns)
    return SourcePlace(block.slug, first + len(text), len(text[-1]) if text else 0)


def find_page(live: LivePages, slug: str, line: int, column: int, source: Sequence[str]) -> PagePlace | None:
    """Where the character at *line* (from 1) and *column* (from 0) of the article's *source* stands on the pages."""
    lines = _block_lines(live, slug)
    if not lines:
        return None
    begin = lines[max(0, bisect_right(lines, line) - 1)]
    first, text = _text_of(live, slug, begin, source)
    shown = [_find_shown(each) for each in text]
    at = max(0, line - 1 - first)
    before = sum(map(len, shown[:at])) + sum(each < column for columns in shown[at : at + 1] for each in columns)
    share = min(1.0, before / max(1, sum(map(len, shown))))
    printed = share * _length_of(live, slug, begin)
    blocks = [place for place in live.places if (place.slug, place.line) == (slug, begin)]
    block = next((each for each in blocks if printed < each.end), blocks[-1])
    left, top, right, bottom = block.area
    rows = _count_rows(live, block)
    within = min(1.0, max(0.0, (printed - block.begin) / max(1, block.end - block.begin))) * rows
    row = min(rows - 1, int(within + 1e-9))
    y = top + (bottom - top) * (row + 0.5) / rows
    return PagePlace(block.page, block.area, left + (right - left) * (within - row), y)


def _count_rows(live: LivePages, block: TextPlace) -> int:
    """About how many lines *block* has on its page."""
    _left, top, _right, bottom = block.area
    return max(1, round((bottom - top) * live.pages[block.page].height / live.pitch))


def _find_shown(line: str) -> list[int]:
    """The columns of *line* whose characters are printed, as far as can be told without reading the whole text."""
    hidden = {column for found in _MARKUP.finditer(line) for column in range(*found.span())}
    return [column for column in range(len(line)) if column not in hidden]


def _block_lines(live: LivePages, slug: str) -> list[int]:
    return sorted({place.line for place in live.places if place.slug == slug})


def _text_of(live: LivePages, slug: str, line: int, source: Sequence[str]) -> tuple[int, list[str]]:
    """The lines of *source* of the block that begins on *line*, and the 0-based number of the first of them."""
    lines = _block_lines(live, slug)
    after = lines[lines.index(line) + 1 :]
    first = min(line - 1, max(0, len(source) - 1))
    text = list(source[first : max(first + 1, after[0] - 1) if after else None])
    while len(text) > 1 and not text[-1].strip():
        text.pop()
    return first, text


def _length_of(live: LivePages, slug: str, line: int) -> int:
    return max(place.end for place in live.places if (place.slug, place.line) == (slug, line))

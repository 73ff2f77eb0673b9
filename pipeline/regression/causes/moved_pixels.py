"""The pictures of pages whose text moves: each line that only moved must be as dark as it was, and nothing else new.

The cells of a picture are larger than a line, so that only the mean of what stands in a line's place can be compared:
lines that are gone from the picture, or covered, are seen; a letter is not.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import ceil, floor, isfinite

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.raster_changes import CELL, around, is_covered, resized_pages
from pipeline.regression.evidence.line_pairs import LinePair
from pipeline.regression.snapshot.snapshot import Box, Page, Snapshot

_LEAST_WIDE = 40.0  # pt: shorter lines are a few cells, and say little
_LEAST_DARK = 1.2  # of fifteen steps, in the mean: as dark as a line of text is at least
_GONE = 0.4  # of its darkness
_COVERED = 4.0  # steps darker
_USUAL = 24.0  # pt: letters with their marks are no higher, unless their size says so
_DARK, _LEAST_CELLS = 4, 4


def find_moved_pixels(known: KnownCauses, pairs: Sequence[LinePair]) -> None:
    """Tell lines that moved and are gone from the picture or covered, and what is drawn where nothing is known of."""
    told: dict[tuple[int, int], tuple[list[Box], list[Box]]] = defaultdict(lambda: ([], []))
    one, other = known.pairing.flow_before.lines, known.pairing.flow_after.lines
    for pair in pairs:
        here, now = one[pair.index], other[pair.there]
        if here.size < CELL:
            continue  # a cell shows more than the line
        if here.page not in known.moved_pages or pair.rebroken or not pair.starts_alike:
            continue
        if pair.index in known.line_causes or here.line.text != now.line.text or here.line.width < _LEAST_WIDE:
            continue
        sides = known.pairing.before.pages[here.page], known.pairing.after.pages[now.page]
        if _is_other(_darkness(sides[0], here.box), _darkness(sides[1], now.box)):
            told[here.page, now.page][0].append(here.box)
            told[here.page, now.page][1].append(now.box)
    resized = resized_pages(known)
    for page, there in known.pairing.page_map.items():
        if page in known.moved_pages and page not in resized and (cells := _new_cells(known, page, there)):
            told[page, there][1].append(around(cells))
    for (page, there), (boxes, others) in sorted(told.items()):
        cause = known.cause((), "pixels.changed", _("Pages look otherwise where nothing else differs."))
        cause.facts += known.pairing.after.pages[there].raster
        cause.before += [(page, box) for box in boxes or others]
        cause.after += [(there, box) for box in others]


def _is_other(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return False
    less, more = sorted((before, after))
    return (more >= _LEAST_DARK and less < _GONE * more) or more - less >= _COVERED


def _darkness(page: Page, box: Box) -> float | None:
    """The mean darkness of *box* on *page*, of fifteen steps; None where there is no picture of it."""
    if not page.columns or not all(map(isfinite, box)):
        return None
    rows = len(page.raster) // page.columns
    total = area = 0.0
    for y in range(max(0, floor(box[1] / CELL)), min(rows, ceil(box[3] / CELL))):
        high = min(box[3], (y + 1) * CELL) - max(box[1], y * CELL)
        for x in range(max(0, floor(box[0] / CELL)), min(page.columns, ceil(box[2] / CELL))):
            part = high * (min(box[2], (x + 1) * CELL) - max(box[0], x * CELL))
            area += part
            total += part * (15 - int(page.raster[page.columns * y + x], 16))
    return total / area if area > 0 else None


def _new_cells(known: KnownCauses, page: int, there: int) -> list[tuple[int, int]]:
    """Cells of the page after that are dark though nothing stands there, where it wasn't so before."""
    old, new = _find_unexplained(known.pairing.before, page), _find_unexplained(known.pairing.after, there)
    cells = sorted(new - old)
    return cells if len(cells) >= _LEAST_CELLS and len(new) - len(old) >= _LEAST_CELLS else []


def _find_unexplained(snapshot: Snapshot, number: int) -> set[tuple[int, int]]:
    page = snapshot.pages[number]
    dark = {
        (number % page.columns, number // page.columns)
        for number, grey in enumerate(page.raster)
        if page.columns and 15 - int(grey, 16) >= _DARK
    }
    sizes = [(each, max((_USUAL, *(snapshot.styles[n].size for n, _text in each.pieces)))) for each in page.lines]
    lines = [(each.x, each.y - size, each.x + each.width, each.y + size / 2) for each, size in sizes]
    marks = [each.box for each in (*page.images, *page.vectors)] + [each.box for each in page.links]
    return dark - is_covered([*lines, *marks], page) if dark else dark

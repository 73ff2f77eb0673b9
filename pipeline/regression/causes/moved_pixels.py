"""The pictures of pages whose text moves: each line that only moved must be as dark as it was, and nothing else new.

The cells of a picture are larger than a line, so that only the mean of what stands in a line's place can be compared:
lines that are gone from the picture, or covered, are seen; a letter is not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
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
_DARK_CELLS, _LEAST_CELLS = re.compile("[0-9ab]"), 4  # four of fifteen steps at least
_STEPS = {f"{15 - steps:x}": steps for steps in range(16)}  # a cell's digit → how dark it is, of fifteen steps


def find_moved_pixels(known: KnownCauses, pairs: Sequence[LinePair]) -> None:
    """Tell lines that moved and are gone from the picture or covered, and what is drawn where nothing is known of."""
    told: dict[tuple[int, int], tuple[list[Box], list[Box]]] = defaultdict(lambda: ([], []))
    one, other = known.pairing.flow_before.lines, known.pairing.flow_after.lines
    before, after = _Pages(known.pairing.before.pages), _Pages(known.pairing.after.pages)
    for pair in pairs:
        here, now = one[pair.index], other[pair.there]
        if here.size < CELL:
            continue  # a cell shows more than the line
        if here.page not in known.moved_pages or pair.rebroken or not pair.starts_alike:
            continue
        if pair.index in known.line_causes or here.line.text != now.line.text or here.line.width < _LEAST_WIDE:
            continue
        if _is_other(before[here.page].of(here.box), after[now.page].of(now.box)):
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


class _Darkness:
    """How dark a page is, by its cells: row by row the sums of fifteen steps from the left edge."""

    def __init__(self, page: Page) -> None:
        self.columns = page.columns
        cells = [_STEPS[each] for each in page.raster]
        starts = range(0, len(cells), page.columns) if page.columns else ()
        self.rows = [[0, *accumulate(cells[start : start + page.columns])] for start in starts]
        if self.rows and len(self.rows[-1]) <= page.columns:
            self.rows.pop()  # a row that is cut off

    def of(self, box: Box) -> float | None:
        """The mean darkness of *box*, of fifteen steps; None where there is no picture of it."""
        if not self.rows or not all(map(isfinite, box)):
            return None
        left, right = (min(max(each / CELL, 0.0), self.columns) for each in (box[0], box[2]))
        total = area = 0.0
        for y in range(max(0, floor(box[1] / CELL)), min(len(self.rows), ceil(box[3] / CELL))):
            high = min(box[3], (y + 1) * CELL) - max(box[1], y * CELL)
            area += high * (right - left)
            total += high * (_sum_to(self.rows[y], right) - _sum_to(self.rows[y], left))
        return total / area if area > 0 else None


class _Pages(dict[int, _Darkness]):
    """How dark *pages* are, by their number; worked out when it is asked for."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self.pages = pages

    def __missing__(self, number: int) -> _Darkness:
        self[number] = _Darkness(self.pages[number])
        return self[number]


def _sum_to(sums: list[int], place: float) -> float:
    """The sum of the cells up to *place*, counted in cells."""
    whole = int(place)
    rest = place - whole
    return sums[whole] + (rest * (sums[whole + 1] - sums[whole]) if rest else 0.0)


def _new_cells(known: KnownCauses, page: int, there: int) -> list[tuple[int, int]]:
    """Cells of the page after that are dark though nothing stands there, where it wasn't so before."""
    old, new = _find_unexplained(known.pairing.before, page), _find_unexplained(known.pairing.after, there)
    cells = sorted(new - old)
    return cells if len(cells) >= _LEAST_CELLS and len(new) - len(old) >= _LEAST_CELLS else []


def _find_unexplained(snapshot: Snapshot, number: int) -> set[tuple[int, int]]:
    page = snapshot.pages[number]
    if not page.columns:
        return set()
    found = (each.start() for each in _DARK_CELLS.finditer(page.raster))
    dark = {(number % page.columns, number // page.columns) for number in found}
    if not dark:
        return dark
    sizes = [(each, max((_USUAL, *(snapshot.styles[n].size for n, _text in each.pieces)))) for each in page.lines]
    lines = [(each.x, each.y - size, each.x + each.width, each.y + size / 2) for each, size in sizes]
    marks = [each.box for each in (*page.images, *page.vectors)] + [each.box for each in page.links]
    return dark - is_covered([*lines, *marks], page)

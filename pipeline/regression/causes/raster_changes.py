"""What only the picture of a page tells: cells that are darker or lighter where nothing else is known to differ."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Box, Page

CELL = 8.0  # pt: the side of a cell
_LEAST = 3  # steps of sixteen: an edge that is drawn a pixel further makes two


def find_pixels(known: KnownCauses) -> None:
    """One finding for all pages that look otherwise, with a box around what differs on each; one for each figure."""
    told_before, told_after = _tell(known)
    resized = resized_pages(known)
    figures, _after = known.evidence.figures
    for page, there in sorted(known.pairing.page_map.items()):
        one, other = known.pairing.before.pages[page], known.pairing.after.pages[there]
        if one.raster == other.raster or page in known.moved_pages or page in resized:
            continue
        if one.columns != other.columns or len(one.raster) != len(other.raster):
            cells = [(0, 0)]
        else:
            told = is_covered(told_before.get(page, []) + told_after.get(there, []), one)
            cells = [cell for cell in _cells(one, other) if cell not in told]
        figure = next((each for each in figures if each.page == page and _holds(each.box, cells)), None)
        if cells and figure is not None:
            text = _("The figure “{text}” is drawn otherwise.").format(text=figure.caption)
            cause = known.cause(("figure", figure.caption), "images.changed", text)
            cause.facts += other.raster
            cause.before.append((page, around(cells)))
            cause.after.append((there, around(cells)))
        elif cells:
            cause = known.cause((), "pixels.changed", _("Pages look otherwise where nothing else differs."))
            cause.facts += other.raster
            cause.before.append((page, around(cells)))
            cause.after.append((there, around(cells)))


def _holds(box: Box, cells: list[tuple[int, int]]) -> bool:
    x0, y0, x1, y1 = around(cells) if cells else box
    return box[0] - CELL <= x0 and box[1] - CELL <= y0 and x1 <= box[2] + CELL and y1 <= box[3] + CELL


def resized_pages(known: KnownCauses) -> set[int]:
    """The pages before that have other boxes now, so that their pictures can't be compared."""
    changed = (cause for cause in known.causes.values() if cause.kind == "boxes.changed")
    return {page for cause in changed for page, _box in cause.before}


def _tell(known: KnownCauses) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    rows: tuple[dict[int, list[Box]], dict[int, list[Box]]] = {}, {}
    for cause in [*known.causes.values(), known.followed]:
        for side, places in zip(rows, (cause.before, cause.after), strict=True):
            for page, box in places:
                side.setdefault(page, []).append(box)
    return rows


def _cells(one: Page, other: Page) -> list[tuple[int, int]]:
    return [
        (number % one.columns, number // one.columns)
        for number, (here, now) in enumerate(zip(one.raster, other.raster, strict=True))
        if here != now and abs(int(here, 16) - int(now, 16)) >= _LEAST
    ]


def _within(cell: tuple[int, int], box: Box) -> bool:
    x, y = cell[0] * CELL, cell[1] * CELL
    return box[0] - 2 * CELL < x < box[2] + CELL and box[1] - 2 * CELL < y < box[3] + CELL


def is_covered(boxes: Iterable[Box], page: Page) -> set[tuple[int, int]]:
    """The cells of *page* in reach of *boxes*."""
    rows = len(page.raster) // max(1, page.columns)
    found: set[tuple[int, int]] = set()
    for x0, y0, x1, y1 in set(boxes):
        across = range(max(0, floor(x0 / CELL) - 1), min(page.columns, ceil(x1 / CELL) + 1))
        down = range(max(0, floor(y0 / CELL) - 1), min(rows, ceil(y1 / CELL) + 1))
        found |= {(x, y) for x in across for y in down if _within((x, y), (x0, y0, x1, y1))}
    return found


def around(cells: list[tuple[int, int]]) -> Box:
    """The box around *cells*, pt."""
    across, down = [x for x, _y in cells], [y for _x, y in cells]
    return min(across) * CELL, min(down) * CELL, (max(across) + 1) * CELL, (max(down) + 1) * CELL


def mask_page(page: Page, masks: list[Place], number: int) -> Page:
    """*page* without what stands in the *masks* of the page *number*; a mask of page −1 is on all pages.

    What has its middle in a mask stands in it; of the picture, all cells that it touches.
    """
    boxes = [box for at, box in masks if at in {-1, number}]
    if not boxes:
        return page

    def is_seen(x0: float, y0: float, x1: float, y1: float) -> bool:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)

    seen = [is_seen(each.x, each.y, each.x + each.width, each.y) for each in page.lines]
    return replace(
        page,
        lines=tuple(each for each, is_kept in zip(page.lines, seen, strict=True) if is_kept),
        roles="".join(each for each, is_kept in zip(page.roles, seen, strict=False) if is_kept),
        images=tuple(each for each in page.images if is_seen(*each.box)),
        vectors=tuple(each for each in page.vectors if is_seen(*each.box)),
        links=tuple(each for each in page.links if is_seen(*each.box)),
        raster="".join(
            "f" if any(_within((n % page.columns, n // page.columns), box) for box in boxes) else each
            for n, each in enumerate(page.raster)
        ),
    )

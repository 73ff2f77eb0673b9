"""Whether a picture shows a part of what it showed: by its pixels, and by the pictures of both pages. Pure."""

import re
from math import ceil, floor

from pipeline.regression.snapshot.snapshot import Box, Mark, Page

_CELL = 8.0  # pt
_LEAST_CELLS = 6  # of a picture, each way
_STEP = 0.5  # cells, from place to place where the part is looked for
_BETTER = 0.75  # of what the whole differs by
_ROUNDING = 0.6  # steps of grey: both are rounded to whole ones
_ALIKE = 0.12  # of the greys from the lightest to the darkest
_PIXELS = re.compile(r"(\d{1,6})×(\d{1,6})-")


def is_cropped(before: Page, mark: Mark, after: Page, other: Mark) -> bool:
    """Whether the image *other* of the page *after* is a part of the image *mark* of *before*.

    It has fewer pixels, and those of a part of the one before look more like it than all of them.
    """
    pixels = _PIXELS.match(mark.digest), _PIXELS.match(other.digest)
    if pixels[0] is None or pixels[1] is None:
        return False
    (wide, high), (part_wide, part_high) = ([int(each) for each in found.groups()] for found in pixels if found)
    if part_wide > wide or part_high > high or (part_wide, part_high) == (wide, high) or not (wide and high):
        return False
    shape = part_wide / wide, part_high / high  # of the whole
    cells = _cells_within(after, other.box)
    if len(cells) < _LEAST_CELLS**2:
        return False
    whole = _difference(before, mark.box, (0.0, 0.0, 1.0, 1.0), cells)
    lefts, tops = (_places(1 - shape[n], _STEP * _CELL / max(_CELL, mark.box[n + 2] - mark.box[n])) for n in (0, 1))
    places = [(left, top, *shape) for top in tops for left in lefts]
    best = min((_difference(before, mark.box, place, cells) for place in places), default=whole)
    greys = [grey for _x, _y, grey in cells]
    return best <= _BETTER * whole and best <= max(_ROUNDING, _ALIKE * (max(greys) - min(greys)))


def _places(last: float, step: float) -> list[float]:
    """From 0 to *last*, both of them, by *step*."""
    return [*(n * step for n in range(int(last / step) + 1)), last]


def _cells_within(page: Page, box: Box) -> list[tuple[float, float, int]]:
    """The cells of *page* that lie within *box*: where their middle is, of the width and height, and their grey."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if not page.columns or wide <= 0 or high <= 0:
        return []
    rows = len(page.raster) // page.columns
    across = range(max(0, ceil(box[0] / _CELL)), min(page.columns, floor(box[2] / _CELL)))
    down = range(max(0, ceil(box[1] / _CELL)), min(rows, floor(box[3] / _CELL)))
    return [
        (
            ((x + 0.5) * _CELL - box[0]) / wide,
            ((y + 0.5) * _CELL - box[1]) / high,
            int(page.raster[y * page.columns + x], 16),
        )
        for y in down
        for x in across
    ]


def _difference(
    page: Page, box: Box, place: tuple[float, float, float, float], cells: list[tuple[float, float, int]]
) -> float:
    """By how many steps of grey the part of the picture in *box* of *page* differs from *cells*.

    Its *place* is left, top, width and height, of the width and height of the picture.
    """
    left, top, width, height = place
    total = 0.0
    for x, y, grey in cells:
        across = box[0] + (left + x * width) * (box[2] - box[0])
        down = box[1] + (top + y * height) * (box[3] - box[1])
        total += abs(_seen(page, across / _CELL - 0.5, down / _CELL - 0.5) - grey)
    return total / len(cells)


def _seen(page: Page, x: float, y: float) -> float:
    """The grey of *page* at the cell *x*, *y*, between the middles of cells."""
    rows = len(page.raster) // page.columns
    left, top = min(max(int(x), 0), page.columns - 2), min(max(int(y), 0), rows - 2)
    across, down = min(max(x - left, 0.0), 1.0), min(max(y - top, 0.0), 1.0)
    greys = [
        [int(page.raster[row * page.columns + column], 16) for column in (left, left + 1)] for row in (top, top + 1)
    ]
    upper, lower = (row[0] * (1 - across) + row[1] * across for row in greys)
    return upper * (1 - down) + lower * down

"""Whether a picture shows a part of what it showed: by its pixels, and by the pictures of both pages. Pure."""

import re
from math import ceil, floor

from pipeline.regression.snapshot.snapshot import Box, Mark, Page

_CELL = 8.0  # pt
_LEAST_CELLS, _MOST_CELLS = 6, 16  # of a picture, each way, that are compared
_MOST_STEPS = 12  # from place to place, each way, before it is looked for around the best
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
    best = _find_nearest(before, mark.box, shape, cells)
    greys = [grey for _x, _y, grey in cells]
    return best <= _BETTER * whole and best <= max(_ROUNDING, _ALIKE * (max(greys) - min(greys)))


def _find_nearest(page: Page, box: Box, shape: tuple[float, float], cells: list[tuple[float, float, int]]) -> float:
    """The least that a part of *shape* of the picture in *box* differs by from *cells*: looked for all over it,
    then around the best of them, so that large pictures take no longer.
    """
    rooms = 1 - shape[0], 1 - shape[1]
    fine = [_STEP * _CELL / max(_CELL, box[n + 2] - box[n]) for n in (0, 1)]
    steps = [max(fine[n], rooms[n] / _MOST_STEPS) for n in (0, 1)]

    def differ(left: float, top: float) -> float:
        return _difference(page, box, (left, top, *shape), cells)

    left, top = min(
        ((x, y) for y in _places(0.0, rooms[1], steps[1]) for x in _places(0.0, rooms[0], steps[0])),
        key=lambda place: differ(*place),
    )
    while any(steps[n] > fine[n] for n in (0, 1)):
        near = [
            _places(max(0.0, place - steps[n]), min(rooms[n], place + steps[n]), max(fine[n], steps[n] / 4))
            for n, place in enumerate((left, top))
        ]
        left, top = min(((x, y) for y in near[1] for x in near[0]), key=lambda place: differ(*place))
        steps = [max(fine[n], steps[n] / 4) for n in (0, 1)]
    return differ(left, top)


def _places(first: float, last: float, step: float) -> list[float]:
    """From *first* to *last*, both of them, by *step*."""
    return [*(first + n * step for n in range(int((last - first) / step) + 1)), last]


def _cells_within(page: Page, box: Box) -> list[tuple[float, float, int]]:
    """Cells of *page* all over *box*, of many some: where their middle is, of the width and height, and their grey."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if not page.columns or wide <= 0 or high <= 0:
        return []
    rows = len(page.raster) // page.columns
    across = range(max(0, ceil(box[0] / _CELL)), min(page.columns, floor(box[2] / _CELL)))
    down = range(max(0, ceil(box[1] / _CELL)), min(rows, floor(box[3] / _CELL)))
    steps = max(1, ceil(len(across) / _MOST_CELLS)), max(1, ceil(len(down) / _MOST_CELLS))
    return [
        (
            ((x + 0.5) * _CELL - box[0]) / wide,
            ((y + 0.5) * _CELL - box[1]) / high,
            int(page.raster[y * page.columns + x], 16),
        )
        for y in down[:: steps[1]]
        for x in across[:: steps[0]]
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
        total += abs(_measure_grey(page, across / _CELL - 0.5, down / _CELL - 0.5) - grey)
    return total / len(cells)


def _measure_grey(page: Page, x: float, y: float) -> float:
    """The grey of *page* at the cell *x*, *y*, between the middles of cells."""
    rows = len(page.raster) // page.columns
    left, top = min(max(int(x), 0), page.columns - 2), min(max(int(y), 0), rows - 2)
    across, down = min(max(x - left, 0.0), 1.0), min(max(y - top, 0.0), 1.0)
    greys = [
        [int(page.raster[row * page.columns + column], 16) for column in (left, left + 1)] for row in (top, top + 1)
    ]
    upper, lower = (row[0] * (1 - across) + row[1] * across for row in greys)
    return upper * (1 - down) + lower * down

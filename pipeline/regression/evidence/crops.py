"""Whether a picture shows a part of what it showed: by its pixels, and by the pictures of both pages. Pure."""

import re

from pipeline.regression.snapshot.snapshot import Box, Mark, Page

_CELL = 8.0  # pt
_LEAST_CELLS = 6  # of a picture, each way
_STEP = 0.25  # cells, from place to place where the part is looked for
_BETTER = 0.5  # of what the whole differs by
_ALIKE = 0.08  # of the greys from the lightest to the darkest
_PIXELS = re.compile(r"(\d{1,6})×(\d{1,6})-")

_Grid = list[list[int]]


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
    grid, part = _grid(before, mark.box), _grid(after, other.box)
    if min(len(grid), len(part)) < _LEAST_CELLS or min(len(grid[0]), len(part[0])) < _LEAST_CELLS:
        return False
    width, height = len(grid[0]) * part_wide / wide, len(grid) * part_high / high
    whole = _difference(grid, (0.0, 0.0, float(len(grid[0])), float(len(grid))), part)
    places = (
        (left * _STEP, top * _STEP, width, height)
        for top in range(int((len(grid) - height) / _STEP) + 1)
        for left in range(int((len(grid[0]) - width) / _STEP) + 1)
    )
    best = min((_difference(grid, place, part) for place in places), default=whole)
    greys = [grey for row in part for grey in row]
    return best <= _BETTER * whole and best <= _ALIKE * (max(greys) - min(greys))


def _grid(page: Page, box: Box) -> _Grid:
    """The cells of *page* that lie in *box*, row by row; none where it can't be seen."""
    if not page.columns:
        return [[]]
    rows = len(page.raster) // page.columns
    left, right = max(0, round(box[0] / _CELL)), min(page.columns, round(box[2] / _CELL))
    top, bottom = max(0, round(box[1] / _CELL)), min(rows, round(box[3] / _CELL))
    found = [[int(page.raster[y * page.columns + x], 16) for x in range(left, right)] for y in range(top, bottom)]
    return found if found and found[0] else [[]]


def _difference(grid: _Grid, place: tuple[float, float, float, float], part: _Grid) -> float:
    """By how many steps of grey the part of *grid* at *place* (left, top, width, height) differs from *part*."""
    left, top, width, height = place
    total, rows, columns = 0.0, len(part), len(part[0])
    for y in range(1, rows - 1):
        for x in range(1, columns - 1):
            here = _seen(grid, left + (x + 0.5) * width / columns - 0.5, top + (y + 0.5) * height / rows - 0.5)
            total += abs(here - part[y][x])
    return total / max(1, (rows - 2) * (columns - 2))


def _seen(grid: _Grid, x: float, y: float) -> float:
    """The grey at the place *x*, *y* of *grid*, between the middles of its cells."""
    x, y = min(max(x, 0.0), len(grid[0]) - 1.0), min(max(y, 0.0), len(grid) - 1.0)
    left, top = min(int(x), len(grid[0]) - 2), min(int(y), len(grid) - 2)
    across, down = x - left, y - top
    upper = grid[top][left] * (1 - across) + grid[top][left + 1] * across
    lower = grid[top + 1][left] * (1 - across) + grid[top + 1][left + 1] * across
    return upper * (1 - down) + lower * down

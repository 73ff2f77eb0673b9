"""How the pictures of a group stand: in rows, each of one height, all as wide as the measure. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import log
from typing import NamedTuple

from pipeline.blocks import Figure, FigureGroup
from pipeline.layout.picture_pages import MOST_CROPPED
from pipeline.units import PageGeometry

_MOST_IN_ROW = 4
_GAP = 0.5  # em, between pictures
_SHAPE = 0.75  # of a group, height by width, that is aimed at
_UNEVEN, _SHRUNK = 1.0, 2.5  # what unlike rows cost, and room that stays empty beside rows that are too high


class PlacedFigure(NamedTuple):
    """A figure of a row, with its size in pt."""

    figure: Figure
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Figures side by side, *gap* pt apart; *space*: the height set aside for their pictures, pt."""

    figures: tuple[PlacedFigure, ...]
    gap: float
    space: float

    @property
    def has_captions(self) -> bool:
        """Whether words stand below any of the pictures."""
        return any(each.figure.has_words for each in self.figures)


def arrange(group: FigureGroup, geometry: PageGeometry, width: float, lines: int) -> tuple[FigureRow, ...]:
    """The rows of *group* in a measure of *width* pt, with captions in at most about so many *lines* of the grid.

    As its author says, or else so that rows are alike and fill the room: 1 × 2, 1 × 3, 2 × 2, 1 + 2 and so on. What is
    too high is cropped a little, so that its edges are those of the measure, or else narrower; so are drawings.
    """
    gap = _GAP * geometry.type_area.size
    ways = [group.rows] if group.rows else list(_compositions(len(group.figures)))
    room = geometry.lines(lines)
    target = min(room, _SHAPE * width)

    def cost(counts: Sequence[int]) -> float:
        heights = [_height(row, width, gap) for row in _part(group.figures, counts)]
        most = _room_for_pictures(group.figures, counts, geometry, room, gap)
        mean = sum(heights) / len(heights)
        scale = min(1.0, most / sum(heights))
        narrow = scale / _share_shown(group, scale)
        uneven = sum(abs(log(height / mean)) for height in heights) / len(heights)
        return _UNEVEN * uneven + abs(log(scale * sum(heights) / target)) + _SHRUNK * (1 - narrow)

    counts = min(ways, key=cost)
    rows = _part(group.figures, counts)
    heights = [_height(row, width, gap) for row in rows]
    scale = min(1.0, _room_for_pictures(group.figures, counts, geometry, room, gap) / sum(heights))
    shown = _share_shown(group, scale)
    return tuple(_set_rows(rows, [scale * height for height in heights], shown, geometry, gap))


def _share_shown(group: FigureGroup, scale: float) -> float:
    """The share of their heights that pictures show which are to be lower by *scale*, and keep their widths."""
    can_be_cropped = not any(each.picture.is_drawing for each in group.figures)
    return scale if can_be_cropped and scale >= 1 - MOST_CROPPED else 1.0


def _set_rows(
    rows: Sequence[Sequence[Figure]], heights: Sequence[float], shown: float, geometry: PageGeometry, gap: float
) -> Iterator[FigureRow]:
    """Rows whose spaces end on the grid wherever words follow, and at the end; *shown*: the share of their heights."""
    used = 0.0
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        placed = tuple(PlacedFigure(each, round(height / shown * each.ratio, 3), round(height, 3)) for each in row)
        end = used + height + gap
        if index + 1 == len(rows) or any(each.has_words for each in row):
            end = geometry.lines(geometry.whole_lines(end))
        yield FigureRow(placed, round(gap, 3), round(end - used, 3))
        used = end if index + 1 < len(rows) and not any(each.has_words for each in row) else 0.0


def _room_for_pictures(
    figures: Sequence[Figure], counts: Sequence[int], geometry: PageGeometry, room: float, gap: float
) -> float:
    """What is left of *room* for the heights of pictures: captions have a line, with what fills the line above them."""
    captions = sum(any(each.has_words for each in row) for row in _part(figures, counts))
    return max(geometry.lines(1), room - geometry.lines(2 * captions + 1) - gap * len(counts))


def _height(row: Sequence[Figure], width: float, gap: float) -> float:
    """How high pictures of one height are that fill *width*."""
    return (width - gap * (len(row) - 1)) / sum(each.ratio for each in row)


def _part(figures: Sequence[Figure], counts: Sequence[int]) -> list[Sequence[Figure]]:
    return [figures[first:last] for first, last in pairwise((0, *accumulate(counts)))]


def _compositions(count: int) -> Iterator[tuple[int, ...]]:
    """All ways to part *count* figures into rows, in order."""
    for rows in range(1, count + 1):
        for cuts in combinations(range(1, count), rows - 1):
            counts = tuple(last - first for first, last in pairwise((0, *cuts, count)))
            if max(counts) <= _MOST_IN_ROW:
                yield counts

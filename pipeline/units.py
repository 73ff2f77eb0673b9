"""Lengths of the trade and the geometry of a page.

All lengths are held in points (1 pt = 1/72 inch). Page coordinates have their origin at the top left corner of the
trim, x to the right and y downwards, unless a docstring says otherwise.
"""

import math
import re
from dataclasses import dataclass, replace

POINTS_PER_MM = 72 / 25.4

# Chinese type sizes 字号 in points of 1/72 inch, as word processors and printers have them.
TYPE_SIZES = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
    "六号": 7.5,
    "小六": 6.5,
    "七号": 5.5,
    "八号": 5.0,
}
_NUMBER_WITH_UNIT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(mm|cm|pt)")
_FOCUS = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)%\s+([0-9]{1,3}(?:\.[0-9]+)?)%")
_TO_POINTS = {"mm": POINTS_PER_MM, "cm": POINTS_PER_MM * 10, "pt": 1.0}


_FEWEST_CHARACTERS, _MOST_CHARACTERS = 10, 46  # of a line that is read with ease


@dataclass(frozen=True, slots=True)
class Focus:
    """The point of a picture that stays in view where it is cropped, in per cent from its left and its top."""

    x: float = 50.0
    y: float = 50.0

    @classmethod
    def parse(cls, text: str) -> "Focus":
        """What is written as ``50% 30%``. Raises ValueError for anything else."""
        found = _FOCUS.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        point = cls(float(found[1]), float(found[2]))
        if max(point.x, point.y) > 100:
            raise ValueError(text)
        return point


def parse_length(text: str) -> float:
    """Return the length in points of ``"185mm"``, ``"18.5cm"``, ``"16pt"`` or a type size such as ``"五号"``.

    Raises ValueError for anything else.
    """
    text = text.strip()
    if text in TYPE_SIZES:
        return TYPE_SIZES[text]
    match = _NUMBER_WITH_UNIT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return float(match[1]) * _TO_POINTS[match[2]]


def mm(points: float) -> float:
    """Return *points* in millimetres."""
    return points / POINTS_PER_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeArea:
    """The type area 版心: a grid of character cells, *columns* side by side.

    *characters* per line of one column and *lines* per column are counts; *size*, *pitch* (from base line to base
    line) and *gutter* (between columns) are points.
    """

    characters: int
    lines: int
    size: float
    pitch: float
    columns: int = 1
    gutter: float = 0.0

    @property
    def column_width(self) -> float:
        """Width of one column, pt."""
        return self.characters * self.size

    @property
    def width(self) -> float:
        """Width of all columns with their gutters, pt."""
        return self.columns * self.column_width + (self.columns - 1) * self.gutter

    @property
    def height(self) -> float:
        """Height of the type area, pt: whole lines of the grid."""
        return self.lines * self.pitch

    def in_columns(self, count: int) -> "TypeArea | None":
        """The same area in *count* columns of whole characters; None where they would be too narrow.

        What is left over goes to the gutters. A single column is at most as wide as can be read, and narrower then.
        """
        if count == self.columns:
            return self
        least = self.gutter or self.size
        characters = int((self.width - (count - 1) * least) / count / self.size + 1e-6)
        if characters < _FEWEST_CHARACTERS:
            return None
        characters = min(characters, _MOST_CHARACTERS)
        gutter = (self.width - count * characters * self.size) / (count - 1) if count > 1 else 0.0
        return replace(self, characters=characters, columns=count, gutter=gutter)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """A trimmed page and the type area on it; *head* and *inside* are the margins above and at the spine, pt."""

    width: float
    height: float
    head: float
    inside: float
    type_area: TypeArea

    @property
    def foot(self) -> float:
        """Margin below the type area, pt."""
        return self.height - self.head - self.type_area.height

    @property
    def outside(self) -> float:
        """Margin at the fore edge, pt."""
        return self.width - self.inside - self.type_area.width

    def in_columns(self, count: int) -> "PageGeometry | None":
        """The same page in *count* columns; None where they would be too narrow."""
        area = self.type_area.in_columns(count)
        return None if area is None else replace(self, type_area=area)

    def fit(self, width: float, height: float) -> "PageGeometry":
        """The same design on another trim, *width* × *height* pt: margins in proportion, as much type as they leave.

        Size and pitch stay. What is left over of a cell or a line goes to the outside and the foot.
        """
        across, down = width / self.width, height / self.height
        grid = self.type_area
        room = (width - (self.inside + self.outside) * across - (grid.columns - 1) * grid.gutter) / grid.columns
        characters = max(1, int(room / grid.size + 1e-6))
        lines = max(1, int((height - (self.head + self.foot) * down) / grid.pitch + 1e-6))
        fitted = replace(grid, characters=characters, lines=lines)
        return PageGeometry(
            width=width, height=height, head=self.head * down, inside=self.inside * across, type_area=fitted
        )

    def reset(self, *, size: float, pitch: float, columns: int) -> "PageGeometry":
        """The same page set in type of *size* with *pitch* (pt) in so many *columns*, as much as there is room for.

        What is left over of a cell goes to the inside and the outside alike, of a line to the foot.
        """
        grid = self.type_area
        characters, lines = max(1, int(grid.column_width / size + 1e-6)), max(1, int(grid.height / pitch + 1e-6))
        area = replace(grid, characters=characters, lines=lines, size=size, pitch=pitch)
        area = area.in_columns(columns) or area
        return replace(self, type_area=area, inside=self.inside + (grid.width - area.width) / 2)

    def lines(self, count: float) -> float:
        """Height of *count* lines of the grid, pt."""
        return count * self.type_area.pitch

    def whole_lines(self, height: float) -> int:
        """The least number of grid lines that hold *height* pt (at least one)."""
        return max(1, math.ceil(height / self.type_area.pitch - 1e-6))


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in any one unit; only their ratio is used unless the place says otherwise."""

    width: float
    height: float

"""Where slots, folds and cuts lie on a printer's sheet; pure.

All lengths are points; the origin is the lower left corner of the sheet, x to the right and y upwards, as PDF has it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.press.imposition.schemes import Imposition, Scheme
from pipeline.units import POINTS_PER_MM, Size

# Trimmed and untrimmed sizes of ISO 216, SRA and B sheets, and the whole sheets 全张 of Chinese printers with their
# halves 对开 and quarters 四开; mm.
SHEETS = {
    "A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297),
    "B0": (1000, 1414), "B1": (707, 1000), "B2": (500, 707), "B3": (353, 500), "B4": (250, 353),
    "SRA1": (640, 900), "SRA2": (450, 640), "SRA3": (320, 450),
    "787": (787, 1092), "787/2": (546, 787), "787/4": (393, 546),
    "889": (889, 1194), "889/2": (597, 889), "889/4": (444, 597),
}  # fmt: skip
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[x×*]\s*([0-9]+(?:\.[0-9]+)?)\s*(?:mm)?", re.IGNORECASE)
_LARGEST = 5000  # mm: 14,400 units, beyond which readers need not go (ISO 32000-1, annex C.2)
CUT = 3 * POINTS_PER_MM  # what is cut off a page: the bleed that is customary, and what milling takes at a spine
MARK_LENGTH = 5 * POINTS_PER_MM
SLUG_SIZE = 7.0
MARK_ROOM = CUT + MARK_LENGTH + 1.5 * SLUG_SIZE  # a margin with room for bleed, marks and the slug line
_NEAR = 0.01

Box = tuple[float, float, float, float]


class TooSmallError(ValueError):
    """The sheet does not hold the slots. *needed* is the size that would, without any bleed or marks at its edges."""

    def __init__(self, needed: Size) -> None:
        super().__init__(needed)
        self.needed = needed


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """Slots of one *page* size on a *sheet*: the left edges of the columns and the lower edges of the rows, from the
    top. *row_gaps* and *column_gaps* lie between them; spines are at the columns in *spines* (0: after the first).
    """

    sheet: Size
    page: Size
    lefts: tuple[float, ...]
    feet: tuple[float, ...]
    column_gaps: tuple[float, ...] = ()
    row_gaps: tuple[float, ...] = ()
    spines: frozenset[int] = field(default=frozenset())

    @property
    def block(self) -> Box:
        """The rectangle around all slots."""
        return self.lefts[0], self.feet[-1], self.lefts[-1] + self.page.width, self.feet[0] + self.page.height

    @property
    def margin(self) -> float:
        """The least distance from the slots to an edge of the sheet; they stand in its middle."""
        return min(self.block[0], self.block[1])

    def slot(self, row: int, column: int) -> Box:
        """The trim of the page in *row* from the top and *column* from the left."""
        x, y = self.lefts[column], self.feet[row]
        return x, y, x + self.page.width, y + self.page.height

    def reach(self, row: int, column: int, bleed: float) -> Box:
        """How far that page may print: *bleed* beyond its trim, half of the gap to a neighbour, the sheet's edge."""
        x, y, right, top = self.slot(row, column)
        beside = [self.block[0], *(gap / 2 for gap in self.column_gaps), self.block[0]]
        below = [self.block[1], *(gap / 2 for gap in self.row_gaps), self.block[1]]
        return (
            x - min(bleed, beside[column]),
            y - min(bleed, below[row + 1]),
            right + min(bleed, beside[column + 1]),
            top + min(bleed, below[row]),
        )

    def seen_from_behind(self) -> "SheetLayout":
        """The same slots on the back, when the sheet was turned over sideways."""
        lefts = tuple(self.sheet.width - left - self.page.width for left in reversed(self.lefts))
        last = len(self.lefts) - 2
        spines = frozenset(last - each for each in self.spines)
        return SheetLayout(
            sheet=self.sheet,
            page=self.page,
            lefts=lefts,
            feet=self.feet,
            column_gaps=tuple(reversed(self.column_gaps)),
            row_gaps=self.row_gaps,
            spines=spines,
        )


def sheet_size(text: str) -> Size:
    """The size in points that *text* names: one of SHEETS, or ``WIDTHxHEIGHT`` in mm. Raises ValueError."""
    if text.upper() in SHEETS:
        width, height = map(float, SHEETS[text.upper()])
    elif match := _SIZE.fullmatch(text.strip()):
        width, height = float(match[1]), float(match[2])
    else:
        raise ValueError(text)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise ValueError(text)
    return Size(width * POINTS_PER_MM, height * POINTS_PER_MM)


def lay_out(imposition: Imposition, page: Size, sheet: Size, gutter: float | None = None) -> SheetLayout:
    """Slots for *page* in the middle of *sheet*, which is laid upright or broad, as the slots need it.

    *gutter* lies between pages that are cut apart: by default two bleeds in folded sheets, nothing in a grid.
    Stitched pages meet at the spine; between those that are milled there is room for that. Raises TooSmallError.
    """
    row = imposition.sheets[0].front[0]
    spines = frozenset(index for index in range(len(row) - 1) if row[index].spine == 1)
    between = gutter if gutter is not None else 2 * CUT if imposition.is_folded else 0.0
    at_spine = 2 * CUT if imposition.scheme is Scheme.PERFECT else 0.0
    columns = [at_spine if index in spines else between for index in range(imposition.columns - 1)]
    rows = [between] * (imposition.rows - 1)
    needed = Size(imposition.columns * page.width + sum(columns), imposition.rows * page.height + sum(rows))
    ways = [way for way in (sheet, Size(sheet.height, sheet.width)) if _holds(way, needed)]
    if not ways:
        raise TooSmallError(needed)
    chosen = max(ways, key=lambda way: min(way.width - needed.width, way.height - needed.height))
    lefts = _starts((chosen.width - needed.width) / 2, page.width, columns)
    feet = [
        chosen.height - top - page.height for top in _starts((chosen.height - needed.height) / 2, page.height, rows)
    ]
    return SheetLayout(
        sheet=chosen,
        page=page,
        lefts=tuple(lefts),
        feet=tuple(feet),
        column_gaps=tuple(columns),
        row_gaps=tuple(rows),
        spines=spines,
    )


def _holds(sheet: Size, needed: Size) -> bool:
    return sheet.width + _NEAR >= needed.width and sheet.height + _NEAR >= needed.height


def _starts(first: float, length: float, gaps: Sequence[float]) -> list[float]:
    """Where each of several *length*s begins, with *gaps* between them."""
    return [max(0.0, each) for each in accumulate((length + gap for gap in gaps), initial=first)]

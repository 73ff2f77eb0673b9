"""Marks on a printer's sheet, outside of what is trimmed: cuts, folds, collating marks, and the slug line.

They are drawn on every plate, in the registration colour (Separation /All: ISO 32000-1, 8.6.6.4), and are artifacts.
Lengths are points; the origin is the lower left corner of the sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.press.imposition.sheet_layout import CUT, MARK_LENGTH, MARK_ROOM, SLUG_SIZE, SheetLayout
from pipeline.press.marks.mark_drawing import DASHED, HAIRLINE, Line, as_artifact, letter_text, number, stroke_lines
from pipeline.units import POINTS_PER_MM

COLOUR, FONT = "/All", "/Slug"  # names of the resources that marks need
_SHORTEST = 1.0
_COLLATING_WIDTH, _COLLATING_HEIGHT = 3 * POINTS_PER_MM, 6 * POINTS_PER_MM
_COLLATING_TOP = 15 * POINTS_PER_MM  # below the head, clear of the fold


@dataclass(frozen=True, slots=True)
class SideMarks:
    """What is drawn on a side. *collating*: row, column left of the spine, and number of the signature from 0."""

    is_folded: bool
    slug: bytes = b""  # the line's glyphs, as a string of the content stream
    collating: tuple[int, int, int] | None = None


def draw_sheet_marks(layout: SheetLayout, marks: SideMarks) -> bytes:
    """The operators that draw *marks* on a side with *layout*."""
    colour = COLOUR.encode("ascii")
    parts = [b"%s CS %s cs 1 SCN 1 scn %s w" % (colour, colour, number(HAIRLINE))]
    parts += map(stroke_lines, cut_marks(layout, is_folded=marks.is_folded))
    if marks.is_folded and (folds := list(fold_marks(layout))):
        parts += [DASHED, *map(stroke_lines, folds)]
    if marks.collating and (bar := collating_bar(layout, *marks.collating)):
        parts.append(b"%s %s %s %s re f" % tuple(map(number, bar)))
    if marks.slug and layout.margin >= MARK_ROOM:
        x, y = layout.block[0], layout.block[1] - CUT - MARK_LENGTH - 1.2 * SLUG_SIZE
        parts.append(letter_text(FONT, SLUG_SIZE, x, y, marks.slug))
    return as_artifact(b"\n".join(parts))


def cut_marks(layout: SheetLayout, *, is_folded: bool) -> Iterator[Line]:
    """Lines that prolong the trims, around the slots; none at spines, which folds mark."""
    last = len(layout.lefts) - 1
    across = set[float]()
    for column, left in enumerate(layout.lefts):
        if column - 1 not in layout.spines:
            across.add(round(left, 3))
        if column not in layout.spines or column == last:
            across.add(round(left + layout.page.width, 3))
    up = {round(y, 3) for foot in layout.feet for y in (foot, foot + layout.page.height)}
    if is_folded:
        up -= {round(layout.feet[row], 3) for row, gap in enumerate(layout.row_gaps) if not gap}
    yield from _draw_beyond(layout, sorted(across), sorted(up))


def fold_marks(layout: SheetLayout) -> Iterator[Line]:
    """Lines around the slots where the sheet is folded: in the middle of each gap."""
    across = [layout.lefts[index + 1] - gap / 2 for index, gap in enumerate(layout.column_gaps)]
    up = [layout.feet[index] - gap / 2 for index, gap in enumerate(layout.row_gaps)]
    yield from _draw_beyond(layout, across, up)


def _draw_beyond(layout: SheetLayout, across: list[float], up: list[float]) -> Iterator[Line]:
    """Upright lines at *across* above and below the slots, level ones at *up* at both sides, where there is room."""
    left, foot, right, top = layout.block
    length = min(MARK_LENGTH, foot - CUT)
    if length >= _SHORTEST:
        for x in across:
            yield x, foot - CUT, x, foot - CUT - length
            yield x, top + CUT, x, top + CUT + length
    length = min(MARK_LENGTH, left - CUT)
    if length >= _SHORTEST:
        for y in up:
            yield left - CUT, y, left - CUT - length, y
            yield right + CUT, y, right + CUT + length, y


def collating_bar(
    layout: SheetLayout, row: int, column: int, signature: int
) -> tuple[float, float, float, float] | None:
    """The bar (x, y, width, height) on the back of a *signature*, in the spine right of *column*.

    Each signature has it lower by its height, so that a book block shows a stair that a missing sheet breaks; at the
    foot of the page the stair begins anew. None when the spine has no room.
    """
    gap = layout.column_gaps[column]
    width = min(_COLLATING_WIDTH, gap)
    steps = int((layout.page.height - 2 * _COLLATING_TOP) / _COLLATING_HEIGHT)
    if width < _SHORTEST or steps < 1:
        return None
    top = layout.feet[row] + layout.page.height - _COLLATING_TOP - signature % steps * _COLLATING_HEIGHT
    return layout.lefts[column + 1] - gap / 2 - width / 2, top - _COLLATING_HEIGHT, width, _COLLATING_HEIGHT

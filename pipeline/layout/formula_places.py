"""Where a formula that stands for itself has its place: whole lines of the grid, its number at the right."""

from typing import NamedTuple

from pipeline.inlines import Drawing
from pipeline.units import PageGeometry, TypeArea

ASCENT = 0.88  # of the em, in every face of the house (docs/fonts.md)
NUMBER_ROOM = 3.0  # em for （12）
_LEAST_SCALE = 0.7  # smaller than this, signs in indices can't be read
_SPARE = 1e-6


class FormulaPlace(NamedTuple):
    """All in pt. *scale* is the em of the drawing. *space* is the height in whole lines, *above* and *below* the white
    above and below the drawing in it; *number_top* is where the line of the number begins. *left* and *right* are kept
    clear at the sides.
    """

    scale: float
    space: float
    above: float
    below: float
    number_top: float
    left: float
    right: float


def widest_formula(area: TypeArea, *, is_numbered: bool, inset: float = 0.0) -> float:
    """How wide a formula may be, em, to be made small enough for a column of *area* that is *inset* em narrower."""
    room = NUMBER_ROOM if is_numbered else 0.0
    return (area.column_width / area.size - inset - room) / _LEAST_SCALE


def formula_place(
    drawing: Drawing, geometry: PageGeometry, *, is_numbered: bool, inset: float = 0.0
) -> FormulaPlace | None:
    """The place of *drawing* in a column of *geometry*; None where it can't be made small enough for it.

    *inset*: by how much the column is narrower where the formula stands, em.

    What fits into one line stands on its base line; what is higher, in the middle of its lines. A wide formula moves to
    the left of the middle before it is made smaller.
    """
    area = geometry.type_area
    room = NUMBER_ROOM * area.size if is_numbered else 0.0
    width = drawing.width * area.size
    measure = area.column_width - inset * area.size
    if drawing.width > widest_formula(area, is_numbered=is_numbered, inset=inset):
        return None
    scale = min(1.0, (measure - room) / width)
    left = room if width + 2 * room <= measure else 0.0
    em = scale * area.size
    ascent, height = drawing.ascent * em, (drawing.ascent + drawing.depth) * em
    space = geometry.lines(geometry.whole_lines(height))
    base_line = (area.pitch - area.size) / 2 + ASCENT * area.size  # of a line of text, from its top
    above = base_line - ascent
    if space > area.pitch + _SPARE or not 0 <= above <= space - height:
        above = (space - height) / 2
    return FormulaPlace(
        scale=em, space=space, above=above, below=space - height - above, number_top=above + ascent - base_line,
        left=left, right=room,
    )  # fmt: skip

"""The contours of glyphs, taken out of a face to put others together from.

Coordinates are font units (1000 to the em), x to the right and y up from the baseline.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from math import hypot
from typing import Any

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from pipeline.fonts.outlines import advance

Contour = list[tuple[str, Any]]
Shape = list[Contour]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

_SHARPEST = 0.25  # a corner is not moved by more than its edges divided by this
_SPIKE = -0.9  # cosine of the angle by which the outline turns at one, whose point stays


class MissingPartError(LookupError):
    """The face has not the letter or accent that a character is to be put together from."""


def shape_of(font: TTFont, char: str) -> Shape:
    """The contours of a character's glyph. Raises MissingPartError."""
    name = font.getBestCmap().get(ord(char))
    if name is None:
        raise MissingPartError(char)
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return _split(pen)


def _split(pen: RecordingPen) -> Shape:
    shape: Shape = []
    for operator, operands in pen.value:
        if operator == "moveTo":
            shape.append([])
        shape[-1].append((operator, operands))
    return shape


def transform(shape: Shape, dx: float, dy: float = 0, scale: float = 1) -> Shape:
    """The contours scaled about the origin and then moved."""
    pen = RecordingPen()
    draw_shape(shape)(TransformPen(pen, (scale, 0, 0, scale, dx, dy)))
    return _split(pen)


def draw_shape(shape: Shape) -> Callable[[AbstractPen], None]:
    """What draws the contours with a pen."""

    def draw(pen: AbstractPen) -> None:
        for operator, operands in chain.from_iterable(shape):
            getattr(pen, operator)(*operands)

    return draw


def box_of(shape: Shape) -> Box:
    """The box of their control points: x_min, y_min, x_max, y_max."""
    pen = ControlBoundsPen(None)
    draw_shape(shape)(pen)
    assert pen.bounds is not None
    x_min, y_min, x_max, y_max = pen.bounds
    return x_min, y_min, x_max, y_max


def centre_of(box: Box) -> float:
    """The middle of a box from left to right."""
    return (box[0] + box[2]) / 2


def width_of(font: TTFont, char: str) -> int:
    """The advance width of a character."""
    return advance(font, font.getBestCmap()[ord(char)])


def move_edges(contour: Sequence[Point], by: float) -> list[Point]:
    """The points of a closed *contour*, on and off the curve, with its edges moved to their right by *by* font units.

    That draws letters thinner in TrueType, and thicker in CFF, where contours turn the other way. Each point goes along
    the bisector of its corner, as far as keeps both its edges parallel to what they were.
    """
    return [_move(contour, index, by) for index in range(len(contour))]


def _move(contour: Sequence[Point], index: int, by: float) -> Point:
    x, y = contour[index]
    before, after = _direction(contour, index, -1), _direction(contour, index, 1)
    if before is None or after is None:
        return x, y
    came = -before[0], -before[1]
    cosine = came[0] * after[0] + came[1] * after[1]
    if cosine < _SPIKE:
        return x, y
    length = by / max(1 + cosine, _SHARPEST)
    return x + (came[1] + after[1]) * length, y - (came[0] + after[0]) * length


def _direction(contour: Sequence[Point], index: int, step: int) -> Point | None:
    """The unit vector from a point to the next one that is not the same; None where all are."""
    x, y = contour[index]
    for count in range(1, len(contour)):
        to_x, to_y = contour[(index + step * count) % len(contour)]
        if (to_x, to_y) != (x, y):
            length = hypot(to_x - x, to_y - y)
            return (to_x - x) / length, (to_y - y) / length
    return None

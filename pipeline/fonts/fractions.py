"""Draw the fractions that a Chinese source face lacks (⅓ ⅔ ⅕ …) so that they stand beside its own ½ ¼ ¾.

Figures are those of the face, made as high and as dark as those of its ¾ and ½; the stroke is that of ½.
"""

import unicodedata
from itertools import chain, islice

from fontTools.pens.areaPen import AreaPen
from fontTools.pens.perimeterPen import PerimeterPen
from fontTools.ttLib import TTFont

from pipeline.fonts.contours import Contour, Shape, box_of, draw_shape, move_edges, shape_of, transform, width_of
from pipeline.fonts.outlines import add_glyph, encode

FRACTIONS = "⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"
_DONORS = "½¾0123456789"


def compose_fractions(font: TTFont) -> list[str]:
    """Add the fractions that the face lacks; return them. A face without ½ and ¾ of its own gets none."""
    cmap = font.getBestCmap()
    if any(ord(donor) not in cmap for donor in _DONORS):
        return []
    added = [char for char in FRACTIONS if ord(char) not in cmap]
    for char in added:
        shape, width = _fraction(font, *unicodedata.normalize("NFKD", char).split("\N{FRACTION SLASH}"))
        encode(font, char, add_glyph(font, cmap[ord("½")], width, draw_shape(shape)))
    return added


def _fraction(font: TTFont, numerator: str, denominator: str) -> tuple[Shape, int]:
    """The contours and the advance width of a fraction."""
    one, stroke, two = _parts(shape_of(font, "½"))
    three, its_stroke, _four = _parts(shape_of(font, "¾"))
    margin = width_of(font, "½") - box_of(two)[2]
    upper = one
    if numerator != "1":
        upper = _make_like(font, numerator, three, "3")
        edge = box_of(three)[2] + box_of(stroke)[0] - box_of(its_stroke)[0]
        upper = transform(upper, edge - box_of(upper)[2])
    lower: Shape = []
    left = box_of(two)[0]
    for figure in denominator:
        drawn = _make_like(font, figure, two, "2")
        lower += transform(drawn, left - box_of(drawn)[0])
        left = box_of(lower)[2] + margin
    shape = [*upper, *stroke, *lower]
    outside = min(0.0, box_of(shape)[0])
    return transform(shape, -outside), round(box_of(lower)[2] + margin - outside)


def _parts(fraction: Shape) -> tuple[Shape, Shape, Shape]:
    """Numerator, stroke and denominator of a fraction of the face: the stroke is the highest of its contours."""
    stroke = max(fraction, key=lambda contour: box_of([contour])[3] - box_of([contour])[1])
    others = [contour for contour in fraction if contour is not stroke]
    above = [contour for contour in others if _middle([contour]) > _middle([stroke])]
    return above, [stroke], [contour for contour in others if contour not in above]


def _middle(shape: Shape) -> float:
    _x_min, y_min, _x_max, y_max = box_of(shape)
    return (y_min + y_max) / 2


def _make_like(font: TTFont, figure: str, model: Shape, modelled: str) -> Shape:
    """A *figure*, made as high, seated and dark as makes the figure *modelled* like its *model*."""
    whole, target = shape_of(font, modelled), box_of(model)
    scale = (target[3] - target[1]) / (box_of(whole)[3] - box_of(whole)[1])
    rise = target[1] - scale * box_of(whole)[1]
    scaled = transform(whole, 0, rise, scale)
    thickening = (abs(_area(model)) - abs(_area(scaled))) / _perimeter(scaled)
    drawn = transform(shape_of(font, figure), 0, rise, scale)
    return _thicken(drawn, thickening)


def _thicken(shape: Shape, by: float) -> Shape:
    """The contours with their edges moved outwards by so many font units."""
    return [_with_points(contour, by if _area(shape) > 0 else -by) for contour in shape]


def _with_points(contour: Contour, by: float) -> Contour:
    points = iter(move_edges(list(chain.from_iterable(operands for _operator, operands in contour)), by))
    return [(operator, tuple(islice(points, len(operands)))) for operator, operands in contour]


def _area(shape: Shape) -> float:
    """The area, below 0 where contours turn as in TrueType."""
    pen = AreaPen(None)
    draw_shape(shape)(pen)
    return float(pen.value)


def _perimeter(shape: Shape) -> float:
    pen = PerimeterPen(None)
    draw_shape(shape)(pen)
    return float(pen.value)

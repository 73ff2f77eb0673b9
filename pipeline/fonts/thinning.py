"""Letters of a TrueType face drawn thinner, so that they are as dark as those of another face beside them."""

from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

from pipeline.fonts.contours import Point, move_edges


def thin(font: TTFont, by: float) -> None:
    """Draw the edges of all outlines in by so many font units: stems get thinner by twice of it.

    What is put together of other glyphs changes with these. Advance widths stay, and feet stay on the base line.
    """
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        if glyph.numberOfContours > 0:
            glyph.coordinates = _draw_in(glyph, by)
            glyph.recalcBounds(glyphs)
            font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def _draw_in(glyph: Any, by: float) -> GlyphCoordinates:
    points: list[Point] = []
    first = 0
    for last in glyph.endPtsOfContours:
        contour = [(x, y) for x, y in glyph.coordinates[first : last + 1]]
        points += [(x, y - by) for x, y in move_edges(contour, by)]
        first = last + 1
    coordinates = GlyphCoordinates(points)
    coordinates.toInt()
    return coordinates

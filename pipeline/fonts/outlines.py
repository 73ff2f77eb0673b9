"""Read, redraw and add glyph outlines, the same way for CFF and TrueType faces.

Coordinates are font units (1000 to the em), x to the right and y up from the baseline.
"""

from collections.abc import Callable
from typing import Any

from fontTools.misc.roundTools import otRound
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

Draw = Callable[[AbstractPen], None]
Bounds = tuple[int, int, int, int]


def bounds(font: TTFont, name: str) -> Bounds | None:
    """Ink box (x_min, y_min, x_max, y_max) of a glyph, rounded; None for a glyph without ink."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    if pen.bounds is None:
        return None
    x_min, y_min, x_max, y_max = map(otRound, pen.bounds)
    return x_min, y_min, x_max, y_max


def advance(font: TTFont, name: str) -> int:
    """Advance width of a glyph in font units."""
    return int(font["hmtx"][name][0])


def move_outline(font: TTFont, name: str, dx: float = 0, dy: float = 0, scale: float = 1) -> Draw:
    """A drawing of the glyph's present outline, scaled about the origin and then moved."""
    glyphs = font.getGlyphSet()
    recording = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(recording)
    return lambda pen: recording.replay(TransformPen(pen, (scale, 0, 0, scale, dx, dy)))


def rectangle(x_min: int, y_min: int, x_max: int, y_max: int) -> Draw:
    """A drawing of one upright rectangle, its contour turned as PostScript outlines are (counter-clockwise)."""

    def draw(pen: AbstractPen) -> None:
        pen.moveTo((x_min, y_min))
        for point in ((x_max, y_min), (x_max, y_max), (x_min, y_max)):
            pen.lineTo(point)
        pen.closePath()

    return draw


def redraw(font: TTFont, name: str, width: int, draw: Draw) -> None:
    """Give a glyph a new outline and advance width."""
    if "CFF " in font:
        _set_charstring(font, name, width, draw)
    else:
        pen = TTGlyphPen(None)
        draw(pen)
        font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (width, 0)
    box = bounds(font, name)
    font["hmtx"][name] = (width, box[0] if box else 0)


def add_glyph(font: TTFont, like: str, width: int, draw: Draw) -> str:
    """Append a glyph, in the FontDict of the glyph *like*, and return its name. Its CID is its glyph id."""
    order = font.getGlyphOrder()
    name = f"cid{len(order):05d}" if "CFF " in font else f"glyph{len(order):05d}"
    if "CFF " in font:
        _append_charstring(font, like, name)
        font.setGlyphOrder(_top_dict(font).charset)
    else:
        font["glyf"][name] = TTGlyphPen(None).glyph()
        font.setGlyphOrder([*order, name] if name not in order else order)
    font["hmtx"][name] = (width, 0)
    redraw(font, name, width, draw)
    return name


def encode(font: TTFont, char: str, name: str | None) -> None:
    """Map *char* to the glyph *name* in every Unicode cmap of the face; None takes the character out."""
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            if name is None:
                table.cmap.pop(ord(char), None)
            elif table.format == 12 or ord(char) <= 0xFFFF:
                table.cmap[ord(char)] = name


def _top_dict(font: TTFont) -> Any:
    return font["CFF "].cff.topDictIndex[0]


def _append_charstring(font: TTFont, like: str, name: str) -> None:
    top = _top_dict(font)
    table = top.CharStrings
    charstring, font_dict = table.getItemAndSelector(like)
    table.charStringsIndex.append(charstring)
    table.charStrings[name] = len(table.charStringsIndex) - 1
    top.charset.append(name)
    if font_dict is not None:
        top.FDSelect.append(font_dict)


def _set_charstring(font: TTFont, name: str, width: int, draw: Draw) -> None:
    """Write a Type 2 charstring; its width is stored as the difference from the nominal width of its FontDict."""
    table = _top_dict(font).CharStrings
    old, _font_dict = table.getItemAndSelector(name)
    private = old.private
    pen = T2CharStringPen(None if width == private.defaultWidthX else width - private.nominalWidthX, None)
    draw(pen)
    table[name] = pen.getCharString(private, old.globalSubrs)

"""Accents that a face has no place for over a letter, x̄, Москва́, ê̌: put over the middle of what is drawn of it, and
over or below what else is drawn there.

WeasyPrint 70.0, draw/text.py ``draw_first_line``: a glyph's ``x_offset`` is written as if it were in 1/1000 em.
"""

import unicodedata
from typing import Any, NamedTuple

from weasyprint.text.ffi import TO_UNITS, ffi, pango

_UNITS = 1024 / 1000  # Pango units in 1/1000 px
_ABOVE, _BELOW = 230, 220  # combining classes of Unicode
_CENTRED = frozenset({_ABOVE, _BELOW, 202})  # others are joined with the letter at a place of it, or stand over two
_BETWEEN = 0.05  # em from one to the next


class _Ink(NamedTuple):
    """What is drawn of a glyph, in Pango units from its origin; downwards is more."""

    middle: float
    top: float
    bottom: float


def seat_accents(line: Any, text: str, size: float) -> None:
    """Move the accents of *text*, of *size* px and shaped as *line*, that were left behind their letters: glyphs of no
    width that no face has moved. Letter and accent may be of two faces."""
    classes = _classes(text)
    between = _BETWEEN * size * TO_UNITS
    pen = origin = 0.0
    letter: Any = None
    taken: _Ink | None = None
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        font, start = item.item.analysis.font, item.item.offset
        glyphs, clusters = item.glyphs.glyphs, item.glyphs.log_clusters
        for index in range(item.glyphs.num_glyphs):
            place = glyphs[index].geometry
            accent = classes.get(start + clusters[index])
            if accent is None:
                letter, taken, origin = (font, glyphs[index].glyph), None, pen
            elif letter is not None and not place.width:
                taken = taken or _ink(*letter)
                ink = _ink(font, glyphs[index].glyph)
                if accent in _CENTRED and not (place.x_offset or place.y_offset):
                    place.x_offset = round((origin + taken.middle - pen - ink.middle) / _UNITS)
                    place.y_offset = round(_way(accent, ink, taken, between))
                top, bottom = (place.y_offset + each for each in ink[1:])
                taken = _Ink(taken.middle, min(taken.top, top), max(taken.bottom, bottom))
            pen += place.width
        run = run.next


def _classes(text: str) -> dict[int, int]:
    """The combining classes of the accents of *text* by their first bytes."""
    classes, byte = {}, 0
    for character in text:
        if "\u0300" <= character <= "\u036f":
            classes[byte] = unicodedata.combining(character)
        byte += len(character.encode())
    return classes


def _way(accent: int, ink: _Ink, taken: _Ink, between: float) -> float:
    """How far down an accent of a combining class has to be moved from what is *taken*; upwards is less than 0."""
    if accent == _ABOVE:
        return min(0.0, taken.top - between - ink.bottom)
    return max(0.0, taken.bottom + between - ink.top) if accent == _BELOW else 0.0


def _ink(font: Any, glyph: int) -> _Ink:
    ink = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, glyph, ink, ffi.NULL)
    return _Ink(ink.x + ink.width / 2, ink.y, ink.y + ink.height)

"""Accents that a face has no place for over a letter, x̄, Москва́: put over the middle of what is drawn of it.

WeasyPrint 70.0, draw/text.py ``draw_first_line``: a glyph's ``x_offset`` is written as if it were in 1/1000 em.
"""

from typing import Any

from weasyprint.text.ffi import ffi, pango

_UNITS = 1024 / 1000  # Pango units in 1/1000 px
_FIRST_BYTES = b"\xcc\xcd"  # of U+0300 to U+036F in UTF-8


def seat_accents(line: Any, text: str) -> None:
    """Move the accents of *text*, shaped as *line*, that were left behind their letters: glyphs without a width that
    the face has not moved."""
    data = text.encode()
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        font, start = item.item.analysis.font, item.item.offset
        glyphs, clusters = item.glyphs.glyphs, item.glyphs.log_clusters
        letter = 0
        for index in range(item.glyphs.num_glyphs):
            accent = glyphs[index].geometry
            if data[start + clusters[index]] not in _FIRST_BYTES:
                letter = index
            elif letter < index and not (accent.width or accent.x_offset or accent.y_offset):
                way = _middle(font, glyphs[letter].glyph) - glyphs[letter].geometry.width
                accent.x_offset = round((way - _middle(font, glyphs[index].glyph)) / _UNITS)
        run = run.next


def _middle(font: Any, glyph: int) -> float:
    """The middle of the ink of a glyph, in Pango units from its origin."""
    ink = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, glyph, ink, ffi.NULL)
    middle: float = ink.x + ink.width / 2
    return middle

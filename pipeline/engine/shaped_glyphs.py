"""The glyphs of a shaped run of Pango's, read as one block: asking for each of them one by one takes most of drawing.

Leans on the layout of Pango's PangoGlyphInfo: five whole numbers of 32 bits, of which the first four are the glyph, its
width and its offsets.
"""

from typing import Any

from weasyprint.text.ffi import ffi

NUMBERS = 5
"""How many numbers a glyph has."""


def read_glyphs(infos: Any, count: int) -> list[int]:
    """The numbers of *count* glyphs (PangoGlyphInfo): number, width, x offset, y offset and attributes of each.

    Lengths are in Pango units, 1/1024 px.
    """
    return memoryview(ffi.buffer(infos, count * NUMBERS * 4)).cast("i").tolist()

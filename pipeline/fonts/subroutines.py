"""Make a CFF face smaller: pieces of outline that come again are written once, as subroutines."""

import cffsubr
from fontTools.ttLib import TTFont


def share_subroutines(font: TTFont) -> str:
    """Write the outlines of *font* anew, each repeated piece once; returns the step in words.

    Glyphs and their order stay. The program tx of the Adobe Font Development Kit, which cffsubr brings along, finds the
    pieces; HarfBuzz only keeps those that a source has, and some sources have none.
    """
    order = font.getGlyphOrder()
    cffsubr.subroutinize(font, keep_glyph_names=False)
    if font.getGlyphOrder() != order:
        raise ValueError("cffsubr has changed the order of the glyphs")
    return f"subroutines found by cffsubr {cffsubr.__version__}"

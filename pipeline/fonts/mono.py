"""The monospaced face for code: letters are half an em wide, and a Han character of hei beside them two columns.

ASCII is that of Noto Sans Mono CJK, drawn for this width and to go with hei. What else programs and their output hold,
letters of other alphabets, frames of tables, operators, is Noto Sans Mono, made narrower by a sixth.
"""

from itertools import chain
from pathlib import Path

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from pipeline.fonts.made_face import MadeFace
from pipeline.fonts.naming import rename, set_metrics
from pipeline.fonts.outlines import Draw, add_glyph, advance, encode
from pipeline.fonts.recipe import FaceRecipe
from pipeline.fonts.subroutines import share_subroutines
from pipeline.fonts.subset import cut, renumber_cids, reopen

COLUMN = 500
"""Width of a column in font units."""
_SOURCE_COLUMN = 600
_X_HEIGHTS = 544, 536  # of the two sources, by which the second one's letters are made taller
_ASCII = (0x20, 0x7E)
# Code points (inclusive) of the second source; dashes, quotation marks and ellipses are those of Chinese, from hei.
_MORE = (
    *((0x00A1, 0x00AC), (0x00AE, 0x017F), (0x0192, 0x0192), (0x0218, 0x021B)),
    *((0x01CD, 0x01DC), (0x01F8, 0x01F9), (0x0251, 0x0251), (0x0261, 0x0261), (0x02C6, 0x02DD)),
    *((0x0386, 0x03CE), (0x0400, 0x045F), (0x1E3E, 0x1E3F), (0x1EA0, 0x1EF9)),
    *((0x2010, 0x2013), (0x201A, 0x201A), (0x201E, 0x201E), (0x2020, 0x2022), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x203C, 0x203C), (0x2047, 0x2049), (0x2070, 0x2079), (0x2080, 0x2089), (0x20A9, 0x20AC)),
    *((0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122), (0x212E, 0x212E), (0x2713, 0x2713)),
    *((0x2190, 0x2195), (0x2200, 0x222B), (0x2248, 0x2265), (0x2500, 0x259F)),
)


def make_mono_face(recipe: FaceRecipe, sources: dict[str, Path], into: Path) -> MadeFace:
    """Make the face in folder *into* of the files *sources*, by their names in their packages.

    The same input gives the same bytes.
    """
    assert recipe.completed_by is not None
    with TTFont(sources[recipe.source_file], fontNumber=recipe.font_number, recalcTimestamp=False, lazy=True) as whole:
        cut(whole, range(_ASCII[0], _ASCII[1] + 1), ())
        font = reopen(whole)
    renumber_cids(font)
    with TTFont(sources[recipe.completed_by.source_file], lazy=True) as more:
        added = _complete(font, more)
    encode(font, "\u00a0", font.getBestCmap()[ord(" ")])
    set_metrics(font, recipe)
    font["post"].isFixedPitch = 1
    rename(font, recipe)
    compacted = share_subroutines(font)
    path = into / recipe.file_name
    font.save(path)
    steps = [
        f"face {recipe.font_number} of the collection",
        "cut to ASCII, no features; hints dropped",
        "CIDs renumbered to equal glyph ids, ROS Adobe-Identity-0",
        f"{added} characters of {recipe.completed_by.source_file.rpartition('/')[2]}, brought to half an em",
        "vertical metrics of the house; renamed",
        compacted,
    ]
    return MadeFace.of(recipe, path, steps)


def _complete(font: TTFont, more: TTFont) -> int:
    """Add to *font* what *more* has of other characters, each a column wide; return how many."""
    cmap = more.getBestCmap()
    wanted = chain.from_iterable(range(first, last + 1) for first, last in _MORE)
    found = [code for code in wanted if code in cmap and advance(more, cmap[code]) == _SOURCE_COLUMN]
    like = font.getBestCmap()[ord("n")]
    for code in found:
        encode(font, chr(code), add_glyph(font, like, COLUMN, _draw_narrower(more, cmap[code])))
    return len(found)


def _draw_narrower(font: TTFont, name: str) -> Draw:
    glyphs = font.getGlyphSet()
    recording = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(recording)
    scale = (COLUMN / _SOURCE_COLUMN, 0, 0, _X_HEIGHTS[0] / _X_HEIGHTS[1], 0, 0)

    def draw(pen: AbstractPen) -> None:
        recording.replay(TransformPen(pen, scale))

    return draw

"""Faces of Traditional Chinese, which go before the first face of their role in text of that language.

They have the Han characters of Big5's first level whose form differs there from that of the mainland, and the marks
that stand in the middle of their em (clreq 3.1.2); all else comes from the faces behind them. A role whose source has
no such forms gets the marks alone. Within a number (６９．５) point and comma stand low, as figures have them: the
full-width figures are in these faces for that.
"""

from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from pipeline.fonts.charset import big5_hanzi
from pipeline.fonts.made_face import MadeFace
from pipeline.fonts.outlines import add_glyph, advance, bounds, move_outline, redraw
from pipeline.fonts.punctuation import EM, IDEOGRAPHIC_CENTRE
from pipeline.fonts.recipe import SIMPLIFIED_CHINESE, FaceRecipe
from pipeline.fonts.second import SPACES, cut_by_harfbuzz, finish_face
from pipeline.fonts.subset import renumber_cids

MARKS = "、。，．：；！？"
FIGURES = "０１２３４５６７８９"
_LOW = "．，"  # in numbers
_IN_NUMBERS = "feature calt {{ sub [{figures}] {mark}' [{figures}] by {low}; }} calt;"
_RAISED = {mark: mark for mark in "、。，．："} | {"；": "："}
"""Marks that go up to the middle of their em, and the one of which the ink shows how far."""


def make_traditional_face(recipe: FaceRecipe, source: Path, first: Path, space: int, into: Path) -> MadeFace:
    """Make one face of Traditional Chinese in folder *into*, of the font file *source* or the *first* face of its role.

    Spaces are *space* font units wide, as in the first face. The same input gives the same bytes.
    """
    if recipe.font_number >= 0:
        face = _open(source, recipe.font_number)
        chosen = _find_differing(face, _open(source, SIMPLIFIED_CHINESE))
        chars = f"marks, figures and characters of Big5, level 1, with another form than in face {SIMPLIFIED_CHINESE}"
        steps = [
            f"face {recipe.font_number} of the collection",
            f"cut by HarfBuzz to {chars}, no features; hints dropped",
        ]
    else:
        face, chosen = _open(first, 0), frozenset(map(ord, MARKS))
        steps = [f"cut by HarfBuzz out of {first.name} to {MARKS} and figures, no features"]
    data = cut_by_harfbuzz(face, chosen.union(SPACES, map(ord, FIGURES)))
    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=recipe.font_number < 0)
    if "CFF " in font:
        renumber_cids(font)
        steps.append("CIDs renumbered to equal glyph ids, ROS Adobe-Identity-0")
    if recipe.font_number < 0:
        _centre_marks(font)
        steps.append("marks moved to the middle of their em")
    _lower_in_numbers(font, first)
    steps.append(f"{_LOW} between figures low and in the middle of their em (calt)")
    return finish_face(font, recipe, space, into, steps)


def _open(file: Path, number: int) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file), number)


def _find_differing(face: uharfbuzz.Face, simplified: uharfbuzz.Face) -> frozenset[int]:
    """The characters that *face* draws by another glyph of the same collection than *simplified*."""
    wanted = [*map(ord, MARKS), *map(ord, big5_hanzi())]
    fonts = uharfbuzz.Font(face), uharfbuzz.Font(simplified)
    glyphs = {code: tuple(font.get_nominal_glyph(code) for font in fonts) for code in wanted}
    return frozenset(code for code, (own, other) in glyphs.items() if own is not None and own != other)


def _centre_marks(font: TTFont) -> None:
    """Move the marks to the middle of their em, those that sit low up to the middle of its height, too."""
    cmap = font.getBestCmap()
    middles = {mark: _middle(font, cmap[ord(mark)]) for mark in MARKS}
    for mark, (x, _y) in middles.items():
        dy = IDEOGRAPHIC_CENTRE - middles[_RAISED[mark]][1] if mark in _RAISED else 0
        redraw(font, cmap[ord(mark)], EM, move_outline(font, cmap[ord(mark)], EM / 2 - x, dy))


def _lower_in_numbers(font: TTFont, first: Path) -> None:
    """Add point and comma as low as in the face *first*, to stand for those between two figures."""
    cmap = font.getBestCmap()
    figures = " ".join(cmap[ord(figure)] for figure in FIGURES if ord(figure) in cmap)
    with TTFont(first, lazy=True) as low:
        heights = {mark: _middle(low, low.getBestCmap()[ord(mark)])[1] for mark in _LOW}
    rules = []
    for mark, height in heights.items():
        name = cmap[ord(mark)]
        x, y = _middle(font, name)
        drawn = move_outline(font, name, EM / 2 - x, height - y)
        lowered = add_glyph(font, name, advance(font, name), drawn)
        rules.append(_IN_NUMBERS.format(figures=figures, mark=name, low=lowered))
    addOpenTypeFeaturesFromString(font, "\n".join(rules))


def _middle(font: TTFont, name: str) -> tuple[float, float]:
    box = bounds(font, name)
    if box is None:
        raise ValueError(f"{name} has no ink")  # no mark of a first face is so
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

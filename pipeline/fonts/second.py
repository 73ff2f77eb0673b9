"""Second faces: what the first face of a role leaves out of its source, and what other sources have beyond.

They are opened only where a text asks for a character that no first face has (coverage.py). None has a character of
the first faces: nothing that is set without them changes when they come. They are cut by HarfBuzz, which takes a second
for what takes fontTools five minutes; no outline is mended but by scaling, and by thinning where a source is darker.
"""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from pipeline.fonts.made_face import MadeFace
from pipeline.fonts.naming import UNITS_PER_EM, rename, set_metrics
from pipeline.fonts.outlines import redraw
from pipeline.fonts.recipe import FaceRecipe
from pipeline.fonts.subroutines import share_subroutines
from pipeline.fonts.subset import renumber_cids
from pipeline.fonts.thinning import thin

# Marks are placed and letters kerned within a face. Han needs nothing of it; kana would be kerned as Japanese does.
_KEPT_FEATURES = ("ccmp", "kern", "mark", "mkmk")
_DROPPED_TABLES = ("BASE", "DSIG", "VORG", "vhea", "vmtx", "gasp", "meta", "MATH")
SPACES = (0x20, 0xA0)
_FULL = 12  # the format of a table of all characters: one of some of them beside it says nothing more
_HANGUL = frozenset(range(0xAC00, 0xD7A4))
_PRIVATE = frozenset((*range(0xE000, 0xF900), *range(0xF0000, 0x110000)))
_CONTROLS = frozenset((*range(0x20), *range(0x7F, 0xA0), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0)))


def make_second_face(recipe: FaceRecipe, source: Path, taken: Collection[int], space: int, into: Path) -> MadeFace:
    """Make one second face from the font file *source* in folder *into*, without the characters *taken* by others.

    Spaces are *space* font units wide, as in the first face: Pango sets them in the face of the character before them.
    The same input gives the same bytes.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(source), max(recipe.font_number, 0))
    steps = [f"face {recipe.font_number} of the collection"] if recipe.font_number >= 0 else []
    features = _KEPT_FEATURES if recipe.is_for_letters else ()
    font = TTFont(
        BytesIO(cut_by_harfbuzz(face, _choose_code_points(recipe, face, taken), features)),
        recalcTimestamp=False,
        recalcBBoxes=False,
    )
    kept = f"the features {', '.join(features)}" if features else "no features"
    steps.append(f"cut by HarfBuzz to characters of no face before it, {kept}; hints dropped")
    if recipe.standards:
        steps.append(f"of what other roles have, only Latin, {recipe.names} and {', '.join(recipe.standards)} kept")
    if "CFF " in font:
        renumber_cids(font)
        steps.append("CIDs renumbered to equal glyph ids, ROS Adobe-Identity-0")
    if recipe.scale != 1:
        scale_upem(font, round(UNITS_PER_EM * recipe.scale))
        font["head"].unitsPerEm = UNITS_PER_EM
        steps.append(f"scaled by {recipe.scale} to the x-height of {recipe.role}")
    if recipe.thinned_by:
        thin(font, recipe.thinned_by)
        steps.append(f"edges drawn in by {recipe.thinned_by} units: as dark as the letters of {recipe.role}")
    return finish_face(font, recipe, space, into, steps)


def finish_face(font: TTFont, recipe: FaceRecipe, space: int, into: Path, steps: list[str]) -> MadeFace:
    """Give *font*, which was made in *steps*, spaces, metrics and names of the house; save it in folder *into*."""
    for name in {font.getBestCmap()[code] for code in SPACES}:
        redraw(font, name, space, lambda _pen: None)
    tables = font["cmap"].tables
    font["cmap"].tables = [table for table in tables if table.format == _FULL] or tables
    set_metrics(font, recipe)
    rename(font, recipe)
    steps = [*steps, "vertical metrics of the house; renamed"]
    if "CFF " in font:
        steps.append(share_subroutines(font))
    path = into / recipe.file_name
    path.parent.mkdir(exist_ok=True)
    font.save(path)
    return MadeFace.of(recipe, path, steps)


def _choose_code_points(recipe: FaceRecipe, face: uharfbuzz.Face, taken: Collection[int]) -> set[int]:
    wanted = set(face.unicodes) - _PRIVATE - _CONTROLS
    wanted = wanted & _HANGUL if recipe.addition == "Hangul" else wanted - _HANGUL
    return wanted.difference(taken).union(SPACES)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def cut_by_harfbuzz(face: uharfbuzz.Face, code_points: Collection[int], features: Collection[str] = ()) -> bytes:
    """The file of a font that has the *code_points* and *features* of *face*."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(code_points)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, features))
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_BIDI_CLOSURE
    wanted.drop_table_tag_set.update(map(_tag, _DROPPED_TABLES))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)

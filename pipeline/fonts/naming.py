"""Name a cut face after the house and give all faces the same vertical metrics."""

from typing import Any

from fontTools.ttLib import TTFont, newTable

from pipeline.fonts.recipe import FaceRecipe

UNITS_PER_EM = 1000
ASCENDER, DESCENDER = 880, -120
WIN_ASCENT, WIN_DESCENT = 1160, 320  # clipping box of old Windows programs: beyond the ink of every face

_REGULAR, _BOLD, _USE_TYPO_METRICS = 1 << 6, 1 << 5, 1 << 7
_KEPT_RECORDS = (0, 13)  # copyright, licence
_WINDOWS = (3, 1, 0x409)


def rename(font: TTFont, recipe: FaceRecipe) -> None:
    """Replace all names: the SIL licence reserves 'Source', 'LXGW' and '霞鹜'; copyright and licence are kept."""
    source = font["name"]
    copyright_and_licence = {name_id: source.getDebugName(name_id) for name_id in _KEPT_RECORDS}
    origin = source.getDebugName(5) or ""
    family, subfamily = recipe.family, recipe.subfamily
    postscript = f"{family.replace(' ', '')}-{subfamily}"
    version = origin.partition(";")[0]
    records = {
        0: copyright_and_licence[0],
        1: family,
        2: subfamily,
        3: f"{version};{postscript};{recipe.package.name} {recipe.package.version}",
        4: f"{family} {subfamily}" if recipe.weight != 400 else family,
        5: version,
        6: postscript,
        10: f"Cut and mended for the periodical house Kanben from {recipe.source_file.rpartition('/')[2]}.",
        13: copyright_and_licence[13] or f"Licensed under {recipe.licence}.",
        14: recipe.licence_url,
    }
    font["name"] = newTable("name")
    font["name"].names = []
    for name_id, text in records.items():
        font["name"].setName(text, name_id, *_WINDOWS)
    if "CFF " in font:
        _rename_cff(font["CFF "].cff, family, subfamily, postscript)


def _rename_cff(cff: Any, family: str, subfamily: str, postscript: str) -> None:
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName, top.Weight = f"{family} {subfamily}", family, subfamily
    for key in ("UniqueID", "XUID"):
        top.rawDict.pop(key, None)
        if hasattr(top, key):
            delattr(top, key)
    for number, font_dict in enumerate(top.FDArray):
        font_dict.FontName = f"{postscript}-{number}"


def set_metrics(font: TTFont, recipe: FaceRecipe) -> None:
    """Give the face the house's vertical metrics (font units) and its weight; allow embedding without limits.

    One ascent and descent for all faces: a word in kai or hei inside a line of song must not move the line grid.
    """
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENDER, DESCENDER, 0
    os2 = font["OS/2"]
    os2.version = max(os2.version, 4)
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENDER, DESCENDER, 0
    os2.usWinAscent, os2.usWinDescent = WIN_ASCENT, WIN_DESCENT
    os2.usWeightClass = recipe.weight
    os2.fsType = 0
    os2.fsSelection = _USE_TYPO_METRICS | (_BOLD if recipe.weight == 700 else _REGULAR)
    font["head"].macStyle = 1 if recipe.weight == 700 else 0
    font["post"].formatType = 3.0

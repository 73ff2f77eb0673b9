"""Cut a source face to the characters of the house and make the CIDs of a CFF face equal its glyph ids."""

from collections.abc import Collection
from io import BytesIO
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Horizontal setting in Simplified Chinese needs kerning, mark placement and ligatures of Latin, and the proportional
# quotation marks. halt and chws are built anew, the same way for every face (build.py). No vertical setting: no vert.
KEPT_FEATURES = ("kern", "mark", "mkmk", "liga", "pwid")
DROPPED_TABLES = ("BASE", "DSIG", "VORG", "vhea", "vmtx", "gasp")


def resolve_locale(font: TTFont, script: str = "hani", language: str = "ZHS ") -> int:
    """Map characters straight to their Simplified Chinese forms, so that no face depends on ``locl``.

    Returns the number of characters changed. (Noto CJK SC keeps the em dash of the Latin face in its cmap and reaches
    the Chinese one by ``locl``, so the dash would change with the language tag of the text.)
    """
    if "GSUB" not in font:
        return 0
    forms = _single_substitutions(font["GSUB"].table, script, language, "locl")
    changed: set[int] = set()
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            replaced = {code: forms[name] for code, name in table.cmap.items() if name in forms}
            table.cmap.update(replaced)
            changed |= replaced.keys()
    return len(changed)


def cut(font: TTFont, code_points: Collection[int], features: Collection[str] = KEPT_FEATURES) -> None:
    """Keep only the glyphs of *code_points* and of *features*; drop hints and the tables of vertical setting."""
    options = Options()
    options.set(
        layout_features=list(features),
        layout_scripts=["DFLT", "latn.dflt", "hani.dflt", "grek.dflt", "cyrl.dflt", "kana.dflt"],
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        name_languages=["*"],
        glyph_names=False,
        recalc_timestamp=False,
        bidi_closure=False,
    )
    options.drop_tables += list(DROPPED_TABLES)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(code_points))
    subsetter.subset(font)


def reopen(font: TTFont) -> TTFont:
    """Write the font and read it again, so that glyph ids are final and no table keeps old glyph names."""
    buffer = BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer, recalcTimestamp=False)


def renumber_cids(font: TTFont) -> None:
    """Make the charset of a CID-keyed CFF face the identity, ROS Adobe-Identity-0.

    WeasyPrint 70 (pdf/fonts.py) writes glyph ids where PDF wants CIDs (ISO 32000-1, 9.7.4.2), so a cut face that keeps
    its old CIDs is blank in MuPDF and Ghostscript. Call this before any table that names glyphs is read.
    """
    top = font["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{gid:05d}" for gid in range(1, len(top.charset)))]
    top.CharStrings.charStrings = {name: gid for gid, name in enumerate(names)}
    top.charset = names
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = len(names)
    font.setGlyphOrder(names)


def _single_substitutions(table: Any, script: str, language: str, tag: str) -> dict[str, str]:
    """Glyph → glyph of all single substitutions that feature *tag* makes for *script* and *language*."""
    found: dict[str, str] = {}
    for record in table.ScriptList.ScriptRecord:
        if record.ScriptTag != script:
            continue
        for lang_record in record.Script.LangSysRecord:
            if lang_record.LangSysTag != language:
                continue
            features = (table.FeatureList.FeatureRecord[i] for i in lang_record.LangSys.FeatureIndex)
            lookups = [i for feature in features if feature.FeatureTag == tag for i in feature.Feature.LookupListIndex]
            for index in lookups:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    found.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    return found

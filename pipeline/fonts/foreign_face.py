"""Looks into a font file from anyone: whether it can be set and embedded, its name, characters and licence."""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uharfbuzz

from pipeline.i18n import _

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MAX_FACE = 64 << 20  # bytes; the largest face of 65,535 glyphs that is known has 40 MB
SECONDS = 10.0  # of processor time to look into a face; the largest takes 2
_KINDS = {b"\0\1\0\0": ".ttf", b"true": ".ttf", b"OTTO": ".otf"}
_PACKED = {b"ttcf": "TTC", b"wOFF": "WOFF", b"wOF2": "WOFF2"}
_UNFIT_TABLES = {"fvar", "CFF2", "COLR", "CBDT", "sbix", "SVG "}
# OpenType, OS/2 fsType: the least restriction among bits 0 to 3 holds; bit 8, not to be cut down; bit 9, bitmaps only.
_LICENCE_BITS, _RESTRICTED, _NO_SUBSETS, _BITMAPS_ONLY = 0x000F, 0x0002, 0x0100, 0x0200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")
_LONGEST = 20_000  # characters of a licence


class UnfitFaceError(Exception):
    """A file that no text can be set in: *message* is a sentence, *hint* says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignFace:
    """What a font file says of itself, each text on one line; *ending* is that of its file, such as ``.otf``."""

    family: str
    version: str
    licence: str
    characters: frozenset[int]
    ending: str


def look_into(data: bytes) -> ForeignFace:
    """Look into the font file *data*. Raises UnfitFaceError; to be called within limits, as *data* is from anyone."""
    from fontTools.ttLib import TTFont

    kind = data[:4]
    if kind in _PACKED:
        message = _("This is a {kind} file.").format(kind=_PACKED[kind])
        raise UnfitFaceError(message, _("Give a single face as TTF or OTF."))
    if kind not in _KINDS:
        raise UnfitFaceError(_("This file is no font."), _("Give a single face as TTF or OTF."))
    characters = frozenset(uharfbuzz.Face(data).unicodes)
    if not characters:
        raise UnfitFaceError(_("This file is no font: it has no characters."))
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            _require_fit(font)
            family, version, *licence = (_one_line(font["name"].getDebugName(number)) for number in (1, 5, 13, 14, 0))
    except UnfitFaceError:
        raise
    except Exception as error:  # fontTools has no error of its own for what is damaged
        raise UnfitFaceError(_("The font is damaged: {reason}.").format(reason=_one_line(repr(error))[:200])) from error
    if not family:
        raise UnfitFaceError(_("The font has no name."))
    licence_text = "; ".join(dict.fromkeys(filter(None, licence)))
    return ForeignFace(family=family, version=version, licence=licence_text, characters=characters, ending=_KINDS[kind])


def _require_fit(font: "TTFont") -> None:
    if unfit := sorted(_UNFIT_TABLES & set(font.keys())):
        message = _("The font is variable or in colours (it has the table {table}).").format(table=unfit[0].strip())
        raise UnfitFaceError(message, _("Give a single face as TTF or OTF."))
    if not {"glyf", "CFF "} & set(font.keys()):
        raise UnfitFaceError(_("The font has no outlines."))
    rights = font["OS/2"].fsType
    if rights & _LICENCE_BITS == _RESTRICTED or rights & (_NO_SUBSETS | _BITMAPS_ONLY):
        message = _("The font may not be embedded into files (fsType {value}).").format(value=f"{rights:#06x}")
        raise UnfitFaceError(message, _("Ask its maker, or take another."))


def _one_line(text: Any) -> str:
    return _CONTROLS.sub(" ", str(text or ""))[:_LONGEST].strip()


def with_identity_cids(data: bytes) -> bytes:
    """*data* as it is or, of a CID-keyed face, with CIDs that equal glyph numbers (subset.py, renumber_cids)."""
    from fontTools.ttLib import TTFont

    from pipeline.fonts.subset import renumber_cids

    with TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        if "CFF " not in font or not hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
            return data
        renumber_cids(font)
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()

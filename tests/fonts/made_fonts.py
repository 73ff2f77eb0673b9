"""Small fonts for tests, with a square for each of their characters."""

import io
from collections.abc import Mapping
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000


def font(
    characters: str,
    family: str = "Rare Han",
    *,
    is_cff: bool = False,
    rights: int = 0,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """A font with *characters* and a space; *rights* is its fsType, *names* more records of its name table."""
    glyphs = [".notdef", "space", *(f"u{ord(character):05X}" for character in characters)]
    builder = FontBuilder(EM, isTTF=not is_cff)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({0x20: "space", **{ord(each): f"u{ord(each):05X}" for each in characters}})
    if is_cff:
        outlines: dict[str, Any] = {name: _drawn(T2CharStringPen(EM, None), name).getCharString() for name in glyphs}
        builder.setupCFF(family.replace(" ", ""), {}, outlines, {})
    else:
        builder.setupGlyf({name: _drawn(TTGlyphPen(None), name).glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (EM, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    told = {"familyName": family, "styleName": "Regular", "psName": family.replace(" ", ""), "version": "Version 1"}
    builder.setupNameTable({**told, **(names or {})})
    builder.setupOS2(fsType=rights)
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def _drawn(pen: Any, name: str) -> Any:
    if name != "space":
        _square(pen)
    return pen


def _square(pen: AbstractPen) -> None:
    pen.moveTo((100, 0))
    for point in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(point)
    pen.closePath()

"""The outlines of glyphs as faces that are embedded have them, told by digests. Runs in a bounded process.

An outline has no number, no name and no hints: where its points are, in thousandths of the em, is all that counts.
"""

import base64
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_AT_ONCE = 400  # glyphs of one item: the process has some seconds of processor time for each
_MOST_POINTS = 20_000  # of a glyph

Outliner = Callable[[int], object]  # code → its outline; raises whatever a broken face makes it raise


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFont:
    """The glyphs of *codes* are wanted of the font program *data*: each code, its text, and its advance in 1/1000 em.

    *glyph_of* is the number of the glyph (CFF with CIDs: the CID) by code; None: the same as the code. *names* are
    those of glyphs by code, for simple fonts. *is_simple*: codes have one byte. A font of Type 3 has *procedures* that
    draw, by code, and no program.
    """

    face: str
    data: bytes
    codes: tuple[tuple[int, str, int], ...]
    is_simple: bool = False
    glyph_of: bytes | None = None
    names: tuple[tuple[int, str], ...] = ()
    procedures: tuple[tuple[int, bytes], ...] = ()


def tell_glyphs(_document: Any, start: int, wanted: tuple[WantedFont, ...]) -> Iterator[list[tuple[str, str, str]]]:
    """Face, text and digest of the glyphs of the *wanted* fonts, some hundred at a time.

    What can't be read is not told.
    """
    number = 0
    for font in wanted:
        outliner: Outliner | None = None
        for at in range(0, len(font.codes), _AT_ONCE):
            if number >= start:
                outliner = outliner or _outliner(font)
                yield list(_rows(font, outliner, at))
            number += 1


def _rows(font: WantedFont, outliner: Outliner, at: int) -> Iterator[tuple[str, str, str]]:
    for code, text, advance in font.codes[at : at + _AT_ONCE]:
        if digest := _digest(outliner, code, advance):
            yield font.face, text, digest


def _outliner(font: WantedFont) -> Outliner:
    try:
        if font.procedures:
            procedures = dict(font.procedures)
            return procedures.get
        if font.data[:2] == b"%!":
            return _of_type1(font)
        return _of_cff(font) if _is_cff(font.data) else _of_truetype(font)
    except Exception:  # noqa: BLE001 (fontTools raises what it likes for a broken face)
        return lambda _code: None


def _digest(outline: Outliner, code: int, advance: int) -> str:
    try:
        found = outline(code)
    except Exception:  # noqa: BLE001 (as above)
        return ""
    if found is None:
        return ""
    return base64.b64encode(hashlib.sha256(repr((found, advance)).encode()).digest()[:3]).decode()


def _is_cff(data: bytes) -> bool:
    return data[:4] == b"OTTO" or data[:1] == b"\x01"


def _of_cff(font: WantedFont) -> Outliner:
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib import TTFont

    if font.data[:4] == b"OTTO":
        top = TTFont(io.BytesIO(font.data), lazy=True)["CFF "].cff[0]
    else:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(font.data), None)
        top = fonts[0]
    has_cids = hasattr(top, "ROS")
    order, names = top.charset, dict(font.names)
    encoding = getattr(top, "Encoding", None)
    scale = 1_000 * (getattr(top, "FontMatrix", None) or [0.001])[0]

    def outline(code: int) -> object:
        if font.is_simple:
            name = names.get(code) or (encoding[code] if isinstance(encoding, list) else None)
        elif has_cids:
            name = f"cid{_number_of(font, code):05d}" if _number_of(font, code) else ".notdef"
        else:
            name = order[_number_of(font, code)]
        if name not in top.CharStrings:
            return None
        pen = RecordingPen()
        top.CharStrings[name].draw(pen)
        return _points(pen.value, scale)

    return outline


def _of_type1(font: WantedFont) -> Outliner:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.t1Lib import T1Font, decryptType1

    held = T1Font.__new__(T1Font)  # which reads from files only
    held.data, held.encoding = decryptType1(font.data), "ascii"
    held.parse()
    glyphs, names = held.getGlyphSet(), dict(font.names)
    encoding = held.font.get("Encoding", ())

    def outline(code: int) -> object:
        name = names.get(code) or (encoding[code] if code < len(encoding) else "")
        if name not in glyphs:
            return None
        pen = RecordingPen()
        glyphs[name].draw(pen)
        return _points(pen.value, 1.0)

    return outline


def _of_truetype(font: WantedFont) -> Outliner:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

    held = TTFont(io.BytesIO(font.data), lazy=True)
    held.setGlyphOrder([f"glyph{number:05d}" for number in range(held["maxp"].numGlyphs)])
    glyphs, scale = held["glyf"], 1_000 / held["head"].unitsPerEm
    numbers = _numbers_by_code(held, font) if font.is_simple else {}

    def outline(code: int) -> object:
        number = numbers.get(code) if font.is_simple else _number_of(font, code)
        if number is None:
            return None
        pen = DecomposingRecordingPen(glyphs)
        name = held.getGlyphName(number)
        glyphs[name].draw(pen, glyphs)
        return _points(pen.value, scale)

    return outline


def _numbers_by_code(held: Any, font: WantedFont) -> dict[int, int]:
    """The glyphs of a simple TrueType font (ISO 32000-1, 9.6.6.4): its own codes first, then characters."""
    found: dict[int, int] = {}
    for table in held["cmap"].tables if "cmap" in held else ():
        for code, text, _advance in font.codes:
            character = ord(text) if len(text) == 1 else -1
            ways = (0xF000 + code, code) if (table.platformID, table.platEncID) != (3, 1) else (character,)
            name = next((table.cmap[way] for way in ways if way in table.cmap), None)
            if name is not None:
                found.setdefault(code, held.getGlyphID(name))
    return found


def _number_of(font: WantedFont, code: int) -> int:
    if font.glyph_of is None:
        return code
    return int.from_bytes(font.glyph_of[2 * code : 2 * code + 2], "big")


def _points(drawn: list[tuple[str, tuple[Any, ...]]], scale: float) -> object:
    if len(drawn) > _MOST_POINTS:
        return None
    return [
        (name, [(round(point[0] * scale), round(point[1] * scale)) for point in points if point is not None])
        for name, points in drawn
        if points
    ]

"""Compose the Latin letters of foreign names, and raised and lowered figures, that a Chinese source face lacks.

Noto CJK stops short of Latin Extended-A. Its own letters and accents are put together, so that the ř of Dvořák has the
weight and proportions of its neighbours. Letters that cannot be had so (ĸ ŋ ſ …) stay missing.
"""

import unicodedata
from itertools import chain

from fontTools.ttLib import TTFont

from pipeline.fonts.contours import (
    Box,
    Contour,
    MissingPartError,
    Shape,
    box_of,
    centre_of,
    draw_shape,
    shape_of,
    transform,
    width_of,
)
from pipeline.fonts.outlines import add_glyph, encode

LETTERS = tuple(map(chr, chain(range(0x00C0, 0x0180), range(0x0218, 0x021C))))
SUPERIORS, INFERIORS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"

# Combining mark above → letters of the face to take it from: one for small letters, one for capitals.
_ABOVE = {
    "\u0300": "àÀ",
    "\u0301": "áÁ",
    "\u0302": "âÂ",
    "\u0303": "ãÃ",
    "\u0304": "āĀ",
    "\u0306": "ăĂ",
    "\u0307": "iİ",
    "\u0308": "üÜ",
    "\u030a": "åå",
    "\u030c": "ěĚ",
}
_CEDILLA, _COMMA_BELOW, _OGONEK, _CARON, _DOUBLE_ACUTE = "\u0327", "\u0326", "\u0328", "\u030c", "\u030b"
_LATVIAN = "GKkLlNnRr"  # decomposed by Unicode with a cedilla, written with a comma below
_APOSTROPHE_FOR_CARON = "dltL"
_ASCENDERS = "bdfhklt"
_SPECIAL = {"ı": "i", "ł": "l", "Ł": "L"}
_FIGURE_SCALE, _SUPERIOR_RISE, _INFERIOR_DROP = 0.62, 340, -130


def compose_latin(font: TTFont) -> list[str]:
    """Add the letters and figures that the face lacks and that can be put together; return the characters added.

    A row of raised or lowered figures that is not whole is made anew as a whole, so that its figures match.
    """
    added = []
    for char in _find_lacking(font):
        try:
            base, width, shape = _figure(font, char) if char in SUPERIORS + INFERIORS else _letter(font, char)
        except MissingPartError:
            continue
        encode(font, char, add_glyph(font, font.getBestCmap()[ord(base)], width, draw_shape(shape)))
        added.append(char)
    return added


def _find_lacking(font: TTFont) -> str:
    """Letters the face lacks, and the rows of figures of which it lacks any."""
    cmap = font.getBestCmap()
    rows = [row for row in (SUPERIORS, INFERIORS) if any(ord(char) not in cmap for char in row)]
    return "".join(char for char in LETTERS if ord(char) not in cmap) + "".join(rows)


def _figure(font: TTFont, char: str) -> tuple[str, int, Shape]:
    base = unicodedata.normalize("NFKD", char)
    rise = _SUPERIOR_RISE if char in SUPERIORS else _INFERIOR_DROP
    return base, round(width_of(font, base) * _FIGURE_SCALE), transform(shape_of(font, base), 0, rise, _FIGURE_SCALE)


def _letter(font: TTFont, char: str) -> tuple[str, int, Shape]:
    """Base letter, advance width and outline of *char*. Raises MissingPartError."""
    base = _SPECIAL.get(char) or unicodedata.normalize("NFD", char)[0]
    mark = unicodedata.normalize("NFD", char)[1:]
    shape, width = shape_of(font, base), width_of(font, base)
    if char == "ı":
        return base, width, _drop_dot(font, base)
    if char in "łŁ":
        return base, width, [*shape, _stroke(shape, base)]
    if mark == _CARON and base in _APOSTROPHE_FOR_CARON:
        return _with_apostrophe(font, base)
    below = mark in (_CEDILLA, _COMMA_BELOW, _OGONEK)
    return base, width, [*(shape if below else _drop_dot(font, base)), *_mark(font, base, mark)]


def _mark(font: TTFont, base: str, mark: str) -> Shape:
    """The contours of *mark* placed for the letter *base*."""
    if mark == _OGONEK:
        return [_ogonek(box_of(shape_of(font, base)), base)]
    if mark == _COMMA_BELOW or (mark == _CEDILLA and base in _LATVIAN):
        return _place_below(font, ",", base, top=-70, scale=0.85)
    if mark == _CEDILLA and base == "g":
        return _comma_above(font, base)
    if mark == _CEDILLA:
        return _place_below(font, "¸", base)
    if mark == _DOUBLE_ACUTE:
        single = _place_above(font, "\u0301", base)
        return [*transform(single, -70), *transform(single, 70)]
    return _place_above(font, mark, base)


def _place_above(font: TTFont, mark: str, base: str) -> Shape:
    """The accent of a donor letter, as high above *base* as above the donor's own base letter, and centred."""
    cmap = font.getBestCmap()
    donors = [donor for donor in _ABOVE.get(mark, "") if ord(donor) in cmap]
    if not donors:
        raise MissingPartError(mark)
    donor = next((donor for donor in donors if donor.isupper() == base.isupper()), donors[0])
    plain = unicodedata.normalize("NFD", donor)[0]
    top = box_of(_drop_dot(font, plain))[3]
    accent = [contour for contour in shape_of(font, donor) if box_of([contour])[1] > top - 5]
    if not accent:
        raise MissingPartError(mark)
    target = box_of(_drop_dot(font, base))
    rise = target[3] - top if base.isupper() != plain.isupper() or base in _ASCENDERS else 0
    return transform(accent, centre_of(target) - centre_of(box_of(accent)), rise)


def _place_below(font: TTFont, sign: str, base: str, top: float | None = None, scale: float = 1) -> Shape:
    """The *sign* centred under *base*, its top at height *top* or where it is by itself."""
    shape = transform(shape_of(font, sign), 0, 0, scale)
    box = box_of(shape)
    return transform(
        shape, centre_of(box_of(shape_of(font, base))) - centre_of(box), 0 if top is None else top - box[3]
    )


def _comma_above(font: TTFont, base: str) -> Shape:
    """The comma of ģ stands above the letter, turned by half."""
    shape = transform(shape_of(font, ","), 0, 0, -0.85)
    box, target = box_of(shape), box_of(shape_of(font, base))
    return transform(shape, centre_of(target) - centre_of(box), target[3] + 60 - box[1])


def _with_apostrophe(font: TTFont, base: str) -> tuple[str, int, Shape]:
    """ď ť ľ Ľ carry their caron as an apostrophe at the right: a comma raised to the ascender."""
    shape, comma = shape_of(font, base), transform(shape_of(font, ","), 0, 0, 0.85)
    box, mark = box_of(shape), box_of(comma)
    top = box_of(shape_of(font, "l" if base.islower() else base))[3]
    x_min = width_of(font, base) - 20 if base != "L" else centre_of(box) + 40
    width = width_of(font, base) + (round(mark[2] - mark[0]) + 20 if base != "L" else 0)
    return base, width, [*shape, *transform(comma, x_min - mark[0], top - mark[3])]


def _drop_dot(font: TTFont, base: str) -> Shape:
    """The letter without the dot of i and j."""
    shape = shape_of(font, base)
    if base not in "ij":
        return shape
    return [contour for contour in shape if box_of([contour])[1] < box_of(shape_of(font, "x"))[3]]


def _stroke(shape: Shape, base: str) -> Contour:
    """The slanting stroke of ł and Ł, through the stem."""
    x_min, _y_min, x_max, y_max = box_of(shape)
    stem = centre_of((x_min, 0, x_max, 0)) if base == "l" else x_min + (x_max - x_min) * 0.27
    half, thickness, middle = (110, 48, y_max * 0.5)
    left, right = stem - half, stem + half
    corners = [
        (left, middle - 75),
        (right, middle + 35),
        (right, middle + 35 + thickness),
        (left, middle - 75 + thickness),
    ]
    return [("moveTo", (corners[0],)), *(("lineTo", (point,)) for point in corners[1:]), ("closePath", ())]


def _ogonek(letter: Box, base: str) -> Contour:
    """A hook below the right foot of the letter (below the middle of I and i)."""
    x = centre_of(letter) - 40 if base in "Ii" else letter[2] - 130
    y = 12.0

    def at(*points: tuple[int, int]) -> tuple[tuple[float, float], ...]:
        return tuple((x + dx, y + dy) for dx, dy in points)

    return [
        ("moveTo", at((50, 0))),
        ("curveTo", at((-15, -45), (-35, -90), (-35, -135))),
        ("curveTo", at((-35, -190), (5, -217), (55, -217))),
        ("curveTo", at((90, -217), (118, -208), (138, -194))),
        ("lineTo", at((126, -160))),
        ("curveTo", at((112, -168), (98, -173), (82, -173))),
        ("curveTo", at((52, -173), (38, -155), (38, -128))),
        ("curveTo", at((38, -85), (62, -40), (105, 0))),
        ("closePath", ()),
    ]

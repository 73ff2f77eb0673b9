"""Fractions of the faces: those that are made stand beside those that the source has."""

from functools import cache
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from pipeline.fonts.fractions import FRACTIONS, compose_fractions
from pipeline.fonts.outlines import advance, bounds, encode

FACES = ("KanbenSong-Regular.otf", "KanbenSong-Bold.otf", "KanbenHei-Regular.otf", "KanbenKai-Regular.ttf")


@cache
def opened(path: Path) -> TTFont:
    return TTFont(path)


def ink(font: TTFont, char: str) -> float:
    glyphs = font.getGlyphSet()
    pen = AreaPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    return abs(pen.value)


@pytest.mark.parametrize("name", FACES)
def test_fractions_are_as_high_and_as_dark_as_a_half(fonts_dir: Path, name: str) -> None:
    font = opened(fonts_dir / name)
    cmap = font.getBestCmap()
    half = bounds(font, cmap[ord("½")])
    assert half is not None
    for char in FRACTIONS:
        box = bounds(font, cmap[ord(char)])
        assert box is not None
        assert (box[1], box[3]) == pytest.approx((half[1], half[3]), abs=25), char
        assert 0 <= box[0] < box[2] <= advance(font, cmap[ord(char)]), char
    assert ink(font, "⅔") / ink(font, "¾") == pytest.approx(1, abs=0.12)
    assert ink(font, "⅖") / ink(font, "¾") == pytest.approx(1, abs=0.12)


def test_without_a_half_none_is_made(fonts_dir: Path) -> None:
    font = TTFont(fonts_dir / "KanbenSong-Regular.otf")
    for char in "½⅓":
        encode(font, char, None)
    assert compose_fractions(font) == []

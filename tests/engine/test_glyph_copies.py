"""Copies of glyphs: their numbers, and what is embedded of them."""

from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine.cff_copies import add_copies
from pipeline.engine.embedded_faces import cut_down
from pipeline.engine.glyph_copies import STEP, Copy, GlyphCopies, copies_in
from pipeline.resources import find_shipped

FACES = ("KanbenSong-Regular.otf", "KanbenHei-Bold.otf", "KanbenKai-Regular.ttf", "second/KanbenSongPlus-Regular.otf")
LAST = 0xFFFF


def file_of(face: str) -> Path:
    return find_shipped("fonts") / face


@cache
def glyph_of(file: Path, character: str) -> int:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    return int(uharfbuzz.Font(face).get_nominal_glyph(ord(character)) or 0)


@given(
    face=st.sampled_from(FACES),
    character=st.sampled_from("一，（·A8"),
    shift=st.floats(-200, 700),
    growth=st.floats(-700, 900),
)
def test_a_number_leads_back_to_its_copy(face: str, character: str, shift: float, growth: float) -> None:
    copies, glyph = copies_in(file_of(face), 0), glyph_of(file_of(face), character)
    number = copies.number(glyph, shift, growth)
    if number is None:
        return
    assert copies.count <= number <= LAST
    copy = copies.find(number)
    assert copy.glyph == glyph
    if 0 <= shift <= 500 and -500 <= growth <= 625:
        assert abs(copy.shift * STEP - shift) <= STEP / 2
        assert abs(copy.growth * STEP - growth) <= STEP / 2


def test_no_two_copies_have_one_number() -> None:
    copies = GlyphCopies(9475, range(100, 165), 1)
    wanted = product((0, 99, 100, 164, 9474), range(0, 501, STEP), range(-500, 626, STEP))
    numbers = [number for each in wanted if (number := copies.number(*each)) is not None]
    assert len(numbers) == len(set(numbers)) == 2 * 49 + 3 * 5


def test_what_has_no_copy() -> None:
    copies = GlyphCopies(24000, (5,), 1)
    assert copies.number(1, 0, 250) is None  # a space
    assert copies.number(7, 0, 0) is None
    assert copies.number(7, 125, 0) is None  # no mark
    assert copies.number(7, 0, 250) == 24007
    assert copies.number(7, 0, 500) is None  # no room
    assert copies.number(5, 0, 500) is not None
    assert GlyphCopies(0, (), None).number(7, 0, 250) is None


def outlines_of(data: bytes, is_bare: bool) -> dict[int, tuple[float, list[Any]]]:
    """Width and outline of each glyph of an embedded program by its CID."""
    if is_bare:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        glyph_set = fonts[0].CharStrings
        named = {int(name.removeprefix("cid")): glyph_set[name] for name in fonts[0].charset if name != ".notdef"}
    else:
        font = TTFont(BytesIO(data))
        glyph_set = font.getGlyphSet()
        named = dict(enumerate(glyph_set[name] for name in font.getGlyphOrder()))
    found = {}
    for number, glyph in named.items():
        pen = RecordingPen() if is_bare else DecomposingRecordingPen(glyph_set)
        glyph.draw(pen)
        found[number] = glyph.width, [points for _operator, points in pen.value if points]
    return found


def moved(outline: list[Any], move: float) -> list[Any]:
    return [tuple((x + move, y) for x, y in points) for points in outline]


@pytest.mark.parametrize("face", FACES[:3])
@pytest.mark.parametrize(
    ("character", "shift", "growth"), [("一", 0, 250), ("，", 0, -500), ("（", 500, -500), ("A", 0, 125)]
)
def test_a_copy_is_the_glyph_moved_in_another_width(face: str, character: str, shift: int, growth: int) -> None:
    file = file_of(face)
    glyph = glyph_of(file, character)
    number = copies_in(file, 0).number(glyph, shift, growth)
    assert number is not None
    program = cut_down(file, 0, frozenset((glyph, number, glyph_of(file, "丁"))))
    found = outlines_of(program.data, program.is_bare)
    width, outline = found[number]
    assert width == found[glyph][0] + growth
    assert outline == moved(found[glyph][1], -shift)


def test_other_tables_are_refused() -> None:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file_of(FACES[0]))))
    whole = bytes(face.reference_table("CFF ").data)
    with pytest.raises(ValueError, match=r"subroutines|charstring"):
        add_copies(whole, {60000: Copy(20, 0, 2)})

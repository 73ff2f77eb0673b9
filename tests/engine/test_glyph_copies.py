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
from pipeline.engine.glyph_copies import (
    ACCENT_STEP,
    RISE_STEP,
    STEP,
    Accent,
    Copy,
    GlyphCopies,
    copies_in,
    has_accents,
)
from pipeline.resources import find_shipped

FACES = ("KanbenSong-Regular.otf", "KanbenHei-Bold.otf", "KanbenKai-Regular.ttf", "second/KanbenSongPlus-Regular.otf")
LAST = 0xFFFF


def file_of(face: str) -> Path:
    return find_shipped("fonts") / face


LETTERS = "second/KanbenSongLetters-Regular.ttf"
ACUTE, LINE_ABOVE, DOT_BELOW = "\u0301", "\u030d", "\u0323"


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
        assert abs(copy.shift - shift) <= STEP / 2
        assert abs(copy.growth - growth) <= STEP / 2


def test_no_two_copies_have_one_number() -> None:
    copies = GlyphCopies(9475, range(100, 165), 1)
    wanted = product((0, 99, 100, 164, 9474), range(0, 501, STEP), range(-500, 626, STEP))
    numbers = [number for each in wanted if (number := copies.number(*each)) is not None]
    assert len(numbers) == len(set(numbers)) == 2 * 49 + 3 * 5


@given(
    accent=st.sampled_from([(FACES[0], ACUTE), (LETTERS, LINE_ABOVE), (LETTERS, DOT_BELOW)]),
    middle=st.floats(-720, 130),
    height=st.floats(0, 450),
)
def test_an_accent_has_a_copy_for_each_place_over_its_letter(
    accent: tuple[str, str], middle: float, height: float
) -> None:
    face, character = accent
    copies, glyph = copies_in(file_of(face), 0), glyph_of(file_of(face), character)
    shift, rise = copies.accents[glyph].middle - middle, -height if character == DOT_BELOW else height
    number = copies.accent_number(glyph, shift, rise)
    assert number is not None
    copy = copies.find(number)
    assert (copy.glyph, copy.growth) == (glyph, 0)
    assert abs(copy.shift - shift) <= ACCENT_STEP / 2
    assert abs(copy.rise - rise) <= RISE_STEP / 2


def test_accents_have_numbers_of_their_own() -> None:
    accents = {glyph: Accent(0, -250, above=True) for glyph in range(200, 210)}
    copies, without = GlyphCopies(9475, range(100, 165), 1, accents), GlyphCopies(9475, range(100, 165), 1)
    wanted = product(accents, range(-390, 510, ACCENT_STEP), range(0, 5 * RISE_STEP, RISE_STEP))
    numbers = [copies.accent_number(*each) for each in wanted]
    assert len(set(numbers)) == len(numbers) == 10 * 30 * 5
    others = {
        copies.number(*each) for each in product((0, 100, 164, 9474), range(0, 501, STEP), range(-500, 626, STEP))
    }
    assert not others & set(numbers)
    assert {without.number(9474, 0, growth) for growth in range(0, 626, STEP)} <= others


def test_what_has_no_accents() -> None:
    many = {glyph: Accent(0, -250, above=True) for glyph in range(1000)}
    assert GlyphCopies(9475, (), 1, many).accent_number(7, 125, 0) is None  # no room
    assert GlyphCopies(9475, (), 1, {8: Accent(0, 0, above=True)}).accent_number(7, 125, 0) is None
    assert GlyphCopies(9475, (), 1, {7: Accent(0, 0, above=True)}).accent_number(7, 4, 10) == 7
    assert GlyphCopies(9475, (), 1, {7: Accent(250, 0, above=True)}).accent_number(7, 4, 10) not in (7, None)
    assert has_accents("Москва\u0301")
    assert not has_accents("Moscou, ề")


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


def moved(outline: list[Any], move: float, rise: float = 0) -> list[Any]:
    return [tuple((x + move, y + rise) for x, y in points) for points in outline]


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


@pytest.mark.parametrize(("face", "accent"), [(FACES[0], ACUTE), (LETTERS, LINE_ABOVE)])
@pytest.mark.parametrize("rise", [0, 70])
def test_a_copy_of_an_accent_is_moved_and_has_no_width(face: str, accent: str, rise: int) -> None:
    file = file_of(face)
    glyph = glyph_of(file, accent)
    number = copies_in(file, 0).accent_number(glyph, 300, rise)
    assert number is not None
    program = cut_down(file, 0, frozenset((glyph, number, glyph_of(file, "a"))))
    found = outlines_of(program.data, program.is_bare)
    point = [] if program.is_bare else [((0, 250),)]  # within the height of letters
    assert found[number] == (0, moved(found[glyph][1], -300, rise) + point)


def test_other_tables_are_refused() -> None:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file_of(FACES[0]))))
    whole = bytes(face.reference_table("CFF ").data)
    with pytest.raises(ValueError, match=r"subroutines|charstring"):
        add_copies(whole, {60000: Copy(20, 0, 250)})

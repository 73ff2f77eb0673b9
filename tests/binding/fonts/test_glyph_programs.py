"""Subsets of a face joined: every glyph is drawn as before."""

from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from pipeline.binding.fonts.glyph_programs import (
    CffProgram,
    DiffersError,
    GlyphProgram,
    TrueTypeProgram,
    _items_of,
    _settle_matrix,
)
from pipeline.fonts.manifest import load_manifest
from pipeline.resources import find_shipped

FLAGS = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING


def face(role: str, weight: int = 400) -> Path:
    """A face of the house."""
    fonts = find_shipped("fonts")
    return next(fonts / f.file for f in load_manifest(fonts).faces if (f.role, f.weight) == (role, weight))


def subset(path: Path, glyphs: set[int]) -> bytes:
    """The program of *glyphs* as issues embed it: bare CFF with CIDs, or TrueType with glyphs at their numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    is_cff = path.suffix == ".otf"
    wanted.flags = FLAGS if is_cff else FLAGS | uharfbuzz.SubsetFlags.RETAIN_GIDS
    cut = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted)
    return bytes(cut.reference_table("CFF ").data if is_cff else cut.blob.data)


def outlines(program: bytes, glyphs: set[int]) -> dict[int, list[object]]:
    """How each glyph is drawn, by its number in the face."""
    drawn: dict[int, list[object]] = {}
    if program[:4] == b"\x00\x01\x00\x00":
        font = TTFont(BytesIO(program))
        order, glyph_set = font.getGlyphOrder(), font.getGlyphSet()
        for glyph in glyphs:
            pen = RecordingPen()
            glyph_set[order[glyph]].draw(pen)
            drawn[glyph] = [pen.value, font["hmtx"][order[glyph]]]
        return drawn
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    for glyph in glyphs:
        pen = RecordingPen()
        string = fonts[0].CharStrings[f"cid{glyph:05d}"]
        string.draw(pen)
        drawn[glyph] = [pen.value, string.width]
    return drawn


def empty(path: Path) -> GlyphProgram:
    """A program that subsets of the face *path* can be joined in."""
    return CffProgram() if path.suffix == ".otf" else TrueTypeProgram()


ONE, TWO = {17, 40, 500, 1200, 3000}, {17, 41, 500, 5000, 7001}


@pytest.mark.parametrize("role", ["song", "hei", "kai", "fang"])
def test_the_union_draws_what_the_subsets_drew(role: str) -> None:
    path = face(role)
    one, two = subset(path, ONE), subset(path, TWO)
    program = empty(path)
    program.join(one)
    program.join(two)
    union = program.compile()
    assert outlines(union, ONE) == outlines(one, ONE)
    assert outlines(union, TWO) == outlines(two, TWO)
    assert any(value[0] for value in outlines(union, ONE | TWO).values())
    assert len(union) < len(one) + len(two)


@pytest.mark.parametrize("role", ["song", "kai"])
def test_the_union_can_be_joined_again_and_is_the_same(role: str) -> None:
    path = face(role)
    program, again = empty(path), empty(path)
    for glyphs in (ONE, TWO):
        program.join(subset(path, glyphs))
    again.join(program.compile())
    again.join(subset(path, ONE))
    assert again.compile() == program.compile()


def test_faces_that_differ_are_not_joined() -> None:
    program = empty(face("song"))
    program.join(subset(face("song"), ONE))
    before = program.compile()
    for other in (face("song", 700), face("hei")):
        with pytest.raises(DiffersError):
            program.join(subset(other, TWO))
    assert program.compile() == before


def test_a_glyph_drawn_otherwise_is_noticed() -> None:
    path = face("kai")
    font = TTFont(BytesIO(subset(path, TWO)))
    glyph = font["glyf"][font.getGlyphOrder()[500]]
    glyph.coordinates[0] = (glyph.coordinates[0][0] + 1, glyph.coordinates[0][1])
    file = BytesIO()
    font.save(file)
    program = empty(path)
    program.join(subset(path, ONE))
    with pytest.raises(DiffersError):
        program.join(file.getvalue())


def test_outlines_are_those_that_fonttools_reads_and_none_is_cut_off() -> None:
    whole, fonts = subset(face("song"), {100, 101, 102}), CFFFontSet()
    fonts.decompile(BytesIO(whole), None)
    index = fonts[0].CharStrings.charStringsIndex
    assert _items_of(index, whole) == [index[number].bytecode for number in range(4)]
    with pytest.raises(DiffersError):
        _items_of(index, whole[: index.offsetBase + index.offsets[-1] - 1])
    index.offsets[1:3] = reversed(index.offsets[1:3])
    with pytest.raises(DiffersError):
        _items_of(index, whole)


def test_the_matrix_of_a_face_is_not_lost() -> None:
    """fontTools leaves out the usual one; PDFTron writes it, with one for each dictionary that changes nothing."""
    usual, nothing, other = [0.001, 0, 0, 0.001, 0, 0], [1, 0, 0, 1, 0, 0], [2, 0, 0, 2, 0, 0]
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(subset(face("song"), {100})), None)
    top, dictionary = fonts[0], fonts[0].FDArray[0]
    dictionary.rawDict["FontMatrix"] = nothing
    _settle_matrix(top, dictionary)
    assert dictionary.rawDict["FontMatrix"] == nothing  # it may be all that there is
    top.rawDict["FontMatrix"] = usual
    _settle_matrix(top, dictionary)
    assert "FontMatrix" not in dictionary.rawDict
    dictionary.rawDict["FontMatrix"] = other
    with pytest.raises(DiffersError):
        _settle_matrix(top, dictionary)

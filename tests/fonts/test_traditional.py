"""The committed faces of Traditional Chinese: other forms than the first faces have, and marks in the middle."""

from functools import cache
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from pipeline.fonts.build import _width_of_space
from pipeline.fonts.charset import big5_hanzi
from pipeline.fonts.coverage import Coverage
from pipeline.fonts.made_face import code_points_of
from pipeline.fonts.manifest import FontFace, FontManifest, load_manifest
from pipeline.fonts.outlines import bounds
from pipeline.fonts.recipe import TRADITIONAL_RECIPES
from pipeline.fonts.traditional import FIGURES, MARKS, make_traditional_face
from pipeline.resources import find_shipped

MANIFEST = load_manifest(find_shipped("fonts"))
FACES = [face for face in MANIFEST.faces if face.is_traditional]
WITH_FORMS = [face for face in FACES if face.role in ("song", "hei")]
FAMILIES = [f"Kanben {role} Traditional" for role in ("Song", "Hei", "Kai", "Fang")]
SPACES = {0x20, 0xA0}
BEHIND = ("Traditional", "Plus")


@cache
def opened(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


def first_of(face: FontFace) -> TTFont:
    """The first face that *face* goes before."""
    return opened(next(each.file for each in MANIFEST.of_role(face.role) if each.weight == face.weight))


def outline(font: TTFont, character: str) -> list[object]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    return list(pen.value)


def middle(font: TTFont, mark: str) -> float:
    box = bounds(font, font.getBestCmap()[ord(mark)])
    assert box is not None
    return (box[0] + box[2]) / 2


def test_each_first_family_of_text_has_one(manifest: FontManifest) -> None:
    assert {(face.role, face.weight) for face in FACES} == {
        (face.role, face.weight) for face in manifest.faces if not face.is_second and face.role != "mono"
    }
    assert {face.family for face in FACES} == set(FAMILIES)
    assert all(face.family == f"Kanben {face.role.capitalize()} Traditional" for face in FACES)


def test_the_first_level_of_big5_is_known() -> None:
    hanzi = big5_hanzi()
    assert (len(hanzi), len(set(hanzi)), hanzi[0], hanzi[-1]) == (5401, 5401, "一", "籲")


@pytest.mark.parametrize("face", WITH_FORMS, ids=lambda face: face.file.stem)
def test_forms_differ_from_those_of_the_mainland(face: FontFace) -> None:
    behind = {"骨草化著": first_of(face), "誤說將": opened(face.file.with_name(face.file.name.replace(*BEHIND)))}
    for characters, font in behind.items():
        for character in characters:
            assert outline(opened(face.file), character) != outline(font, character), character
    assert not set(map(ord, "人一大")) & code_points_of(face.file)  # whose forms are the same
    assert code_points_of(face.file) <= {*map(ord, big5_hanzi() + MARKS + FIGURES), *SPACES}


@pytest.mark.parametrize("role", ["song", "hei"])
def test_all_weights_have_the_same_characters(role: str) -> None:
    regular, bold = (code_points_of(face.file) for face in WITH_FORMS if face.role == role)
    assert regular == bold
    assert len(regular) > 2400


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file.stem)
def test_marks_stand_in_the_middle(face: FontFace) -> None:
    font = opened(face.file)
    for mark in MARKS:
        assert middle(font, mark) == pytest.approx(500, abs=35), mark
        assert middle(first_of(face), mark) < 400, mark
        box = bounds(font, font.getBestCmap()[ord(mark)])
        assert box is not None
        if mark not in "！？":  # the composer cuts a quarter of an em off both sides
            assert (box[0], box[2]) > (250, 0)
            assert box[2] < 750


def test_no_text_is_missing_because_of_them(manifest: FontManifest) -> None:
    coverage = Coverage.read(manifest)
    assert coverage.missing(big5_hanzi() + MARKS) == ()
    assert [family.family for family in coverage.traditional] == FAMILIES
    assert not {family.family for family in coverage.find_asked_for(big5_hanzi())} & set(FAMILIES)


@pytest.mark.parametrize("role", ["kai", "fang"])
def test_a_face_of_marks_is_remade_byte_for_byte(role: str, tmp_path: Path) -> None:
    recipe = next(each for each in TRADITIONAL_RECIPES if each.role == role)
    face = next(each for each in FACES if each.role == role)
    first = MANIFEST.of_role(role)[0].file
    remade = make_traditional_face(recipe, Path("none"), first, _width_of_space(first), tmp_path)
    assert (remade.sha256, remade.steps) == (face.sha256, face.recipe)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file.stem)
def test_point_and_comma_of_numbers_stand_low(face: FontFace) -> None:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.file)))
    for mark in "．，":
        high, low = (_drawn(font, text)[1] for text in (f"年{mark}５", f"６{mark}５"))
        assert low.y_bearing < high.y_bearing - 150
        middle = low.x_bearing + low.width / 2
        assert middle == pytest.approx(500, abs=2)


def _drawn(font: uharfbuzz.Font, text: str) -> list[uharfbuzz.GlyphExtents]:
    """The ink of each glyph of *text*."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [font.get_glyph_extents(glyph.codepoint) for glyph in buffer.glyph_infos]

"""The monospaced faces: every character a column wide, and none that is Chinese."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts.coverage import Coverage
from pipeline.fonts.manifest import FontManifest
from pipeline.fonts.mono import COLUMN
from pipeline.fonts.outlines import bounds


@pytest.fixture(params=["KanbenMono-Regular.otf", "KanbenMono-Bold.otf"])
def font(request: pytest.FixtureRequest, fonts_dir: Path) -> TTFont:
    return TTFont(fonts_dir / request.param)


def test_every_character_is_a_column_wide(font: TTFont) -> None:
    assert {font["hmtx"][name][0] for name in font.getBestCmap().values()} == {COLUMN}
    assert font["post"].isFixedPitch


def test_it_is_made_as_the_other_first_faces_are(font: TTFont, manifest: FontManifest) -> None:
    face = next(face for face in manifest.faces if face.file.stem == font["name"].getDebugName(6))
    assert font["name"].getDebugName(1) == face.family == "Kanben Mono"
    assert "Copyright" in font["name"].getDebugName(0) or "©" in font["name"].getDebugName(0)
    assert (font["hhea"].ascent, font["hhea"].descent, font["OS/2"].usWeightClass) == (880, -120, face.weight)
    top = font["CFF "].cff.topDictIndex[0]
    assert top.ROS == ("Adobe", "Identity", 0)
    assert [int(name[3:]) for name in top.charset[1:]] == list(range(1, font["maxp"].numGlyphs))


def test_letters_of_both_sources_are_as_tall(font: TTFont) -> None:
    cmap = font.getBestCmap()
    heights = [(bounds(font, cmap[ord(letter)]) or (0, 0, 0, 0))[3] for letter in "xıκк"]
    assert heights == pytest.approx([heights[0]] * 4, abs=10)


def test_what_code_holds(font: TTFont) -> None:
    needed = "".join(map(chr, range(0x20, 0x7F))) + "éßŁČαΩЖйễặ–†€←→≤≠∞─│┌█²⁴₂ǎ"
    assert [each for each in needed if ord(each) not in font.getBestCmap()] == []
    assert [each for each in "国，“”—…①" if ord(each) in font.getBestCmap()] == []


def test_han_in_code_is_not_told_as_substituted(manifest: FontManifest) -> None:
    coverage = Coverage.read(manifest)
    assert coverage.fallbacks("mono", "def 函数：“甲”……①囍𠮷 Ἀ") == ()
    assert coverage.missing("函数ễ") == ()

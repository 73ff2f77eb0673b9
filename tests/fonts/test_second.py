"""The committed second faces: what they add to the first ones, and that they do as those do."""

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.engine.loading import SECOND_FAMILIES
from pipeline.fonts.coverage import Coverage
from pipeline.fonts.made_face import code_points_of
from pipeline.fonts.manifest import FontFace, FontManifest, load_manifest
from pipeline.resources import find_shipped

MADE = [face for face in load_manifest(find_shipped("fonts")).faces if face.is_second]
SECOND = [face for face in MADE if not face.is_traditional]
SPACES = {0x20, 0xA0}
RESERVED = ("Source", "Noto", "LXGW", "霞鹜", "WenKai", "Klee")


@pytest.fixture(scope="module")
def coverage(manifest: FontManifest) -> Coverage:
    return Coverage.read(manifest)


@cache
def opened(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


def of_standard(encoding: str, lead: range = range(0x81, 0xFF)) -> str:
    """All characters of a standard with two bytes each, those for private use left out."""
    cells = (bytes((high, low)).decode(encoding, "ignore") for high in lead for low in range(0x40, 0xFF))
    return "".join(cell for cell in cells if len(cell) == 1 and not "\ue000" <= cell <= "\uf8ff")


def each(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


@pytest.mark.parametrize(
    ("name", "characters", "lacked"),
    [
        ("GBK", of_standard("gbk"), ""),
        ("Big5", of_standard("big5"), ""),
        ("HKSCS", of_standard("big5hkscs"), None),
        ("JIS X 0208", of_standard("shift_jis"), ""),
        ("GB 18030-2022, level 2", each(0x4E00, 0x9FFF) + each(0x3400, 0x4DBF), ""),
        ("kana and bopomofo", each(0x3041, 0x3096) + each(0x3099, 0x30FF) + each(0x3105, 0x312F), ""),
        ("Latin", each(0x00C0, 0x024F) + each(0x1E00, 0x1EFF), ""),
        ("phonetics", each(0x0250, 0x036F) + each(0x1D00, 0x1DBF), ""),
        ("Greek", "ΆΈΉΊΌΎΏΐάέήίΰϊϋόύώϐϑϕϖϰϱϵ" + "".join(filter(str.isalpha, each(0x1F00, 0x1FFC))), ""),
        ("Cyrillic", each(0x0400, 0x052F), ""),
        ("fractions, raised and lowered", "⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₔ", ""),
        ("mathematics", each(0x2200, 0x22FF) + each(0x2A00, 0x2AFF) + "ℕℤℚℝℂℓℏ𝑥𝔸", ""),
        ("dingbats", each(0x2701, 0x2704) + each(0x2706, 0x2709) + each(0x270C, 0x2727) + each(0x2776, 0x2794), ""),
        ("circled", each(0x2460, 0x24FF), ""),
        ("Hangul", each(0xAC00, 0xD7A3), ""),
        ("Kangxi radicals", each(0x2F00, 0x2FD5), ""),
        ("names", "囍冇囧髙﨑峯羣昰旼炘堔𠮷ー", ""),
    ],
)
def test_every_character_of_a_standard_is_set(
    coverage: Coverage, name: str, characters: str, lacked: str | None
) -> None:
    missing = "".join(coverage.missing(characters))
    if lacked is None:  # a few of the supplement are in no face of ours
        assert len(missing) < 0.01 * len(characters), name
    else:
        assert missing == lacked, name


def test_no_second_face_has_what_a_first_face_has(coverage: Coverage) -> None:
    first = coverage.code_points["song"]
    assert [face.family for face in SECOND if code_points_of(face.file) & first != SPACES] == []


def test_fontconfig_is_told_of_every_second_family() -> None:
    assert set(SECOND_FAMILIES) == {face.family for face in SECOND}


@pytest.mark.parametrize("face", MADE, ids=lambda face: face.file.name)
def test_it_is_made_as_the_first_faces_are(face: FontFace) -> None:
    font = opened(face.file)
    names = {record.nameID: str(record) for record in font["name"].names}
    assert (names[1], names[6]) == (face.family, face.file.stem)
    assert not [name for name in RESERVED if any(name in names[number] for number in (1, 2, 4, 6))]
    assert "Copyright" in names[0] or "©" in names[0]
    assert names[13]
    assert (font["head"].unitsPerEm, font["hhea"].ascent, font["hhea"].descent) == (1000, 880, -120)
    assert (font["OS/2"].fsType, font["OS/2"].usWeightClass) == (0, face.weight)
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        assert top.ROS == ("Adobe", "Identity", 0)
        assert [int(name[3:]) for name in top.charset[1:]] == list(range(1, font["maxp"].numGlyphs))


@pytest.mark.parametrize("face", MADE, ids=lambda face: face.file.name)
def test_spaces_are_as_wide_as_in_the_first_face(manifest: FontManifest, face: FontFace) -> None:
    role = face.role if face.role in manifest.roles else "song"
    first = next(each for each in manifest.of_role(role) if each.weight == face.weight)
    widths = [opened(each.file)["hmtx"][opened(each.file).getBestCmap()[0x20]][0] for each in (face, first)]
    assert widths[0] == widths[1]

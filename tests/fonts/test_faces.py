"""Each committed face: metrics, CIDs, names, features and punctuation, measured by shaping with HarfBuzz."""

from functools import cache
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from pipeline.fonts.charset import HANZI_COUNT, gb2312_hanzi, is_han, read_hanzi
from pipeline.fonts.manifest import FontFace, FontManifest
from pipeline.fonts.outlines import bounds

FACES = (
    "KanbenSong-Regular.otf",
    "KanbenSong-Bold.otf",
    "KanbenHei-Regular.otf",
    "KanbenHei-Bold.otf",
    "KanbenKai-Regular.ttf",
    "KanbenFang-Regular.otf",
)
OPENING = "（《〈「『【〔〖［｛“‘"
CLOSING = "、，。：；！？）》〉」』】〕〗］｝”’"
EM = 1000

pytestmark = pytest.mark.parametrize("file_name", FACES)


@pytest.fixture
def path(fonts_dir: Path, file_name: str) -> Path:
    return fonts_dir / file_name


@pytest.fixture
def face(manifest: FontManifest, file_name: str) -> FontFace:
    return next(face for face in manifest.faces if face.file.name == file_name)


@pytest.fixture
def font(path: Path) -> TTFont:
    return _opened(path)


@cache
def _opened(path: Path) -> TTFont:
    return TTFont(path, lazy=False)


@cache
def _shaper(path: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))


def shaped(path: Path, text: str, **features: bool) -> list[tuple[int, int, int]]:
    """(glyph id, advance, x offset) of each glyph, set in Chinese, with *features* switched on or off."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = "zh-Hans"
    uharfbuzz.shape(_shaper(path), buffer, features)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, position.x_advance, position.x_offset) for info, position in glyphs]


def width(path: Path, text: str, **features: bool) -> int:
    return sum(advance for _glyph, advance, _offset in shaped(path, text, **features))


def test_vertical_metrics_are_those_of_the_house(font: TTFont) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    assert font["head"].unitsPerEm == EM
    assert (hhea.ascent, hhea.descent, hhea.lineGap) == (880, -120, 0)
    assert (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap) == (880, -120, 0)
    assert (os2.usWinAscent, os2.usWinDescent) == (1160, 320)
    assert os2.fsSelection & 1 << 7, "USE_TYPO_METRICS"


def test_shaper_sees_the_metrics_of_the_house(path: Path) -> None:
    extents = _shaper(path).get_font_extents("ltr")
    assert (extents.ascender, extents.descender, extents.line_gap) == (880, -120, 0)


def test_cid_equals_glyph_id(font: TTFont) -> None:
    if "CFF " not in font:
        assert "glyf" in font  # TrueType outlines have no CIDs
        return
    top = font["CFF "].cff.topDictIndex[0]
    assert top.ROS == ("Adobe", "Identity", 0)
    cids = [int(name.removeprefix("cid")) for name in top.charset[1:]]
    assert cids == list(range(1, font["maxp"].numGlyphs))


def test_names_carry_no_reserved_name(font: TTFont, face: FontFace) -> None:
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == face.family
    assert names[6] == face.file.stem
    presented = " ".join(names[name_id] for name_id in (1, 2, 4, 6))
    if "CFF " in font:
        cff = font["CFF "].cff
        top = cff.topDictIndex[0]
        presented += " ".join([*cff.fontNames, top.FullName, top.FamilyName, *(fd.FontName for fd in top.FDArray)])
    assert not [name for name in ("Source", "Noto", "LXGW", "霞鹜", "WenKai", "Klee", "Fandol") if name in presented]
    assert "Copyright" in names[0] or "©" in names[0]
    assert names[13]


def test_weight_and_embedding(font: TTFont, face: FontFace) -> None:
    assert font["OS/2"].usWeightClass == face.weight
    assert font["OS/2"].fsType == 0
    assert bool(font["head"].macStyle & 1) == (face.weight == 700)


def test_han_characters(font: TTFont, face: FontFace, fonts_dir: Path) -> None:
    cmap = font.getBestCmap()
    assert sum(map(is_han, cmap)) == face.han_count
    missing = [char for char in read_hanzi(fonts_dir) if ord(char) not in cmap]
    if face.role == "fang":
        assert len(missing) == HANZI_COUNT - 6638
    else:
        assert missing == []
        assert [char for char in gb2312_hanzi() if ord(char) not in cmap] == []


def test_no_mapped_han_character_is_blank(font: TTFont) -> None:
    cmap = font.getBestCmap()
    sample = [code for code in sorted(cmap) if is_han(code)][::40]
    assert len(sample) > 150
    assert [chr(code) for code in sample if bounds(font, cmap[code]) is None] == []


def test_full_width_marks_are_one_em(path: Path) -> None:
    assert {char: width(path, char) for char in OPENING + CLOSING + "—…　国"} == dict.fromkeys(
        OPENING + CLOSING + "—…　国", EM
    )


def test_halt_takes_the_empty_half_of_each_mark(path: Path, font: TTFont) -> None:
    cmap = font.getBestCmap()
    for char in OPENING + CLOSING:
        ((_glyph, advance, offset),) = shaped(path, char, halt=True)
        box = bounds(font, cmap[ord(char)])
        assert box is not None
        assert (advance, offset) == (EM // 2, -EM // 2 if char in OPENING else 0), char
        assert box[0] + offset >= 0, char
        assert box[2] + offset <= EM // 2, char


def test_halt_leaves_ideographs_alone(path: Path) -> None:
    assert width(path, "国一，", halt=True) == 2 * EM + EM // 2


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [("”（", 1500), ("。”", 1500), ("》、《", 2000), ("，“", 1500), ("））", 1500), ("国，人", 3000), ("国（", 2000)],
)
def test_chws_squeezes_adjacent_marks_only(path: Path, text: str, squeezed: int) -> None:
    assert width(path, text, chws=True) == squeezed
    assert width(path, text, chws=False) == len(text) * EM


def test_opening_marks_sit_right_and_closing_marks_left(font: TTFont) -> None:
    cmap = font.getBestCmap()
    for char in OPENING + CLOSING:
        box = bounds(font, cmap[ord(char)])
        assert box is not None
        assert (box[0] >= EM // 2) == (char in OPENING), char


def test_double_dash_is_one_line(path: Path, font: TTFont) -> None:
    name = font.getBestCmap()[ord("—")]
    box = bounds(font, name)
    assert box is not None
    assert box[0] <= 0
    assert box[2] >= EM
    assert (box[1] + box[3]) / 2 == pytest.approx(380, abs=1)  # the middle of the em box, -120 to 880
    assert [advance for _glyph, advance, _offset in shaped(path, "——")] == [EM, EM]
    assert font.getBestCmap()[ord("―")] == name


def test_double_ellipsis_is_an_even_row(font: TTFont) -> None:
    box = bounds(font, font.getBestCmap()[ord("…")])
    assert box is not None
    assert box[0] + EM - box[2] == pytest.approx(EM / 3 - (box[3] - box[1]), abs=50)  # gap between the two …
    assert (box[1] + box[3]) / 2 == pytest.approx(380, abs=5)


@pytest.mark.parametrize("mark", "·／")
def test_interpunct_and_solidus_are_half_an_em_and_centred(path: Path, font: TTFont, mark: str) -> None:
    box = bounds(font, font.getBestCmap()[ord(mark)])
    assert box is not None
    assert width(path, mark) == EM // 2
    assert (box[0] + box[2]) / 2 == pytest.approx(EM / 4, abs=1)
    assert (box[1] + box[3]) / 2 == pytest.approx(380, abs=1)


def test_forms_do_not_depend_on_the_language(path: Path) -> None:
    text = "国务院——“通用规范”，骨直化·…"

    def glyphs(language: str) -> list[int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = language
        uharfbuzz.shape(_shaper(path), buffer)
        return [info.codepoint for info in buffer.glyph_infos]

    assert glyphs("zh-Hans") == glyphs("en") == glyphs("ja") == glyphs("zh-Hant")


def test_pwid_gives_narrow_quotes_for_latin(path: Path, face: FontFace) -> None:
    if face.role == "fang":  # FandolFang has no proportional marks: song's are taken for Latin text
        assert width(path, "“”", pwid=True) == width(path, "“”") == 2 * EM
    else:
        assert width(path, "“”", pwid=True) < 1200
    if face.role in ("song", "hei"):
        assert width(path, "—", pwid=True) < width(path, "—") == EM


def test_latin_of_pinyin_and_names(font: TTFont, face: FontFace) -> None:
    cmap = font.getBestCmap()
    needed = "AZaz09āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡńňǹḿ–"
    if face.role != "fang":
        needed += "éàçñöåøßÉŁłŠšČčŘřŽžĞğİıŞşŐőŰűĄąĘęȘșȚț²³⁰¹⁴⁵⁶⁷⁸⁹₀₂"
    assert [char for char in needed if ord(char) not in cmap] == []
    assert [char for char in needed if bounds(font, cmap[ord(char)]) is None] == []


def test_song_has_all_that_any_face_has(font: TTFont, fonts_dir: Path) -> None:
    assert set(font.getBestCmap()) <= set(_opened(fonts_dir / FACES[0]).getBestCmap())


def test_no_stale_tables(font: TTFont) -> None:
    assert not {"DSIG", "VORG", "vhea", "vmtx", "BASE", "fvar"} & set(font.keys())

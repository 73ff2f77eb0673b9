"""Cutting, drawing and mending, on small cuts of the committed faces."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts.latin import INFERIORS, SUPERIORS, compose_latin
from pipeline.fonts.outlines import add_glyph, advance, bounds, encode, move_outline, rectangle, redraw
from pipeline.fonts.punctuation import mend_ellipsis, mend_interpunct, raise_ideographs, seat_marks, widen_quotes
from pipeline.fonts.subset import cut, renumber_cids, reopen

MARKS = "、，。；：？！（）《》〈〉「」『』【】〔〕〖〗［］｛｝“”‘’"
LATIN = "AEaeáâãāăüåěiAÁÂÃĀĂÜĚcCdlLlsSrRxgGoOuUzZ,¸0123456789.·…国一Ａ１"


@cache
def written(path: Path, text: str) -> bytes:
    """The face at *path* cut to *text*."""
    result = BytesIO()
    with TTFont(path, recalcTimestamp=False) as font:
        cut(font, set(map(ord, text)))
        font.save(result)
    return result.getvalue()


def small(path: Path, text: str) -> TTFont:
    """The face at *path* cut to *text*, written and read again."""
    result = TTFont(BytesIO(written(path, text)), recalcTimestamp=False)
    if "CFF " in result:
        renumber_cids(result)
    return result


@pytest.fixture(params=["KanbenSong-Regular.otf", "KanbenKai-Regular.ttf"])
def font(request: pytest.FixtureRequest, fonts_dir: Path) -> TTFont:
    """A CFF and a TrueType face."""
    return small(fonts_dir / request.param, MARKS + LATIN)


def test_cut_face_has_old_cids_until_renumbered(fonts_dir: Path) -> None:
    with TTFont(fonts_dir / "KanbenSong-Regular.otf", recalcTimestamp=False) as whole:
        cut(whole, {ord("国")})
        font = reopen(whole)
    names = font["CFF "].cff.topDictIndex[0].charset
    assert names != [".notdef", "cid00001"]  # negative control: this is what MuPDF and Ghostscript stumble over
    renumber_cids(font)
    font = reopen(font)
    assert font["CFF "].cff.topDictIndex[0].charset == [".notdef", "cid00001"]
    assert font.getBestCmap() == {ord("国"): "cid00001"}
    assert bounds(font, "cid00001") is not None


def test_redrawn_glyph_survives_writing(font: TTFont) -> None:
    name = font.getBestCmap()[ord("国")]
    redraw(font, name, 700, rectangle(100, -50, 600, 450))
    again = reopen(font)
    name = again.getBestCmap()[ord("国")]
    assert advance(again, name) == 700
    assert again["hmtx"][name] == (700, 100)
    assert bounds(again, name) == (100, -50, 600, 450)


def test_added_glyph_survives_writing(font: TTFont) -> None:
    count = font["maxp"].numGlyphs
    name = add_glyph(font, font.getBestCmap()[ord("国")], 300, rectangle(0, 0, 300, 300))
    encode(font, "☃", name)
    again = reopen(font)
    assert again["maxp"].numGlyphs == count + 1
    assert again.getGlyphID(again.getBestCmap()[ord("☃")]) == count
    assert bounds(again, again.getBestCmap()[ord("☃")]) == (0, 0, 300, 300)
    assert bounds(again, again.getBestCmap()[ord("一")]) == bounds(font, font.getBestCmap()[ord("一")])


def test_encode_takes_a_character_out(font: TTFont) -> None:
    encode(font, "国", None)
    assert ord("国") not in font.getBestCmap()
    assert ord("一") in font.getBestCmap()


def test_moved_and_scaled_drawing(font: TTFont) -> None:
    name = font.getBestCmap()[ord("一")]
    box = bounds(font, name)
    assert box is not None
    redraw(font, name, 1000, move_outline(font, name, dx=10, dy=-20, scale=0.5))
    after = bounds(font, name)
    assert after is not None
    wanted = (box[0] / 2 + 10, box[1] / 2 - 20, box[2] / 2 + 10, box[3] / 2 - 20)
    assert after == pytest.approx(wanted, abs=1.5)


def test_glyph_without_ink_has_no_bounds(font: TTFont) -> None:
    name = font.getBestCmap()[ord("国")]
    redraw(font, name, 500, lambda _pen: None)
    assert bounds(font, name) is None
    assert font["hmtx"][name] == (500, 0)


def test_raised_ideographs_leave_latin_on_the_base_line(font: TTFont) -> None:
    cmap = font.getBestCmap()
    before = {char: bounds(font, cmap[ord(char)]) for char in "国Ａ１a"}
    count = raise_ideographs(font, 80)
    assert count >= len("国一")
    for char, box in before.items():
        after = bounds(font, cmap[ord(char)])
        assert box is not None
        assert after is not None
        assert after[1] - box[1] == pytest.approx(80 if char == "国" else 0, abs=1)


@pytest.mark.parametrize(
    ("char", "shift", "low", "high"),
    [("（", -400, 530, 1000), ("，", 400, 0, 470), ("？", 300, 0, 500), ("》", -60, 30, 500)],
)
def test_displaced_mark_is_seated_again(font: TTFont, char: str, shift: int, low: int, high: int) -> None:
    assert seat_marks(font) == []
    name = font.getBestCmap()[ord(char)]
    redraw(font, name, 1000, move_outline(font, name, dx=shift))
    assert seat_marks(font) == [char]
    box = bounds(font, name)
    assert box is not None
    assert low <= box[0] + 1
    assert box[2] - 1 <= high


def test_narrow_quotes_are_widened_and_stay_under_pwid(font: TTFont) -> None:
    assert widen_quotes(font) == 0
    cmap = font.getBestCmap()
    for char, dx in {"“": -600, "”": 0}.items():
        redraw(font, cmap[ord(char)], 350, move_outline(font, cmap[ord(char)], dx=dx))
    assert widen_quotes(font) == 2
    again = reopen(font)
    for char, right in {"“": True, "”": False}.items():
        name = again.getBestCmap()[ord(char)]
        box = bounds(again, name)
        assert box is not None
        assert advance(again, name) == 1000
        assert (box[0] > 500) is right
    assert "pwid" in {record.FeatureTag for record in again["GSUB"].table.FeatureList.FeatureRecord}


def test_em_wide_interpunct_takes_the_dot_of_the_full_stop(font: TTFont) -> None:
    cmap = font.getBestCmap()
    stop = bounds(font, cmap[ord(".")])
    redraw(font, cmap[ord("·")], 1000, rectangle(300, 180, 700, 580))
    mend_interpunct(font)
    dot = bounds(font, font.getBestCmap()[ord("·")])
    assert stop is not None
    assert dot is not None
    assert dot[2] - dot[0] == pytest.approx(stop[2] - stop[0], abs=1)
    assert (dot[1] + dot[3]) / 2 == pytest.approx(380, abs=1)


def test_uneven_ellipsis_is_spaced_evenly(font: TTFont) -> None:
    name = font.getBestCmap()[ord("…")]
    assert not mend_ellipsis(font)
    redraw(font, name, 1000, rectangle(220, 330, 780, 430))
    assert mend_ellipsis(font)
    box = bounds(font, name)
    assert box is not None
    assert (box[0] + box[2]) / 2 == pytest.approx(500, abs=1)
    assert box[0] < 140


@pytest.mark.parametrize(("char", "base"), [("č", "c"), ("Ř", "R"), ("ś", "s"), ("ű", "u"), ("Ž", "Z"), ("ő", "o")])
def test_composed_letter_is_its_base_with_an_accent_above(font: TTFont, char: str, base: str) -> None:
    assert char in compose_latin(font)
    cmap = font.getBestCmap()
    whole, letter = bounds(font, cmap[ord(char)]), bounds(font, cmap[ord(base)])
    assert whole is not None
    assert letter is not None
    assert advance(font, cmap[ord(char)]) == advance(font, cmap[ord(base)])
    assert whole[1] == pytest.approx(letter[1], abs=1)
    assert whole[3] > letter[3] + 60


@pytest.mark.parametrize(("char", "base"), [("ş", "s"), ("Ș", "S"), ("ą", "a")])
def test_composed_letter_with_a_mark_below(font: TTFont, char: str, base: str) -> None:
    compose_latin(font)
    cmap = font.getBestCmap()
    whole, letter = bounds(font, cmap[ord(char)]), bounds(font, cmap[ord(base)])
    assert whole is not None
    assert letter is not None
    assert whole[1] < letter[1] - 60


def test_letter_without_parts_is_left_out(fonts_dir: Path) -> None:
    font = small(fonts_dir / "KanbenSong-Regular.otf", "cC国.,0123456789")
    added = compose_latin(font)
    assert "č" not in added  # no donor of the caron
    assert "ŋ" not in added
    assert ord("č") not in font.getBestCmap()


def test_row_of_figures_is_made_whole(font: TTFont) -> None:
    encode(font, "²", font.getBestCmap()[ord("国")])
    added = compose_latin(font)
    assert "".join(added).endswith(SUPERIORS + INFERIORS)
    cmap = font.getBestCmap()
    assert len({round(advance(font, cmap[ord(char)]) / 20) for char in SUPERIORS[2:5]}) == 1
    for char, figure in (("²", "2"), ("₂", "2")):
        small_figure, full = bounds(font, cmap[ord(char)]), bounds(font, cmap[ord(figure)])
        assert small_figure is not None
        assert full is not None
        assert (small_figure[3] > full[3]) == (char == "²")
        assert small_figure[3] - small_figure[1] < full[3] - full[1]

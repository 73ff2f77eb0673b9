"""A face of which pieces are written once draws what it drew, and is smaller."""

from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from pipeline.fonts.charset import gb2312_hanzi
from pipeline.fonts.second import cut_by_harfbuzz, uharfbuzz
from pipeline.fonts.subroutines import share_subroutines
from pipeline.fonts.subset import renumber_cids

TEXT = gb2312_hanzi()[:150]


def outlines(font: TTFont) -> list[object]:
    glyphs, result = font.getGlyphSet(), []
    for name in font.getGlyphOrder():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        result.append((pen.value, glyphs[name].width))
    return result


def written(font: TTFont) -> bytes:
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def test_glyphs_stay_as_they_are(fonts_dir: Path) -> None:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(fonts_dir / "KanbenFang-Regular.otf"))
    font = TTFont(BytesIO(cut_by_harfbuzz(face, list(map(ord, TEXT)))), recalcTimestamp=False)
    renumber_cids(font)
    font["CFF "].cff.desubroutinize()
    before, size = outlines(font), len(written(font))
    assert share_subroutines(font).startswith("subroutines found by cffsubr")
    data = written(font)
    assert outlines(TTFont(BytesIO(data))) == before
    assert len(data) < size

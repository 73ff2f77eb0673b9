"""The reader of finished PDFs that all measuring relies on."""

import ctypes
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.conformance.actual_text import plainly_drawn
from tests.conformance.printed_page import Glyph, Page, read_pages
from tests.conformance.specimens import EM, MARGIN, PITCH, Specimen, paragraphs, pdf_of, set_specimen

TOLD = Specimen(
    paragraphs("天地PDF玄黄A宇宙<b>A</b>洪<ruby><rb>庄</rb><rt>zhuangzh</rt></ruby>荒"),
    style="rt { font: .5em 'Kanben Hei'; line-height: 0; vertical-align: 1.94em }",
)


def test_origins_and_lines() -> None:
    sheet = set_specimen(Specimen(paragraphs("天地“玄”", "<em>黄</em>A")))
    first, second = sheet.lines
    assert [first.text, second.text] == ["天地“玄”", "黄A"]
    assert [glyph.x - MARGIN for glyph in first.glyphs] == pytest.approx([0, EM, 2 * EM, 3 * EM, 4 * EM], abs=0.01)
    assert second.base - first.base == pytest.approx(PITCH, abs=0.01)
    assert first.right - MARGIN == pytest.approx(4.5 * EM, abs=0.01)
    assert [glyph.font for glyph in second.glyphs] == ["Kanben-Kai", "Kanben-Song"]
    assert [glyph.advance for glyph in first.glyphs] == pytest.approx([1, 1, 1, 1, 1])


def test_every_glyph_of_a_told_piece_has_its_own_place() -> None:
    line = set_specimen(TOLD).line("天地")
    assert line.text == "天地PDF玄黄A宇宙A洪庄荒"
    assert all(second.x > first.x for first, second in pairwise(line.glyphs))


def test_pdfium_alone_gives_told_pieces_one_place() -> None:
    """The reason for the copy; when this fails, the copy is no longer needed."""
    document = pypdfium2.PdfDocument(pdf_of(TOLD))
    text = document[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    origins = []
    for index in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        origins.append(x.value)
    document.close()
    assert any(first == second for first, second in pairwise(origins))


def test_the_copy_moves_nothing() -> None:
    data = pdf_of(TOLD)
    pictures = []
    for version in (data, plainly_drawn(data)):
        document = pypdfium2.PdfDocument(version)
        pictures.append(document[0].render(scale=2).to_pil().tobytes())
        document.close()
    assert b"ActualText" not in plainly_drawn(data)
    assert pictures[0] == pictures[1]


def test_columns_are_lines_of_their_own() -> None:
    body = "<div style='columns: 2; column-gap: 2em'><p>天地玄黄</p><p>宇宙洪荒</p></div>"
    assert [line.text for line in set_specimen(Specimen(body)).lines] == ["天地玄黄", "宇宙洪荒"]


def test_raised_marks_stand_in_their_line_and_ruby_does_not() -> None:
    raised = set_specimen(Specimen(paragraphs("天地<span class='call'>①</span>玄黄")))
    assert [line.text for line in raised.lines] == ["天地①玄黄"]
    ruby = "<p>天<ruby><rb>地</rb><rt>dì</rt></ruby></p>"
    reading, line = set_specimen(Specimen(ruby, layout="gongyun")).lines[:2]
    assert [reading.text, line.text] == ["dì", "天地"]
    assert [line.has_reading(glyph) for glyph in line.glyphs] == [False, True]


def test_marks_of_two_widths_are_told_apart() -> None:
    line, *_rest = set_specimen(Specimen(paragraphs("天“地”—He said, “yes, don’t” to—it and all…"), 40)).lines
    widths = [glyph.advance for glyph in line.glyphs if glyph.character in "“”‘’—…"]
    assert widths == pytest.approx([1, 1, 1, 0.462, 0.266, 0.462, 0.89, 0.9])


def test_marks_that_touch_stand_in_their_order() -> None:
    """An opening mark that has given all its white away begins where the em of the mark before it does."""
    glyphs = [Glyph(mark, x, 20, 10, 1, (0, 0, 1, 1), "") for mark, x in (("》", 10), ("《", 9.99))]
    page = Page(100, 100, glyphs, [], [])
    assert [line.text for line in page.lines] == ["》《"]
    assert [row.text for row in page.rows] == ["》《"]


def test_hyphens_are_read_and_spaces_that_stand_for_gaps_are_not() -> None:
    body = paragraphs("天地<b>PDF</b>玄黄宇<span lang='en'>internationalization</span>宇宙洪荒")
    lines = [line.text for line in set_specimen(Specimen(body, 10, "p { hyphens: auto }")).lines]
    assert lines[0].startswith("天地PDF玄黄宇")
    assert any(text.endswith("-") for text in lines)
    assert " " not in "".join(lines)


def test_single_pages_are_read() -> None:
    data = pdf_of(Specimen(paragraphs("天地", "<span style='break-before: page'>玄黄</span>") * 2, lines=2))
    assert len(read_pages(data)) == 2
    assert len(read_pages(data, [1])) == 1

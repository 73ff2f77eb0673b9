"""Widths of glyphs as fonts tell them."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.intake.glyph_widths import Widths, widths_of
from pipeline.intake.opened_pdf import open_pdf
from tests.preflight.good_files import saved


def widths(font: Dictionary, folder: Path, *, is_identity: bool = True) -> Widths | None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
    opened = open_pdf(saved(pdf, folder / "a.pdf"))
    fonts = opened.dictionary(opened.dictionary(opened.pages[0].entries["/Resources"])["/Font"])
    entries = opened.dictionary(fonts["/F1"])
    below = opened.array(entries.get("/DescendantFonts"))
    inner = opened.dictionary(below[0]) if below else entries
    return widths_of(opened, entries, inner, is_identity=is_identity)


def test_widths_of_composite_fonts_are_whole_or_not(tmp_path: Path) -> None:
    inner = Dictionary(DW=500.5, W=Array([1, Array([600.25, 700]), 5, 6, 250.5]))
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([inner]))
    found = widths(font, tmp_path)
    assert found is not None
    assert found.default == pytest.approx(0.5005)
    assert found.by_code == pytest.approx({1: 0.60025, 2: 0.7, 5: 0.2505, 6: 0.2505})


def test_widths_of_simple_fonts_are_whole_or_not(tmp_path: Path) -> None:
    found = widths(Dictionary(Subtype=Name.TrueType, FirstChar=65, Widths=Array([500.5, 600])), tmp_path)
    assert found is not None
    assert found.by_code == pytest.approx({65: 0.5005, 66: 0.6})

"""Code in columns, measured on the glyphs of the PDF: a letter takes one, a Han character or full-width mark two."""

import ctypes
import unicodedata

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from tests.binding.small_parts import MOMENT

SIZE = 10.0  # pt
STYLE = """
@page { size: 160mm 100mm; margin: 10mm }
pre { font: %d 10pt/20pt "Kanben Mono", "Kanben Hei"; white-space: pre; margin: 0 }
"""
LINES = (
    "1234567890123456789012345678901234567890|",
    "中文字符中文字符中文字符中文字符中文字符|",
    "def 函数(x: int) -> str:  # 注释，全角（甲）|",
    "naïve Ünïcödé Dvořák αβγ Ж й Nguyễn Đặng |",
    "├──┤ ≤≥≠ ±∞ €£¥ 0O1lI {}[]<>()`'\"~^ |",
    "fi ffl => != === -- :: // VAToTy |",
)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def drawn(data: bytes) -> dict[float, list[tuple[str, float]]]:
    """The characters of the first page with their left ends, pt, by the base lines they stand on."""
    found: dict[float, list[tuple[str, float]]] = {}
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not character.isspace():
            found.setdefault(round(y.value, 1), []).append((character, x.value))
    return found


@pytest.mark.parametrize("weight", [400, 700])
def test_columns_are_true(weight: int) -> None:
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"code.css": STYLE % weight}, folders={})
    code = "\n".join(LINES).replace("&", "&amp;").replace("<", "&lt;")
    part = typesetter.lay_out(f'<html lang="zh-CN"><head><title>页</title></head><pre>{code}</pre></html>')
    facts = PdfFacts(title="页", authors=("编",), subject="", language="zh-CN", created=MOMENT)
    rows = list(drawn(write_reading_pdf([part], facts, ["1"])).values())
    assert len(rows) == len(LINES)
    for line, row in zip(LINES, rows, strict=True):
        left = row[0][1]
        wanted = [(each, columns(line[:index])) for index, each in enumerate(line) if not each.isspace()]
        assert [each for each, _x in row] == [each for each, _column in wanted]
        places = [(x - left) / (SIZE / 2) for _each, x in row]
        assert places == pytest.approx([column for _each, column in wanted], abs=0.01), line

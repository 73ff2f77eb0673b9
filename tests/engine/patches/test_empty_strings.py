"""What PDFium makes of an empty string in a show of text, and that none is written where that would lose a move."""

import ctypes
import io

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf.generic import NameObject, StreamObject

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))

from pipeline.engine.patches.empty_strings import _without_empty_string  # noqa: E402


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<>250<0001>250", "250<0001>250"),
        ("<>250<0001>", "<>250<0001>"),  # nothing is lost: the bytes stay as they are
        ("<0001>250", "<0001>250"),
        ("<00010002>", "<00010002>"),
    ],
)
def test_an_empty_string_goes_where_a_move_ends_the_show(text: str, shown: str) -> None:
    found: list[str] = []
    _without_empty_string(lambda _stream, string: found.append(string))(None, text)
    assert found == [shown]


def second_at(show: bytes) -> float:
    """Where PDFium has the second character of a page, pt, when *show* draws the first; its glyph goes into that."""
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={}, drawing=Drawing.PLAIN)
    part = typesetter.lay_out("<html lang='zh-CN'><p style='font: 20px \"Kanben Song\"'>天地</p></html>")
    data = write_overlay_pdf(part)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    stream = contents.get_data()
    start, end = stream.index(b"[<") + 2, stream.index(b">] TJ")
    first, second = stream[start:end][:4], stream[start:end][4:]
    changed = StreamObject()
    changed.set_data(stream[: start - 2] + show % first + b" TJ [<" + second + stream[end:])
    page[NameObject("/Contents")] = writer._add_object(changed)
    target = io.BytesIO()
    writer.write(target)
    text = pypdfium2.PdfDocument(target.getvalue())[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, 1, x, y)
    return x.value


def test_pdfium_loses_the_move_behind_an_empty_string() -> None:
    natural = second_at(b"[<%b>]")
    assert second_at(b"[<%b>500]") == pytest.approx(natural - 7.5)  # half of 15 pt
    assert second_at(b"[250<%b>250]") == pytest.approx(natural - 7.5)
    assert second_at(b"[<>250<%b>250]") == pytest.approx(natural - 3.75)

"""QR codes in the colophon: the code is that of the address, it is a link, and it stands with its text."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno

from pipeline.layout.qr_codes import draw_qr_code
from tests.builders import new_builder
from tests.conftest import Validate
from tests.workspaces import ISSUE, good_workspace

ADDRESS = "https://example.org/tougao"
ROWS = f"""\
qr_codes:
  - {{address: {ADDRESS}, text: 扫码投稿}}
  - {{address: https://example.org/dingyue, text: 扫码订阅}}
"""
MILLIMETRE = 72 / 25.4


def modules_of(page: pypdfium2.PdfPage, rect: list[float], count: int) -> list[list[bool]]:
    """Which of *count* × *count* modules of the code within *rect* (pt, from below) on *page* are dark."""
    scale, size, quiet = 8, 22 * MILLIMETRE, 4
    picture = page.render(scale=scale).to_pil().convert("L")
    left, top, module = rect[0], page.get_height() - max(rect[1], rect[3]), size / (count + 2 * quiet)

    def is_dark(row: int, column: int) -> bool:
        x, y = left + (column + quiet + 0.5) * module, top + (row + quiet + 0.5) * module
        value = picture.getpixel((round(x * scale), round(y * scale)))
        return isinstance(value, int) and value < 128

    return [[is_dark(row, column) for column in range(count)] for row in range(count)]


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
def test_codes_stand_in_the_colophon(tmp_path: Path, layout: str, verapdf: Validate) -> None:
    issue = good_workspace(tmp_path, layout) / ISSUE
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(ROWS)
    data = new_builder().build(issue, lambda stage: None).files["hao-2024-01.pdf"]
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            (number, [float(each) for each in link.Rect])
            for number, page in enumerate(pdf.pages)
            for link in page.get("/Annots", ())
            if str(link.get("/A", {}).get("/URI", "")) == ADDRESS
        ]
    ((number, rect),) = found
    page = pypdfium2.PdfDocument(path)[number]
    text = re.sub(r"\s", "", page.get_textpage().get_text_bounded())
    assert "扫码投稿" in text
    assert "扫码订阅" in text
    matrix = [[bool(module) for module in row] for row in segno.make_qr(ADDRESS, error="m").matrix]
    assert modules_of(page, rect, len(matrix)) == matrix
    for result in verapdf([path])[path].values():
        assert not result.failures


def test_what_is_too_long_is_told() -> None:
    with pytest.raises(ValueError, match="too large"):
        draw_qr_code("https://example.org/" + "x" * 5000)

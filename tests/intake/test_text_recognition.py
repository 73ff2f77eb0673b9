"""Text of pictures: what tesseract tells is laid over the page, a stranger that takes its place is held to limits."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from pipeline.errors import ExitCode, MissingProgramError
from pipeline.intake import text_recognition
from pipeline.intake.tamed_pdf import take_in
from pipeline.intake.text_layer import lay_text
from pipeline.intake.text_recognition import RecognisedPage, recognise_pages
from tests.intake.hostile_files import by_hand

Install = Callable[[str], None]
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
ROWS = (
    "4 1 1 1 1 0 100 200 400 60 -1 ",
    "5 1 1 1 1 1 100 200 200 60 90 工会",
    "5 1 1 1 1 2 320 200 180 60 50 通讯",
    "5 1 1 1 2 1 100 300 200 60 80 No.",
    "5 1 1 1 2 2 320 300 180 60 80 7",
)
GARBAGE = ("5 1 1 1 3 1 9999 9999 9 9 90 外", "5 1 1 1 3 1 1 1 x", "\0", "5 1 1 1 3 1 10 10 9 9 900 过")


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a program that does what it is given as shell, for a picture, in the place of tesseract."""

    def put(script: str, languages: str = "chi_sim") -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "tesseract"
        program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo {languages}; exit; }}\n{script}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return put  # type: ignore[return-value]


def table(rows: tuple[str, ...]) -> str:
    lines = "\n".join([HEAD, *(row.replace(" ", "\t") for row in rows)]).replace("\0", "")
    return f"cat > /dev/null; cat <<'END'\n{lines}\nEND"


def scan(path: Path, rotation: int = 0) -> Path:
    """A PDF of one page, a grey picture: 288 by 432 pt as it lies, 1200 by 1800 pixels at 300 dpi."""
    Image.new("L", (96, 144), 220).save(file := io.BytesIO(), "JPEG")
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[10 20 298 452]/Rotate %d/Resources<</XObject<</P 5 0 R>>>>"
        b"/Contents 4 0 R>>" % rotation,
        4: b"<<>>",
        5: b"<</Type/XObject/Subtype/Image/Width 96/Height 144/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/DCTDecode>>",
    }
    streams = {4: b"q 288 0 0 432 10 20 cm /P Do Q", 5: file.getvalue()}
    path.write_bytes(by_hand(bodies, root=1, streams=streams))
    return path


def test_words_are_read_line_by_line(tmp_path: Path, install: Install) -> None:
    install(table((*ROWS, *GARBAGE)))
    path = scan(tmp_path / "scan.pdf")
    (page,) = recognise_pages(path, [0]).values()
    assert page.text == "工会通讯\nNo. 7"
    assert page.confidence == pytest.approx((2 * 0.9 + 2 * 0.5 + 4 * 0.8) / 8)
    assert page.lines[0][0].box == pytest.approx((100 / 1200, 200 / 1800, 500 / 1200, 260 / 1800), abs=1e-3)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_text_lies_unseen_where_it_is_seen(tmp_path: Path, install: Install, rotation: int) -> None:
    install(table(ROWS))
    path = scan(tmp_path / "scan.pdf", rotation)
    taken = take_in(path, "x")
    read = recognise_pages(path, [0])
    laid = lay_text(taken.pdf, dict(enumerate(taken.pages)), read)
    streams = {number: laid.bodies[number] for number in laid.streams}
    data = by_hand(laid.bodies | streams, root=laid.root, streams=laid.streams)
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(path) as before:
        assert pdf.check_pdf_syntax() == []
        picture = pdf.pages[0].Resources.XObject.P.read_raw_bytes()
        assert picture == before.pages[0].Resources.XObject.P.read_raw_bytes()
        assert pdf.pages[0].Contents[-1].read_bytes().startswith(b"/Artifact BMC q ")
    document, old = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(path)
    assert document[0].render().to_pil().tobytes() == old[0].render().to_pil().tobytes()
    text = document[0].get_textpage()
    assert text.get_text_range().split()[0] == "工会通讯"
    assert "".join(text.get_text_range().split()) == "工会通讯No.7"
    # pdfium tells places on the page before it is turned.
    left, bottom, right, top = text.get_charbox(0, loose=True)
    (x0, y0, x1, y1), wide, high = taken.pages[0].crop, *document[0].get_size()
    middle = 150 / 1200 * wide, (1 - 230 / 1800) * high
    if rotation % 180:
        middle = 150 / 1800 * wide, (1 - 230 / 1200) * high
    x, y = {
        0: (x0 + middle[0], y0 + middle[1]),
        90: (x1 - middle[1], y0 + middle[0]),
        180: (x1 - middle[0], y1 - middle[1]),
        270: (x0 + middle[1], y1 - middle[0]),
    }[rotation]
    assert left - 2 < x < right + 2
    assert bottom - 2 < y < top + 2
    document.close()
    old.close()


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "sleep 60", "cat > /dev/null; cat /dev/zero"])
def test_a_program_that_fails_reads_nothing(
    tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    install(script)
    monkeypatch.setattr(text_recognition, "_SECONDS", 0.5)
    monkeypatch.setattr(text_recognition, "_MOST_OUTPUT", 1 << 16)
    assert recognise_pages(scan(tmp_path / "scan.pdf"), [0]) == {}


def test_nothing_on_the_page(tmp_path: Path, install: Install) -> None:
    install(table(()))
    assert recognise_pages(scan(tmp_path / "scan.pdf"), [0]) == {0: RecognisedPage((), 0.0)}


def test_the_program_or_its_chinese_is_missing(
    tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path / "scan.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError, match="not installed") as caught:
        recognise_pages(path, [0])
    assert caught.value.exit_code == ExitCode.MISSING_PROGRAM
    assert "apt-get install --no-install-recommends tesseract-ocr" in caught.value.problems[0].hint
    install("exit 0", "eng")  # type: ignore[call-arg]
    with pytest.raises(MissingProgramError, match="chi_sim"):
        recognise_pages(path, [0])

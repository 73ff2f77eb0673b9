"""Small pages in the inks of a job, made into files for the press, and their plates as Ghostscript makes them."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.bounded_files import BoundedFolder
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import read_text_face
from pipeline.pdf.xmp import PdfFacts
from pipeline.press.file.press_file import PressPage, PressReport, write_press_file
from pipeline.press.file.press_metadata import PressFacts
from pipeline.press.printer import Printer, find_printer
from pipeline.press.separation.inks import Spot
from pipeline.resources import find_shipped
from pipeline.units import POINTS_PER_MM

MM = POINTS_PER_MM
WIDTH, HEIGHT = 130 * MM, 80 * MM
BLEED, SLUG = 3 * MM, 12 * MM
TRIM = (0.0, 0.0, WIDTH, HEIGHT)  # as WeasyPrint has it: the origin at the trim, the media reaching below it
RED = Spot("PANTONE 485 C", (0, 0.95, 1, 0))
MOMENT = datetime(2023, 1, 15, tzinfo=UTC)
FACTS = PressFacts(
    document=PdfFacts(title="试刊 2023年第1期", authors=("编辑部",), subject="", language="zh-CN", created=MOMENT),
    publication="试刊",
    issue="2023年第1期",
)
WITH_RED = replace(FACTS, spots=(RED,))
PAINTED = b"q 0 0 0 .5 k -90 -90 2000 2000 re f Q q /Pattern cs /P1 scn 50 50 60 60 re f Q"
RESOURCES = b"<</Pattern<</P1 6 0 R>>>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[%.4f %.4f %.4f %.4f]/TrimBox[0 0 %.4f %.4f]%s>>"
_PATTERN = (
    b"<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 20 20]/XStep 20/YStep 20/Resources<<>>"
    b"/Matrix[1 0 0 1 7 3]>>"
)
Plate = npt.NDArray[np.uint8]


def source(*contents: bytes, entries: bytes = b"", resources: bytes = RESOURCES, root: bytes = b"") -> RawPdf:
    """Pages with *contents*, their objects from 10 on; each has *entries* besides. Object 6 is a pattern."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(contents)))
    pdf = RawPdf(1)
    pdf.bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        6: _PATTERN,
        7: resources,
    }
    pdf.streams = {6: b"0 0 0 1 k 0 0 10 10 re f"}
    media = -BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED
    for index, content in enumerate(contents):
        rest = b"/Resources 7 0 R/Contents %d 0 R%s" % (11 + 2 * index, entries)
        pdf.bodies[10 + 2 * index] = _PAGE % (*media, WIDTH, HEIGHT, rest)
        pdf.bodies[11 + 2 * index], pdf.streams[11 + 2 * index] = b"<<>>", content
    return pdf


def pages_of(pdf: RawPdf) -> list[PressPage]:
    """The pages of a ``source``, numbered from 1."""
    numbers = [number for number in sorted(pdf.bodies) if number >= 10 and number % 2 == 0 and number < 5000]
    return [PressPage(number, TRIM, str(folio)) for folio, number in enumerate(numbers, 1)]


BLANK = PressPage(None)


def printer(name: str = "fogra39", **changes: object) -> Printer:
    """A shipped printer with *changes*."""
    return replace(find_printer(name, [BoundedFolder.of(find_shipped("layouts"))]), **changes)


def press_file(
    pdf: RawPdf | None = None,
    pages: Sequence[PressPage] | None = None,
    facts: PressFacts = FACTS,
    on: Printer | None = None,
) -> bytes:
    """A file for the press; without arguments, of one page that is painted all over."""
    return written(pdf, pages, facts, on)[0]


def written(
    pdf: RawPdf | None = None,
    pages: Sequence[PressPage] | None = None,
    facts: PressFacts = FACTS,
    on: Printer | None = None,
) -> tuple[bytes, PressReport]:
    """The file and what is told about it."""
    pdf = pdf or source(PAINTED)
    file = BytesIO()
    report = write_press_file(
        file, pdf, pages_of(pdf) if pages is None else pages, facts, on or printer(), read_text_face()
    )
    return file.getvalue(), report


def no_qpdf() -> str:
    """Why qpdf cannot be asked; empty when it can."""
    return "" if shutil.which("qpdf") else "no qpdf (Debian: qpdf)"


def no_ghostscript() -> str:
    """Why there are no plates; empty when there can be."""
    return "" if shutil.which("gs") else "no Ghostscript (Debian: ghostscript)"


def plates_of(data: bytes, resolution: int = 144) -> dict[str, Plate]:
    """The plates of the first page by name: 0 is no ink, 255 full ink; the upper row first."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.pdf").write_bytes(data)
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{resolution}"]
        command += ["-dFirstPage=1", "-dLastPage=1", f"-sOutputFile={folder}/out%d.tif", f"{folder}/in.pdf"]
        done = subprocess.run(command, capture_output=True, check=False, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        plates = {}
        for path in folder.glob("out1(*).tif"):
            with Image.open(path) as image:
                plates[path.stem[5:-1]] = (255 - np.asarray(image.convert("L"))).astype(np.uint8)
        return plates

"""What programs extract from a PDF: text by pages, and where they say that it stands.

Places are boxes in pt from the bottom left corner of the page.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium

_PDF_JS = "/usr/share/javascript/pdf/build/pdf.js"
_ELLIPSIS = "…"  # which PDF.js 2 gives as three dots
_SCRIPT = Path(__file__).with_name("pdf_js.cjs")


class Place(NamedTuple):
    """A *text* that a program finds, with its left and right edge and a height within it."""

    text: str
    left: float
    right: float
    height: float


class Extracted(NamedTuple):
    """A page as a program reads it; *places* have a character each, of PDF.js a piece of a line each."""

    text: str
    places: tuple[Place, ...]


def read_by_poppler(pdf: Path) -> list[Extracted]:
    """By ``pdftotext``, as it lays text out."""
    return [Extracted(text, ()) for text in _run("pdftotext", pdf, "-").split("\f")[:-1]]


def read_by_poppler_as_drawn(pdf: Path) -> list[Extracted]:
    """By ``pdftotext -raw``."""
    return [Extracted(text, ()) for text in _run("pdftotext", "-raw", pdf, "-").split("\f")[:-1]]


def read_by_pdfium(pdf: Path) -> list[Extracted]:
    """By PDFium, which Chromium searches with."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        places = []
        for index in range(text.count_chars()):
            if not pdfium.FPDFText_IsGenerated(text.raw, index):
                left, bottom, right, top = text.get_charbox(index, loose=True)
                places.append(Place(chr(pdfium.FPDFText_GetUnicode(text.raw, index)), left, right, (bottom + top) / 2))
        pages.append(Extracted(text.get_text_range(), tuple(places)))
    document.close()
    return pages


def read_by_mupdf(pdf: Path) -> list[Extracted]:
    """By MuPDF: ``mutool draw -F stext``."""
    pages = []
    for page in ElementTree.fromstring(_run("mutool", "draw", "-q", "-F", "stext", pdf)).iter("page"):
        height = float(page.attrib["height"])
        lines = [list(line.iter("char")) for line in page.iter("line")]
        places = []
        for char in (char for line in lines for char in line):
            x = [float(number) for number in char.attrib["quad"].split()]
            places.append(Place(char.attrib["c"], x[0], x[2], height - (x[1] + x[5]) / 2))
        text = "\n".join("".join(char.attrib["c"] for char in line) for line in lines)
        pages.append(Extracted(text, tuple(places)))
    return pages


def read_by_pdf_js(pdf: Path) -> list[Extracted]:
    """By PDF.js, which Firefox shows and searches with."""
    pages = []
    for items in json.loads(_run("node", _SCRIPT, pdf)):
        text = "".join(text + "\n" * ends for text, ends, *_place in items).replace("...", _ELLIPSIS)
        places = tuple(Place(text, x, x + width, y + 1) for text, _ends, x, y, width in items if text.strip())
        pages.append(Extracted(text, places))
    return pages


EXTRACTORS: Mapping[str, Callable[[Path], list[Extracted]]] = {
    "poppler": read_by_poppler,
    "poppler, as drawn": read_by_poppler_as_drawn,
    "PDFium": read_by_pdfium,
    "MuPDF": read_by_mupdf,
    "PDF.js": read_by_pdf_js,
}


def read_structure_by_poppler(pdf: Path) -> str:
    """The text of the structure tree, by ``pdfinfo -struct-text``."""
    lines = (line.strip() for line in _run("pdfinfo", "-struct-text", pdf).splitlines())
    return "".join(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"'))


def read_versions() -> Iterator[str]:
    """The programs with their versions."""
    yield f"poppler {_version_told_by('pdftotext')}"
    yield f"PDFium {pypdfium2.PDFIUM_INFO.build}"
    yield f"MuPDF {_version_told_by('mutool')}"
    script = f"require({_PDF_JS!r}).version"
    yield f"PDF.js {_run('node', '-p', script).strip()}"


def _version_told_by(program: str) -> str:
    told = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
    return next(word for word in (told.stdout + told.stderr).split() if word[0].isdigit())


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()

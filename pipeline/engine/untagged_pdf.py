"""Laid-out pages as PDFs for the press edition, for stamps and to be looked at: without tags, links and metadata."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import raise_writing_errors
from pipeline.pdf.raw_pdf import RawPdf


def bleed_sheet(bleed: float) -> str:
    """The style sheet that gives all pages *bleed* pt on all sides, which moves nothing on them."""
    return f"@page {{ bleed: {bleed:g}pt; marks: none }}"


def write_press_pdf(parts: Sequence[LaidOutPart], placed: Mapping[str, RawPdf] | None = None) -> bytes:
    """Return the PDF of the pages of *parts*, drawn for a press, in order; same input, same bytes.

    *placed*: the forms of placed PDFs, by their names; they have the key /KanbenPlaced.

    MediaBox is the edge of the bleed, and begins at negative coordinates; TrimBox begins at 0. An SVG drawing that the
    content brings stands in marked content with the tag ``KanbenDrawing`` and its address, in hexadecimal digits after
    ``/D``, as the name of the property list.
    """
    return _write(parts, has_navigation=False, placed=placed or {})


def write_overlay_pdf(part: LaidOutPart) -> bytes:
    """Return the PDF of the pages of *part*, drawn plain, from which another takes its overlays."""
    return _write([part], has_navigation=True, placed={})


def _write(parts: Sequence[LaidOutPart], has_navigation: bool, placed: Mapping[str, RawPdf]) -> bytes:
    from weasyprint.pdf.metadata import DocumentMetadata

    from pipeline.engine.written_pages import PagesToWrite

    with raise_writing_errors(parts):
        pages = PagesToWrite(parts=parts, has_navigation=has_navigation, placed=placed)
        return pages.write(DocumentMetadata(), {}, lambda _pdf, _tree: None)


def write_page_pdf(part: LaidOutPart, index: int) -> bytes:
    """Return the PDF of the page of *part*, drawn with tags, that has the 0-based *index*: to be looked at only."""
    from weasyprint.pdf.metadata import DocumentMetadata

    from pipeline.engine.written_pages import TAGGED_OPTIONS, PagesToWrite

    with raise_writing_errors([part]):
        pages = PagesToWrite(parts=[replace(part, elements=None)], extract=[index], has_navigation=False)
        return pages.write(DocumentMetadata(), TAGGED_OPTIONS, lambda _pdf, _tree: None)

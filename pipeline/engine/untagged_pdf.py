"""Laid-out pages as PDFs for the press edition, for stamps and to be looked at: without tags, links and metadata."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import raise_writing_errors
from pipeline.pdf.raw_pdf import RawPdf


def bleed_sheet(bleed: float) -> str:
    """The style sheet that has all pages painted to *bleed* pt beyond where they are cut, which moves nothing on them.

    How much of it is shown is for those who write them.
    """
    return f"@page {{ bleed: {bleed:g}pt; marks: none }}"


def write_press_pdf(
    parts: Sequence[LaidOutPart],
    bleed: float,
    folders: Mapping[str, Path],
    placed: Mapping[str, RawPdf] | None = None,
) -> bytes:
    """Return the PDF of the pages of *parts*, drawn with tags, in order; same input, same bytes.

    Pictures are as their files in *folders* have them. *placed*: the forms of placed PDFs, by their names; they have
    the key /KanbenPlaced.

    MediaBox is the edge of the *bleed* (pt), and begins at negative coordinates; TrimBox begins at 0. An SVG drawing
    that the content brings stands in marked content with the tag ``KanbenDrawing`` and its address, in hexadecimal
    digits after ``/D``, as the name of the property list. Raises RenderError.
    """
    from weasyprint.pdf.metadata import DocumentMetadata

    from pipeline.engine.drawing import SCALE
    from pipeline.engine.marked_content import without_tags
    from pipeline.engine.originals import with_originals
    from pipeline.engine.written_pages import UNTAGGED_OPTIONS, PagesToWrite

    with raise_writing_errors(parts):
        plain = [replace(each, elements=None, pages=tuple(map(without_tags, each.pages))) for each in parts]
        shown = with_originals(plain, folders)
        pages = PagesToWrite(
            parts=shown, has_navigation=False, bleed=bleed / SCALE, marks_drawings=True, placed=placed or {}
        )
        return pages.write(DocumentMetadata(), UNTAGGED_OPTIONS, lambda _pdf, _tree: None)


def write_overlay_pdf(part: LaidOutPart) -> bytes:
    """Return the PDF of the pages of *part*, drawn plain, from which another takes its overlays."""
    from weasyprint.pdf.metadata import DocumentMetadata

    from pipeline.engine.written_pages import PagesToWrite

    with raise_writing_errors([part]):
        return PagesToWrite(parts=[part]).write(DocumentMetadata(), {}, lambda _pdf, _tree: None)


def write_page_pdf(part: LaidOutPart, index: int) -> bytes:
    """Return the PDF of the page of *part*, drawn with tags, that has the 0-based *index*: to be looked at only."""
    from weasyprint.pdf.metadata import DocumentMetadata

    from pipeline.engine.written_pages import TAGGED_OPTIONS, PagesToWrite

    with raise_writing_errors([part]):
        pages = PagesToWrite(parts=[replace(part, elements=None)], extract=[index], has_navigation=False)
        return pages.write(DocumentMetadata(), TAGGED_OPTIONS, lambda _pdf, _tree: None)

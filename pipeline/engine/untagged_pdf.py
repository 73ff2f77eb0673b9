"""Laid-out pages as PDFs for the press edition and for stamps: without tags, links and metadata."""

import copy
from collections.abc import Sequence
from typing import Any

from pipeline.engine.font_programs import compact_font_programs
from pipeline.engine.pages import LaidOutPart, raise_writing_errors
from pipeline.engine.patches.patch import apply_scoped


def bleed_sheet(bleed: float) -> str:
    """The style sheet that gives all pages *bleed* pt on all sides, which moves nothing on them."""
    return f"@page {{ bleed: {bleed:g}pt; marks: none }}"


def write_press_pdf(parts: Sequence[LaidOutPart]) -> bytes:
    """Return the PDF of the pages of *parts*, in order; same input, same bytes.

    MediaBox is the edge of the bleed, and begins at negative coordinates; TrimBox begins at 0. An SVG drawing that the
    content brings stands in marked content with the tag ``KanbenDrawing`` and its address, in hexadecimal digits after
    ``/D``, as the name of the property list. Raises RenderError when a picture can't be drawn.
    """
    from pipeline.engine.patches import marked_drawings

    document = parts[0].document.copy([_without_navigation(page) for part in parts for page in part.document.pages])
    with raise_writing_errors(), apply_scoped([marked_drawings.PATCH]):
        data: bytes = document.write_pdf(pdf_variant=None, finisher=compact_font_programs)
    return data


def write_overlay_pdf(part: LaidOutPart) -> bytes:
    """Return the PDF of the pages of *part*, from which another takes its overlays.

    Raises RenderError when a picture can't be drawn.
    """
    with raise_writing_errors():
        data: bytes = part.document.write_pdf(pdf_variant=None, finisher=compact_font_programs)
    return data


def _without_navigation(original: Any) -> Any:
    """A copy of the page *original* without links, anchors and bookmarks."""
    page = copy.copy(original)
    page.links, page.anchors, page.bookmarks = [], {}, []
    return page

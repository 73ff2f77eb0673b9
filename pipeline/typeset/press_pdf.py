"""Laid-out parts as the pages of a press edition are made from: no tags, no links, drawings of the content marked."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pipeline.typeset.font_programs import compact_font_programs
from pipeline.typeset.pages import LaidOutPart, writing

DRAWING = "KanbenDrawing"  # tag of the marked content that a drawing of the content stands in


def bleed_sheet(bleed: float) -> str:
    """The style sheet that gives all pages *bleed* pt on all sides, which moves nothing on them."""
    return f"@page {{ bleed: {bleed:g}pt; marks: none }}"


def write_press_pdf(parts: Sequence[LaidOutPart]) -> bytes:
    """Return the PDF of the pages of *parts*, in order; same input, same bytes.

    MediaBox is the edge of the bleed, and begins at negative coordinates; TrimBox begins at 0. An SVG drawing that the
    content brings stands in marked content with the tag `DRAWING` and its address, in hexadecimal digits after ``/D``,
    as the name of the property list. Raises RenderError when a picture can't be drawn.
    """
    document = parts[0].document.copy([_printed_only(page) for part in parts for page in part.document.pages])
    with writing(), _marked_drawings():
        data: bytes = document.write_pdf(pdf_variant=None, finisher=compact_font_programs)
    return data


def _printed_only(original: Any) -> Any:
    """A copy of the page *original* without what only screens have."""
    page = copy.copy(original)
    page.links, page.anchors, page.bookmarks = [], {}, []
    return page


@contextmanager
def _marked_drawings() -> Iterator[None]:
    """Let WeasyPrint 70.0 (images.py, ``SVGImage.draw``) mark the drawings of the workspace; the layout's own are not.

    Their colours are of the content, and are separated as pictures are; those of the layout have names.
    """
    from weasyprint.images import SVGImage

    original = SVGImage.draw

    def draw(self: Any, stream: Any, width: float, height: float, style: Any) -> None:
        address = self._base_url or ""
        if not address.startswith("workspace:"):
            original(self, stream, width, height, style)
            return
        stream.stream.append(f"/{DRAWING} /D{address.encode().hex()} BDC".encode("ascii"))
        original(self, stream, width, height, style)
        stream.stream.append(b"EMC")

    SVGImage.draw = draw
    try:
        yield
    finally:
        SVGImage.draw = original

"""Laid-out pages as a bare PDF that another takes its overlays from: no tags, no links, no metadata."""

from pipeline.typeset.font_programs import compact_font_programs
from pipeline.typeset.pages import LaidOutPart, writing


def write_overlay_pdf(part: LaidOutPart) -> bytes:
    """Return the PDF of the pages of *part*. Raises RenderError when a picture can't be drawn."""
    with writing():
        data: bytes = part.document.write_pdf(pdf_variant=None, finisher=compact_font_programs)
    return data

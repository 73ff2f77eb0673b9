"""Drawings (SVG) of the content stand in marked content, while pages with tags are drawn.

Replaces: WeasyPrint 70.0, images.py ``SVGImage.draw``, while the block runs.
Why: the colours of a drawing are the content's, and are separated as pictures are; those of the layout have names. Who
  separates them (`press.recolouring`) sees by the mark which is which; drawings of the layout have none. Other editions
  leave the marks out (`engine.marked_content`).
Upstream: no use to others; a hook around the drawing of images would do.
Effect: changes output.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.images import SVGImage

from pipeline.engine.patches.patch import Effect, ScopedPatch

_TAG = "KanbenDrawing"


@contextmanager
def mark_drawings() -> Iterator[None]:
    """Have drawings marked as ``untagged_pdf.write_press_pdf`` describes."""
    original = SVGImage.draw

    def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        address = image._base_url or ""
        if not address.startswith("workspace:"):
            original(image, stream, width, height, style)
            return
        stream._images.has_drawings = True
        stream.stream.append(f"/{_TAG} /D{address.encode().hex()} BDC".encode("ascii"))
        original(image, stream, width, height, style)
        stream.stream.append(b"EMC")

    SVGImage.draw = draw
    try:
        yield
    finally:
        SVGImage.draw = original


PATCH = ScopedPatch("drawings are marked", "weasyprint", Effect.OUTPUT, mark_drawings)

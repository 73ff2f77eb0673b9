"""A face that is drawn in knows its file, and which of its glyphs are drawn.

Replaces: WeasyPrint 70.0, pdf/stream.py ``Stream.add_font``.
Why: pages are kept without the programs of their faces, which are read from their files when a PDF is written, and cut
  down to the glyphs on its pages.
Upstream: keep the pattern of Fontconfig with ``Font``.
Effect: changes output, namely which programs are embedded.
"""

from typing import Any

from weasyprint.pdf.stream import Stream

from pipeline.engine.drawn_faces import Meanings, find_file
from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method around WeasyPrint's."""
    add_font = Stream.add_font

    def add_and_find_file(stream: Any, pango_font: Any) -> Any:
        face, size = add_font(stream, pango_font)
        if not hasattr(face, "file"):
            face.file, face.to_unicode = find_file(pango_font), Meanings()
        return face, size

    Stream.add_font = add_and_find_file


PATCH = Patch("faces know their files", "weasyprint", Effect.OUTPUT, apply)

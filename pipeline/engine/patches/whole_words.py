"""Readers of a PDF are told the text of glyphs that they would misread.

Replaces: WeasyPrint 70.0, draw/text.py ``draw_first_line``, which writes glyphs as hexadecimal strings with numbers
  between them, through ``stream.show_text``.
Why: the hyphen of a cut word is no text, nor is a space drawn beside a reading, nor a gap that no copy of a glyph is
  wide enough for (`white_in_widths`). A marked-content sequence around such glyphs has their text (``ActualText``,
  ISO 32000-1, 14.9.4), which poppler and PDFium keep to.
Upstream: its own lines have no such gaps.
Effect: changes output.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pydyf
from weasyprint.draw import text as draw_text

from pipeline.engine.composed_text import ActualText, ComposedText
from pipeline.engine.patches.patch import Effect, Patch

_TOKEN = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
_DIGITS = 4  # of a glyph's number


def apply() -> None:
    """Put a function around WeasyPrint's."""
    draw_text.draw_first_line = mark_whole_words(draw_text.draw_first_line)


def mark_whole_words(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """*draw_first_line* of WeasyPrint that also writes ``ActualText``."""

    def draw(stream: Any, textbox: Any, *arguments: Any) -> Any:
        layout = textbox.pango_layout
        if isinstance(layout, ComposedText) and (layout.has_stand_ins or layout.actual_texts):
            stream = _ActualTextStream(stream, layout)
        return draw_first_line(stream, textbox, *arguments)

    return draw


class _ActualTextStream:
    """Passes everything on to a stream; glyphs that have an `ActualText` go into a marked-content sequence with it."""

    def __init__(self, stream: Any, layout: ComposedText) -> None:
        self._stream, self._layout = stream, layout
        self._shown = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def show_text(self, string: str) -> None:
        """Show glyphs as pydyf does."""
        glyphs = split_glyphs(string)
        start = self._shown
        self._shown += sum(token.startswith("<") for token in glyphs)
        for text, piece in cut(glyphs, start, self._layout.actual_texts):
            if text:
                value = pydyf.Dictionary({"ActualText": pydyf.String(text)})
                pydyf.Stream.begin_marked_content(self._stream, "Span", value)
            self._stream.show_text(piece)
            if text:
                pydyf.Stream.end_marked_content(self._stream)


def split_glyphs(string: str) -> list[str]:
    """The glyphs of a shown string, each as ``<0000>``, and the numbers between them."""
    result = []
    for glyphs, number in _TOKEN.findall(string):
        if number:
            result.append(number)
        result += [f"<{glyphs[start : start + _DIGITS]}>" for start in range(0, len(glyphs), _DIGITS)]
    return result


def cut(tokens: Sequence[str], start: int, texts: Sequence[ActualText]) -> list[tuple[str, str]]:
    """Cut *tokens*, whose first glyph is number *start*, before and after each of *texts* that lies wholly in them.

    Returns the pieces, each after its ActualText, which is empty where it has none.
    """
    count = sum(token.startswith("<") for token in tokens)
    inside = [piece for piece in texts if start <= piece.first and piece.last < start + count]
    begins = {piece.first: piece.text for piece in inside}
    ends = {piece.last for piece in inside}
    result: list[tuple[str, list[str]]] = [("", [])]
    number = start
    for token in tokens:
        if token.startswith("<"):
            if number in begins:
                result.append((begins[number], []))
            result[-1][1].append(token)
            if number in ends:
                result.append(("", []))
            number += 1
        else:
            result[-1][1].append(token)
    return [(text, " ".join(piece).replace("> <", "")) for text, piece in result if piece]


PATCH = Patch("text that is told", "weasyprint", Effect.OUTPUT, apply)

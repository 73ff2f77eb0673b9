"""Readers of a PDF do not take the gaps of a composed line for spaces.

Replaces: WeasyPrint 70.0, draw/text.py ``draw_first_line``, which writes glyphs as hexadecimal strings with numbers
  between them, through ``stream.show_text``.
Why: a gap of a quarter em is drawn by moving the next glyph, and programs that extract text (PDFium from about 0.1 em
  on, poppler likewise) make a U+0020 of it that no author wrote. A marked-content sequence around the two glyphs has
  their text (``ActualText``, ISO 32000-1, 14.9.4), and both programs keep to it. Between glyphs of two faces a space is
  drawn in the gap, which belongs to the glyph before it.
Upstream: its own lines have no such gaps.
Effect: changes output.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pydyf
from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import ffi, harfbuzz, pango

from pipeline.engine.composed_text import ActualText, ComposedText
from pipeline.engine.patches.patch import Effect, Patch

_TOKEN = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
_DIGITS = 4  # of a glyph's number
# which WeasyPrint 70.0 (text/ffi.py) doesn't declare
ffi.cdef("int hb_font_get_nominal_glyph(hb_font_t *font, unsigned int character, unsigned int *glyph);")


class Space(NamedTuple):
    """The *glyph* of a space, as it is shown, and its *width* in thousandths of an em."""

    glyph: str
    width: float


def apply() -> None:
    """Put a function around WeasyPrint's."""
    draw_text.draw_first_line = mark_whole_words(draw_text.draw_first_line)


def mark_whole_words(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """*draw_first_line* of WeasyPrint that also writes ``ActualText`` around each gap."""

    def draw(stream: Any, textbox: Any, *arguments: Any) -> Any:
        layout = textbox.pango_layout
        if isinstance(layout, ComposedText) and layout.has_gaps:
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
        for text, piece in cut(glyphs, start, self._layout.actual_texts, self._space):
            if text:
                value = pydyf.Dictionary({"ActualText": pydyf.String(text)})
                pydyf.Stream.begin_marked_content(self._stream, "Span", value)
            self._stream.show_text(piece)
            if text:
                pydyf.Stream.end_marked_content(self._stream)

    def _space(self, pango_font: Any) -> Space:
        """The space of a font, which is used from now on."""
        face, _size = self._stream.add_font(pango_font)
        number = ffi.new("unsigned int *")
        harfbuzz.hb_font_get_nominal_glyph(pango.pango_font_get_hb_font(pango_font), ord(" "), number)
        if number[0] not in face.to_unicode:
            face.to_unicode[number[0]] = " "
        return Space(f"<{number[0]:04x}>", face.widths[number[0]])


def split_glyphs(string: str) -> list[str]:
    """The glyphs of a shown string, each as ``<0000>``, and the numbers between them."""
    result = []
    for glyphs, number in _TOKEN.findall(string):
        if number:
            result.append(number)
        result += [f"<{glyphs[start : start + _DIGITS]}>" for start in range(0, len(glyphs), _DIGITS)]
    return result


def cut(
    tokens: Sequence[str], start: int, texts: Sequence[ActualText], space: Callable[[Any], Space]
) -> list[tuple[str, str]]:
    """Cut *tokens*, whose first glyph is number *start*, before and after each of *texts* that lies wholly in them.

    Returns the pieces, each after its ActualText, which is empty where it has none. *space* gives that of a face.
    """
    count = sum(token.startswith("<") for token in tokens)
    inside = [piece for piece in texts if start <= piece.first and piece.last < start + count]
    begins = {piece.first: piece.text for piece in inside}
    ends = {piece.last: piece.face for piece in inside}
    result: list[tuple[str, list[str]]] = [("", [])]
    number = start
    rest = iter(tokens)
    for token in rest:
        if token.startswith("<"):
            if number in begins:
                result.append((begins[number], []))
            result[-1][1].append(token)
            if number in ends:
                if ends[number] is not None:
                    result[-1][1].extend(_fill(next(rest, "0"), space(ends[number])))
                result.append(("", []))
            number += 1
        else:
            result[-1][1].append(token)
    return [(text, " ".join(piece).replace("> <", "")) for text, piece in result if piece]


def _fill(gap: str, space: Space) -> tuple[str, str]:
    """What is shown in a *gap*, a number behind the last glyph of a face, so that a *space* ends with it."""
    return f"{float(gap) + space.width:g}", space.glyph


PATCH = Patch("gaps are marked as none", "weasyprint", Effect.OUTPUT, apply)

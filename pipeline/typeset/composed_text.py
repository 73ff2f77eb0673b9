"""A piece of a composed line as WeasyPrint draws it: shaped when drawn, then each glyph moved to its place.

WeasyPrint 70.0, draw/text.py ``draw_first_line``: a glyph's ``x_offset`` is written as if it were in 1/1000 em though
Pango counts 1/1024 px, and the space between glyphs is cut to whole 1/1000 em. Both are allowed for here, so that the
error doesn't add up along a line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from math import copysign
from typing import Any, NamedTuple

from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout

_VISIBLE = 90  # thousandths of an em; a wider gap is taken for a space by programs that extract text
_UNITS = 1024 / 1000  # Pango units in 1/1000 px


class Move(NamedTuple):
    """What is cut off a character and added after it; thousandths of its em. *offset*: its first byte in the text."""

    offset: int
    before: float
    after: float
    gap: float


class Told(NamedTuple):
    """Glyphs *first* to *last* (of those drawn for a text box, from 0) and the *text* they stand for."""

    first: int
    last: int
    text: str


class ComposedText(Layout):  # type: ignore[misc]
    """The layout of one text box of a composed line. *style* is the box's computed style."""

    def __init__(self, style: Any, text: str, moves: Sequence[Move]) -> None:
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0
        self.text = text
        self._moves = moves
        self.has_gaps = any(move.gap > _VISIBLE for move in moves)
        self.told: list[Told] = []
        if style["text_decoration_line"] != "none":
            # the thickness of the line is asked for before the text is shaped
            self.setup(style)
            self.deactivate()

    def get_first_line(self) -> tuple[Any, int | None]:
        """The shaped line, with its glyphs moved."""
        line, index = super().get_first_line()
        if self._moves:
            self._apply(line)
        return line, index

    def _apply(self, line: Any) -> None:
        glyphs: list[Any] = []
        starts: list[int] = []
        run = line.runs[0]
        while run != ffi.NULL:
            item = run.data
            count, offset = item.glyphs.num_glyphs, item.item.offset
            starts += [offset + start for start in ffi.unpack(item.glyphs.log_clusters, count)]
            infos = item.glyphs.glyphs
            glyphs += [infos[index] for index in range(count)]
            run = run.next
        self._tell(starts)
        size = self.style["font_size"]
        error = 0.0
        for offset, before, after, gap in self._moves:
            geometry = glyphs[bisect_right(starts, offset) - 1].geometry
            wanted = after - gap + error
            kerning = round(wanted)
            error = wanted - kerning
            geometry.x_offset -= round(before * size)
            change = -before - kerning - (copysign(0.4, kerning) if kerning else 0.0)
            geometry.width += round(change * _UNITS * size)

    def _tell(self, starts: list[int]) -> None:
        """Note the glyphs on both sides of each visible gap with their text; gaps in a row make one piece."""
        spans: list[tuple[int, int]] = []
        for move in self._moves:
            glyph = bisect_right(starts, move.offset) - 1
            if move.gap > _VISIBLE and glyph + 1 < len(starts):
                if spans and glyph <= spans[-1][1]:
                    spans[-1] = (spans[-1][0], glyph + 1)
                else:
                    spans.append((glyph, glyph + 1))
        text = self.text.encode()
        ends = [*starts[1:], len(text)]
        self.told = [Told(first, last, text[starts[first] : ends[last]].decode()) for first, last in spans]

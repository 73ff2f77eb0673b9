"""What the operators of text do to the state and to the marks of a page (ISO 32000-1, 9)."""

from math import hypot
from typing import Any

from pipeline.pdf.places import Box, Matrix, box_of, multiply_matrices
from pipeline.preflight.reading.graphics_state import TextPlace
from pipeline.preflight.reading.page_marks import PaintedColour, Text
from pipeline.preflight.reading.painting import Painter, figures, matrix_of

_HIDDEN, _CLIPPED = 3, 7  # text rendering modes without paint
_FAR = 1e6  # pt: text that is longer is an accident


class PagePainter(Painter):
    """Notes what all operators of one content stream paint, text too."""

    _text = TextPlace()

    def _begin_text(self, _operands: list[Any]) -> None:
        self._text = TextPlace()

    def _choose_font(self, operands: list[Any]) -> None:
        if len(operands) >= 2 and (row := figures(operands, 1)):
            self.stack.now.font = self.reader.font(self.reader.find_named(self.resources, "/Font", operands[-2]))
            self.stack.now.font_size = row[0]

    def _set_text(self, operands: list[Any], name: str) -> None:
        if row := figures(operands, 1):
            setattr(self.stack.now, name, int(row[0]) if name == "rendering" else row[0])

    def _set_stretch(self, operands: list[Any]) -> None:
        if row := figures(operands, 1):
            self.stack.now.stretch = row[0] / 100

    def _set_text_matrix(self, operands: list[Any]) -> None:
        if row := figures(operands, 6):
            self._text = TextPlace(matrix_of(row))

    def _move_text(self, operands: list[Any], *, sets_leading: bool = False) -> None:
        if row := figures(operands, 2):
            self._text = TextPlace(multiply_matrices((1.0, 0.0, 0.0, 1.0, row[0], row[1]), self._text.line))
            if sets_leading:
                self.stack.now.leading = -row[1]

    def _next_line(self, _operands: list[Any]) -> None:
        self._move_text([0.0, -self.stack.now.leading])

    def _show(self, operands: list[Any]) -> None:
        held = operands[-1] if operands else b""
        pieces = [each for each in (held if isinstance(held, list) else [held]) if type(each) in {bytes, int, float}]
        texts = [each for each in pieces if isinstance(each, bytes) and each]
        if not texts:
            return
        state = self.stack.now
        matrix = multiply_matrices(self._text.line, state.matrix)
        box = self._advance(pieces, matrix)
        self.note_marked("text", box)
        is_hidden = state.rendering in {_HIDDEN, _CLIPPED}
        colours = [] if state.rendering in {1, 5} else [(state.fill, False)]
        colours += [(state.stroke, True)] if state.rendering in {1, 2, 5, 6} else []
        for colour, is_stroke in colours:
            self.marks.texts.setdefault(Text(state.font, colour, is_hidden), box)
            if not is_hidden:
                self._note_text(colour, box, matrix, is_stroke=is_stroke)
        if state.font is not None and state.font.is_identity and any(map(_has_missing_glyph, texts)):
            self.marks.missing.setdefault(state.font, box)

    def _note_text(self, colour: PaintedColour, box: Box | None, matrix: Matrix, *, is_stroke: bool) -> None:
        self.note_place("text", box, colour)
        if not self.note(colour, box, is_stroke=is_stroke):
            return
        size = abs(self.stack.now.font_size) * hypot(matrix[2], matrix[3])
        known = self.marks.sizes.get(colour)
        if known is None or size < known[0]:
            self.marks.sizes[colour] = size, box

    def _advance(self, pieces: list[Any], matrix: Matrix) -> Box | None:
        """The rectangle of the text *pieces*, as high as the face is large, and go on behind it.

        Of a font that does not tell its widths it is the square of the first glyph, and what follows has no place.
        """
        state, start = self.stack.now, self._text.along
        if not self._text.is_known:
            return None
        widths = state.font.widths if state.font is not None else None
        if widths is None:
            self._text.is_known = False
            return box_of(matrix, start, state.rise, start + state.font_size, state.rise + state.font_size)
        end = start
        for piece in pieces:
            if isinstance(piece, bytes):
                ems, glyphs, spaces = widths.advance(piece)
                step = ems * state.font_size + glyphs * state.character_space + spaces * state.word_space
            else:
                step = -piece / 1000 * state.font_size
            end += step * state.stretch
        self._text.along = max(-_FAR, min(_FAR, end))
        return box_of(matrix, start, state.rise, self._text.along, state.rise + state.font_size)

    def _show_on_next_line(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        if row := figures(operands[-3:-1], 2):
            self.stack.now.word_space, self.stack.now.character_space = row
        self._show_on_next_line(operands)


def _has_missing_glyph(piece: bytes) -> bool:
    if b"\0\0" not in piece:
        return False
    return any(piece[at : at + 2] == b"\0\0" for at in range(0, len(piece) - 1, 2))


PagePainter.STEPS = Painter.STEPS | {
    b"BT": PagePainter._begin_text,
    b"Tf": PagePainter._choose_font,
    b"Tm": PagePainter._set_text_matrix,
    b"Td": PagePainter._move_text,
    b"TD": lambda self, row: self._move_text(row, sets_leading=True),
    b"TL": lambda self, row: self._set_text(row, "leading"),
    b"Ts": lambda self, row: self._set_text(row, "rise"),
    b"Tr": lambda self, row: self._set_text(row, "rendering"),
    b"Tc": lambda self, row: self._set_text(row, "character_space"),
    b"Tw": lambda self, row: self._set_text(row, "word_space"),
    b"Tz": PagePainter._set_stretch,
    b"T*": PagePainter._next_line,
    b"Tj": PagePainter._show,
    b"TJ": PagePainter._show,
    b"'": PagePainter._show_on_next_line,
    b'"': PagePainter._show_spaced,
}

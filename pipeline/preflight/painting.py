"""What each operator of a content stream does to the state and to the marks of a page (ISO 32000-1, annex A)."""

from collections.abc import Callable
from math import hypot
from typing import Any, ClassVar

from pipeline.preflight.check import Box
from pipeline.preflight.graphics_state import Stack, TextPlace
from pipeline.preflight.page_marks import Colour, Image, Matrix, PageMarks, Text, box_of, multiplied
from pipeline.preflight.resources import ResourceReader

_HIDDEN, _CLIPPED = 3, 7  # text rendering modes without paint
_THIN = 5.0  # pt: a filled rectangle that is wider is no line
_LONG_PATH = 10_000  # pieces; of a longer one the box is kept
_LONG_NAMES = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent"}


def _figures(operands: list[Any], count: int) -> list[float] | None:
    row = operands[-count:]
    fits = len(row) == count and all(type(each) in {int, float} for each in row)
    return row if fits else None


class Painter:
    """Notes in *marks* what the operators of one content stream paint."""

    STEPS: ClassVar[dict[bytes, Callable[["Painter", list[Any]], None]]]

    def __init__(self, marks: PageMarks, reader: ResourceReader, resources: dict[str, Any], stack: Stack) -> None:
        self.marks, self.reader, self.resources, self.stack = marks, reader, resources, stack
        self._text = TextPlace()
        self._path: list[Box] = []  # boxes in units of the content
        self._has_only_rectangles = True

    # --- state ---------------------------------------------------------------------------------------------------

    def _save(self, _operands: list[Any]) -> None:
        self.stack.save()

    def _restore(self, _operands: list[Any]) -> None:
        self.stack.restore()

    def _concatenate(self, operands: list[Any]) -> None:
        if row := _figures(operands, 6):
            self.stack.now.matrix = multiplied(_matrix(row), self.stack.now.matrix)

    def _set_line_width(self, operands: list[Any]) -> None:
        if row := _figures(operands, 1):
            self.stack.now.line_width = abs(row[0])

    def _set_state(self, operands: list[Any]) -> None:
        look = self.reader.document
        item = self.reader.named(self.resources, "/ExtGState", operands[-1] if operands else None)
        entries = look.dictionary(item)
        width = look.value(entries.get("/LW"))
        if isinstance(width, int | float):
            self.stack.now.line_width = abs(float(width))
        if font := look.array(entries.get("/Font")):
            self.stack.now.font = self.reader.font(font[0])
        if entries.keys() & {"/ca", "/CA", "/BM", "/SMask"}:
            self.stack.now.effects = tuple(self.reader.effects(entries))

    # --- colour --------------------------------------------------------------------------------------------------

    def _set_colour(self, operands: list[Any], *, is_stroke: bool, space: Colour) -> None:
        values = tuple(round(float(each), 4) for each in operands if type(each) in {int, float})
        colour = Colour(space.space, values[:32], space.base)
        if is_stroke:
            self.stack.now.stroke = colour
        else:
            self.stack.now.fill = colour

    def _choose_space(self, operands: list[Any], *, is_stroke: bool) -> None:
        if operands:
            space = self.reader.colour_space(self.resources, operands[-1])
            # ISO 32000-1, 8.6.5: the first colour of a space is black where it has one.
            self._set_colour(
                [0.0, 0.0, 0.0, 1.0] if space.space == "DeviceCMYK" else [], is_stroke=is_stroke, space=space
            )

    def _device(self, operands: list[Any], name: str, *, is_stroke: bool) -> None:
        space = self.reader.colour_space(self.resources, name)
        self._set_colour(operands, is_stroke=is_stroke, space=space)

    def _in_space(self, operands: list[Any], *, is_stroke: bool) -> None:
        space = self.stack.now.stroke if is_stroke else self.stack.now.fill
        self._set_colour(operands, is_stroke=is_stroke, space=space)

    def _note(self, colour: Colour, box: Box | None) -> None:
        self.marks.colours.setdefault(colour, box)
        for effect in self.stack.now.effects:
            self.marks.effects.setdefault(effect, box)

    # --- paths ---------------------------------------------------------------------------------------------------

    def _point(self, operands: list[Any]) -> None:
        if row := _figures(operands, 2):
            self._has_only_rectangles = False
            self._add((row[0], row[1], row[0], row[1]))

    def _add(self, piece: Box) -> None:
        self._path.append(piece)
        if len(self._path) >= _LONG_PATH:
            xs, ys, us, vs = zip(*self._path, strict=True)
            self._path = [(min(xs), min(ys), max(us), max(vs))]
            self._has_only_rectangles = False

    def _curve(self, operands: list[Any]) -> None:
        for at in range(0, len(operands) - 1, 2):
            self._point(operands[at : at + 2])

    def _rectangle(self, operands: list[Any]) -> None:
        if row := _figures(operands, 4):
            x, y, width, height = row
            self._add((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

    def _paint(self, *, is_filled: bool, is_stroked: bool) -> None:
        state = self.stack.now
        if self._path:
            xs, ys, us, vs = zip(*self._path, strict=True)
            box = box_of(state.matrix, min(xs), min(ys), max(us), max(vs))
            if is_filled:
                self._note(state.fill, box)
                self._note_thin_rectangles(state.matrix)
            if is_stroked:
                self._note(state.stroke, box)
                self.marks.lines.setdefault(round(state.line_width * _scale(state.matrix), 3), box)
        self._end_path()

    def _note_thin_rectangles(self, matrix: Matrix) -> None:
        """A rule is as often a filled rectangle as it is a stroked line."""
        if self._has_only_rectangles:
            for each in self._path:
                x, y, u, v = box = box_of(matrix, *each)
                if 0 < (thickness := min(u - x, v - y)) < _THIN:
                    self.marks.lines.setdefault(round(thickness, 3), box)

    def _end_path(self, _operands: list[Any] | None = None) -> None:
        self._path.clear()
        self._has_only_rectangles = True

    # --- text ----------------------------------------------------------------------------------------------------

    def _begin_text(self, _operands: list[Any]) -> None:
        self._text = TextPlace()

    def _choose_font(self, operands: list[Any]) -> None:
        if len(operands) >= 2 and (row := _figures(operands, 1)):
            self.stack.now.font = self.reader.font(self.reader.named(self.resources, "/Font", operands[-2]))
            self.stack.now.font_size = row[0]

    def _set_text(self, operands: list[Any], name: str) -> None:
        if row := _figures(operands, 1):
            setattr(self.stack.now, name, int(row[0]) if name == "rendering" else row[0])

    def _set_text_matrix(self, operands: list[Any]) -> None:
        if row := _figures(operands, 6):
            self._text = TextPlace(_matrix(row))

    def _move_text(self, operands: list[Any], *, sets_leading: bool = False) -> None:
        if row := _figures(operands, 2):
            self._text = TextPlace(multiplied((1.0, 0.0, 0.0, 1.0, row[0], row[1]), self._text.line))
            if sets_leading:
                self.stack.now.leading = -row[1]

    def _next_line(self, _operands: list[Any]) -> None:
        self._move_text([0.0, -self.stack.now.leading])

    def _show(self, operands: list[Any]) -> None:
        held = operands[-1] if operands else b""
        pieces = [each for each in (held if isinstance(held, list) else [held]) if isinstance(each, bytes) and each]
        if not pieces:
            return
        state, box = self.stack.now, self._text_box()
        is_hidden = state.rendering in {_HIDDEN, _CLIPPED}
        colours = [] if state.rendering in {1, 5} else [state.fill]
        colours += [state.stroke] if state.rendering in {1, 2, 5, 6} else []
        for colour in colours:
            self.marks.texts.setdefault(Text(state.font, colour, is_hidden), box)
            if not is_hidden:
                self._note(colour, box)
        if state.font is not None and state.font.is_identity and any(map(_has_missing_glyph, pieces)):
            self.marks.missing.setdefault(state.font, box)
        self._text.is_known = False

    def _text_box(self) -> Box | None:
        """The square of the first glyph, as large as the face; None when its place follows from widths of glyphs."""
        if not self._text.is_known:
            return None
        state = self.stack.now
        return box_of(multiplied(self._text.line, state.matrix), 0.0, state.rise, state.font_size, state.font_size)

    def _show_on_next_line(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    # --- images and shadings -------------------------------------------------------------------------------------

    def image(self, entries: dict[str, Any]) -> None:
        """Note an image of *entries*, placed in the unit square."""
        look, state = self.reader.document, self.stack.now
        box = box_of(state.matrix, 0.0, 0.0, 1.0, 1.0)
        width, height = (look.value(entries.get(key)) for key in ("/Width", "/Height"))
        is_mask = look.value(entries.get("/ImageMask")) is True
        if is_mask:
            self._note(state.fill, box)
        elif "/ColorSpace" in entries:
            self._note(self.reader.colour_space(self.resources, entries["/ColorSpace"]), box)
        if look.dictionary(entries.get("/SMask")):
            self.marks.effects.setdefault("mask", box)
        a, b, c, d, _e, _f = state.matrix
        wide, high = hypot(a, b), hypot(c, d)
        if type(width) in {int, float} and type(height) in {int, float} and wide > 0 and high > 0:
            resolution = round(min(width / wide, height / high) * 72, 1)
            is_bilevel = is_mask or look.value(entries.get("/BitsPerComponent")) == 1
            self.marks.images[Image((int(width), int(height)), resolution, is_bilevel, box)] = None

    def _inline_image(self, operands: list[Any]) -> None:
        pairs = zip(operands[::2], operands[1::2], strict=False)
        self.image({_LONG_NAMES.get(key, key): value for key, value in pairs if isinstance(key, str)})

    def shading(self, entries: dict[str, Any]) -> None:
        """Note the colours of a shading."""
        self._note(self.reader.colour_space(self.resources, entries.get("/ColorSpace")), None)

    def _shade(self, operands: list[Any]) -> None:
        item = self.reader.named(self.resources, "/Shading", operands[-1] if operands else None)
        self.shading(self.reader.document.dictionary(item))


def _matrix(row: list[float]) -> Matrix:
    a, b, c, d, e, f = row
    return a, b, c, d, e, f


def _scale(matrix: Matrix) -> float:
    """By how much the matrix makes a line thicker: in the direction where it does so least."""
    return min(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))


def _has_missing_glyph(piece: bytes) -> bool:
    if b"\0\0" not in piece:
        return False
    return any(piece[at : at + 2] == b"\0\0" for at in range(0, len(piece) - 1, 2))


Painter.STEPS = {
    b"q": Painter._save,
    b"Q": Painter._restore,
    b"cm": Painter._concatenate,
    b"w": Painter._set_line_width,
    b"gs": Painter._set_state,
    b"g": lambda self, row: self._device(row, "/DeviceGray", is_stroke=False),
    b"G": lambda self, row: self._device(row, "/DeviceGray", is_stroke=True),
    b"rg": lambda self, row: self._device(row, "/DeviceRGB", is_stroke=False),
    b"RG": lambda self, row: self._device(row, "/DeviceRGB", is_stroke=True),
    b"k": lambda self, row: self._device(row, "/DeviceCMYK", is_stroke=False),
    b"K": lambda self, row: self._device(row, "/DeviceCMYK", is_stroke=True),
    b"cs": lambda self, row: self._choose_space(row, is_stroke=False),
    b"CS": lambda self, row: self._choose_space(row, is_stroke=True),
    b"m": Painter._point,
    b"l": Painter._point,
    b"re": Painter._rectangle,
    b"n": Painter._end_path,
    b"BT": Painter._begin_text,
    b"Tf": Painter._choose_font,
    b"Tm": Painter._set_text_matrix,
    b"Td": Painter._move_text,
    b"TD": lambda self, row: self._move_text(row, sets_leading=True),
    b"TL": lambda self, row: self._set_text(row, "leading"),
    b"Ts": lambda self, row: self._set_text(row, "rise"),
    b"Tr": lambda self, row: self._set_text(row, "rendering"),
    b"T*": Painter._next_line,
    b"Tj": Painter._show,
    b"TJ": Painter._show,
    b"'": Painter._show_on_next_line,
    b'"': Painter._show_on_next_line,
    b"BI": Painter._inline_image,
    b"sh": Painter._shade,
}
Painter.STEPS |= dict.fromkeys((b"c", b"v", b"y"), Painter._curve)
Painter.STEPS |= dict.fromkeys((b"sc", b"scn"), lambda self, row: self._in_space(row, is_stroke=False))
Painter.STEPS |= dict.fromkeys((b"SC", b"SCN"), lambda self, row: self._in_space(row, is_stroke=True))
Painter.STEPS |= dict.fromkeys((b"S", b"s"), lambda self, _row: self._paint(is_filled=False, is_stroked=True))
Painter.STEPS |= dict.fromkeys((b"f", b"F", b"f*"), lambda self, _row: self._paint(is_filled=True, is_stroked=False))
Painter.STEPS |= dict.fromkeys(
    (b"B", b"B*", b"b", b"b*"), lambda self, _row: self._paint(is_filled=True, is_stroked=True)
)

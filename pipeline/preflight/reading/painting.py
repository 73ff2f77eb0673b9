"""What each operator of a content stream does to the state and to the marks of a page (ISO 32000-1, annex A)."""

from collections.abc import Callable
from math import hypot
from typing import Any, ClassVar

from pipeline.pdf.places import Box, Matrix, box_of, intersect_boxes, multiply_matrices
from pipeline.preflight.reading.graphics_state import Stack
from pipeline.preflight.reading.inks import ALL, is_white
from pipeline.preflight.reading.page_marks import Image, Near, PageMarks, PaintedColour
from pipeline.preflight.reading.resources import ResourceReader

_THIN = 5.0  # pt: a filled rectangle that is wider is no line
TOUCHES = 0.1  # pt from the trim: what is no further away touches it
_LONG_PATH = 10_000  # pieces; of a longer one the box is kept
_LONG_NAMES = {"/W": "/Width", "/H": "/Height", "/CS": "/ColorSpace", "/IM": "/ImageMask", "/BPC": "/BitsPerComponent"}


def figures(operands: list[Any], count: int) -> list[float] | None:
    """The last *count* operands if they are numbers, else None."""
    row = operands[-count:]
    fits = len(row) == count and all(type(each) in {int, float} for each in row)
    return row if fits else None


class Painter:
    """Notes in *marks* what the operators of one content stream paint, but for text (text_painting)."""

    STEPS: ClassVar[dict[bytes, Callable[[Any, list[Any]], None]]]

    def __init__(self, marks: PageMarks, reader: ResourceReader, resources: dict[str, Any], stack: Stack) -> None:
        self.marks, self.reader, self.resources, self.stack = marks, reader, resources, stack
        self._spaces: dict[str, PaintedColour] = {}
        self._path: list[Box] = []  # boxes in units of the content
        self._clips = False
        self._has_only_rectangles = True

    # --- state ---------------------------------------------------------------------------------------------------

    def _save(self, _operands: list[Any]) -> None:
        self.stack.save()

    def _restore(self, _operands: list[Any]) -> None:
        self.stack.restore()

    def _concatenate(self, operands: list[Any]) -> None:
        if row := figures(operands, 6):
            self.stack.now.matrix = multiply_matrices(matrix_of(row), self.stack.now.matrix)

    def _set_line_width(self, operands: list[Any]) -> None:
        if row := figures(operands, 1):
            self.stack.now.line_width = abs(row[0])

    def _set_state(self, operands: list[Any]) -> None:
        look = self.reader.document
        item = self.reader.find_named(self.resources, "/ExtGState", operands[-1] if operands else None)
        entries = look.dictionary(item)
        width = look.value(entries.get("/LW"))
        if isinstance(width, int | float):
            self.stack.now.line_width = abs(float(width))
        if font := look.array(entries.get("/Font")):
            self.stack.now.font = self.reader.font(font[0])
        if entries.keys() & {"/ca", "/CA", "/BM", "/SMask"}:
            self.stack.now.effects = tuple(self.reader.effects(entries))
        if entries.keys() & {"/OP", "/op", "/OPM"}:
            self._set_overprint(entries)

    def _set_overprint(self, entries: dict[str, Any]) -> None:
        """ISO 32000-1, table 58: OP alone sets both, op the one that isn't for strokes."""
        look, state = self.reader.document, self.stack.now
        stroke, fill = look.value(entries.get("/OP")), look.value(entries.get("/op"))
        if isinstance(stroke, bool):
            state.overprints = stroke, stroke if "/op" not in entries else state.overprints[1]
        if isinstance(fill, bool):
            state.overprints = state.overprints[0], fill
        mode = look.value(entries.get("/OPM"))
        if mode in {0, 1}:
            state.overprint_mode = int(mode)

    # --- colour --------------------------------------------------------------------------------------------------

    def _set_colour(self, operands: list[Any], *, is_stroke: bool, space: PaintedColour) -> None:
        values = tuple(round(float(each), 4) for each in operands if type(each) in {int, float})
        colour = PaintedColour(
            space=space.space, values=values[:32], base=space.base, names=space.names, alternate=space.alternate
        )
        if is_stroke:
            self.stack.now.stroke = colour
        else:
            self.stack.now.fill = colour

    def _choose_space(self, operands: list[Any], *, is_stroke: bool) -> None:
        if operands:
            space = self._space(operands[-1])
            # ISO 32000-1, 8.6.5: the first colour of a space is black where it has one.
            self._set_colour(
                [0.0, 0.0, 0.0, 1.0] if space.space == "DeviceCMYK" else [], is_stroke=is_stroke, space=space
            )

    def _device(self, operands: list[Any], name: str, *, is_stroke: bool) -> None:
        self._set_colour(operands, is_stroke=is_stroke, space=self._space(name))

    def _space(self, name: Any) -> PaintedColour:
        """The colour space *name*, looked up once in a stream."""
        if not isinstance(name, str):
            return self.reader.colour_space(self.resources, name)
        if name not in self._spaces:
            self._spaces[name] = self.reader.colour_space(self.resources, name)
        return self._spaces[name]

    def _in_space(self, operands: list[Any], *, is_stroke: bool) -> None:
        space = self.stack.now.stroke if is_stroke else self.stack.now.fill
        self._set_colour(operands, is_stroke=is_stroke, space=space)

    # --- notes ---------------------------------------------------------------------------------------------------

    def note(self, colour: PaintedColour, box: Box | None, *, is_stroke: bool = False) -> bool:
        """Note that *colour* is painted at *box*; returns whether that is within the bleed, as far as is known."""
        marks, state = self.marks, self.stack.now
        marks.colours.setdefault(colour, box)
        for effect in state.effects:
            marks.effects.setdefault(effect, box)
        if any(state.overprints) and state.overprints[not is_stroke] and self._vanishes(colour):
            marks.vanishing.setdefault(colour, box)
        seen = self._seen(box)
        is_printed = seen is not None and (
            state.is_tile or box is None or intersect_boxes(seen, marks.frame.bleed) is not None
        )
        if is_printed:
            place = None if state.is_tile or box is None else seen
            marks.printed.setdefault(colour, place)
            if ALL in colour.names and (place is None or intersect_boxes(place, marks.frame.trim) is not None):
                marks.registered.setdefault(colour, place)
        return is_printed

    def _seen(self, box: Box | None) -> Box | None:
        """The part of *box* that is not clipped away; where the box is not known, that of the clip or the bleed."""
        clip = self.stack.now.clip
        return intersect_boxes(box, clip) if box is not None else clip or self.marks.frame.bleed

    def _vanishes(self, colour: PaintedColour) -> bool:
        """Whether a colour that overprints adds nothing (ISO 32000-1, 8.6.7).

        Zero of a process ink leaves what is below in overprint mode 1 only, zero of a spot ink always. White in grey
        knocks out by the letter, but many a RIP takes it for zero of black.
        """
        if not is_white(colour):
            return False
        is_process = (colour.base or colour.space) in {"DeviceCMYK", "ICCBased4"}
        return self.stack.now.overprint_mode == 1 if is_process else True

    def note_marked(self, kind: str, box: Box | None) -> None:
        """Note in which marked content something of *kind* is painted, if it is seen and not one piece of a pattern."""
        if not self.stack.now.is_tile and (box is None or (seen := self._seen(box)) is not None):
            self.marks.marked.note(kind, None if box is None else seen)

    def note_place(self, kind: str, box: Box | None, colour: PaintedColour | None = None) -> None:
        """Note how far from the trim something ends, inside or beyond; but not if it has no ink."""
        if box is None or self.stack.now.is_tile or (colour is not None and is_white(colour)):
            return
        seen, trim = self._seen(box), self.marks.frame.trim
        if seen is None or intersect_boxes(seen, trim) is None:
            return
        inside = [seen[0] - trim[0], seen[1] - trim[1], trim[2] - seen[2], trim[3] - seen[3]]
        for distance in inside:
            if distance > TOUCHES:
                _keep_least(self.marks.near, kind, distance, seen)
            else:
                _keep_least(self.marks.beyond, kind, -distance, seen)

    # --- paths ---------------------------------------------------------------------------------------------------

    def _point(self, operands: list[Any]) -> None:
        if row := figures(operands, 2):
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
        if row := figures(operands, 4):
            x, y, width, height = row
            self._add((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

    def _paint(self, *, is_filled: bool, is_stroked: bool) -> None:
        state = self.stack.now
        if self._path:
            xs, ys, us, vs = zip(*self._path, strict=True)
            box = box_of(state.matrix, min(xs), min(ys), max(us), max(vs))
            self.note_marked("area" if is_filled else "line", box)
            if is_filled:
                self.note(state.fill, box)
                self._note_rectangles(state.matrix, box)
            if is_stroked:
                self.note(state.stroke, box, is_stroke=True)
                width = state.line_width * _scale(state.matrix)
                self.marks.lines.setdefault(round(width, 3), box)
                half = width / 2
                self.note_place("line", (box[0] - half, box[1] - half, box[2] + half, box[3] + half), state.stroke)
        self._end_path()

    def _note_rectangles(self, matrix: Matrix, box: Box) -> None:
        """A rule is as often a filled rectangle as it is a stroked line."""
        if not self._has_only_rectangles:
            self.note_place("area", box, self.stack.now.fill)
            return
        for each in self._path:
            x, y, u, v = piece = box_of(matrix, *each)
            thickness = min(u - x, v - y)
            if 0 < thickness < _THIN:
                self.marks.lines.setdefault(round(thickness, 3), piece)
            self.note_place("line" if thickness < _THIN else "area", piece, self.stack.now.fill)

    def _clip(self, _operands: list[Any]) -> None:
        self._clips = True

    def _end_path(self, _operands: list[Any] | None = None) -> None:
        state = self.stack.now
        if self._clips and self._path:
            xs, ys, us, vs = zip(*self._path, strict=True)
            box = box_of(state.matrix, min(xs), min(ys), max(us), max(vs))
            state.clip = intersect_boxes(box, state.clip) or (box[0], box[1], box[0], box[1])
        self._clips = False
        self._path.clear()
        self._has_only_rectangles = True

    # --- images and shadings -------------------------------------------------------------------------------------

    def image(self, entries: dict[str, Any]) -> None:
        """Note an image of *entries*, placed in the unit square."""
        look, state = self.reader.document, self.stack.now
        box = box_of(state.matrix, 0.0, 0.0, 1.0, 1.0)
        width, height = (look.value(entries.get(key)) for key in ("/Width", "/Height"))
        is_mask = look.value(entries.get("/ImageMask")) is True
        self.note_marked("image", box)
        if is_mask:
            self.note(state.fill, box)
        elif "/ColorSpace" in entries:
            self.note(self.reader.colour_space(self.resources, entries["/ColorSpace"]), box)
        if look.dictionary(entries.get("/SMask")):
            self.marks.effects.setdefault("mask", box)
        self.note_place("image", box, state.fill if is_mask else None)
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
        """Note the colours of a shading, which fills what is not clipped away."""
        self.note_marked("area", self.stack.now.clip)
        self.note(self.reader.colour_space(self.resources, entries.get("/ColorSpace")), self.stack.now.clip)

    def _shade(self, operands: list[Any]) -> None:
        item = self.reader.find_named(self.resources, "/Shading", operands[-1] if operands else None)
        self.shading(self.reader.document.dictionary(item))


def matrix_of(row: list[float]) -> Matrix:
    """Six numbers as a matrix."""
    a, b, c, d, e, f = row
    return a, b, c, d, e, f


def _keep_least(found: dict[str, Near], kind: str, distance: float, box: Box) -> None:
    if kind not in found or distance < found[kind].distance:
        found[kind] = Near(distance, box)


def _scale(matrix: Matrix) -> float:
    """By how much the matrix makes a line thicker: in the direction where it does so least."""
    return min(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]))


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
    b"W": Painter._clip,
    b"W*": Painter._clip,
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

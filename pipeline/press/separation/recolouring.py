"""A content stream of ours with its colours set anew: the operators for colours are found, all else is copied.

What WeasyPrint 70.0 (pdf/stream.py) writes is known: ``rg``, ``RG``, ``g``, ``G``, ``k``, ``K``, the pattern colour
space, and ``DeviceCMYK`` for ``device-cmyk()`` of style sheets. Anything else is told as unusable.

Since the stream is ours, a pattern finds the operators; ``pdf.content_tokens`` is for streams of anyone, and what it
takes apart could not be copied byte for byte.

Small text in several inks would get coloured edges, since plates never meet to a hair: where it is dark, it is printed
in black alone. Light text stays: it may stand on a dark ground.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from math import hypot
from typing import Protocol

from pipeline.colours import Rgb
from pipeline.press.separation.ink_table import BLACK, Paint

_NUMBER = rb"[+-]?(?:\d+\.?\d*|\.\d+)"
_NAME = rb"[^\s()<>\[\]{}/%]+"
_BEFORE, _AFTER = rb"(?<![^\s()<>\[\]{}/%])", rb"(?![^\s()<>\[\]{}/%])"
_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*+\)"
    rb"|<[0-9A-Fa-f\s]*+>"
    rb"|" + _BEFORE + rb"(?P<values>(?:" + _NUMBER + rb"\s+){1,4}+)(?P<numeric>rg|RG|g|G|k|K|scn|SCN|sc|SC)" + _AFTER +
    rb"|" + _BEFORE + rb"(?P<matrix>(?:" + _NUMBER + rb"\s+){6})(?P<placing>cm|Tm)" + _AFTER +
    rb"|/" + _NAME + rb"\s+(?P<size>" + _NUMBER + rb")\s+Tf" + _AFTER +
    rb"|(?P<shown>\[)"
    rb"|/KanbenDrawing\s+/D(?P<drawing>[0-9a-f]+)\s+BDC" + _AFTER +
    rb"|/(?P<name>" + _NAME + rb")\s+(?P<named>cs|CS|scn|SCN|sh|Do|gs)" + _AFTER +
    rb"|" + _BEFORE + rb"(?P<word>BDC|BMC|EMC|BT|ET|q|Q)" + _AFTER,
    re.DOTALL,
)  # fmt: skip
_STROKING = frozenset({b"RG", b"G", b"K", b"SCN", b"SC", b"CS"})
SMALL_TEXT = 10.0  # pt: below this letters need one ink; as the press profile of the preflight has it
_SLACK = 0.01  # pt: what rounding in a file does
_DARK = 0.5  # lightness: darker text stays legible in black
_KNOWN_SPACES = frozenset({b"Pattern", b"DeviceCMYK"})


class Origin(Enum):
    """Whose colours a stream paints in: the layout's, a drawing's of the content, or a mask's, which are none."""

    LAYOUT = auto()
    DRAWING = auto()
    MASK = auto()


class Surroundings(Protocol):
    """What a stream leans on. Names are without ``/``; *origin* is whose colours are in force where they are used."""

    def paint(self, rgb: Rgb, origin: Origin) -> Paint: ...
    def note_inks(self, paint: Paint) -> None: ...
    def note_blackened(self) -> None: ...
    def is_image(self, name: bytes, origin: Origin, scale: float) -> bool: ...
    def pattern(self, name: bytes, origin: Origin) -> None: ...
    def shading(self, name: bytes, origin: Origin) -> None: ...
    def state(self, name: bytes) -> None: ...
    def unusable(self, what: bytes) -> None: ...


def overprint_name(*, stroke: bool, fill: bool) -> bytes:
    """The name of the graphics state that sets which of strokes and fills overprint."""
    return b"KanbenOverprint%d%d" % (stroke, fill)


@dataclass(kw_only=True)
class _State:
    """Whether strokes and fills overprint, and what fills are *painted* with; None: as whoever draws the stream has it.
    *scale*: how many points the unit of lengths is; *size*: of text, in units of its matrix.
    """

    scale: float
    stroke: bool | None = None
    fill: bool | None = None
    painted: Paint | None = None
    size: float = 0.0


@dataclass
class Recolouring:
    """One pass over one stream. *begins_anew*: pages and patterns begin in black, forms as their users paint. *scale*:
    how many points the unit of lengths is.
    """

    around: Surroundings
    origin: Origin
    begins_anew: bool
    scale: float = 1.0
    _state: _State = field(init=False)
    _text_scale: float | None = field(default=None, init=False)  # of the text matrix; None outside text
    _blackened: bool = field(default=False, init=False)
    _saved: list[_State] = field(default_factory=list, init=False)
    _marked: list[Origin | None] = field(default_factory=list, init=False)  # None: no drawing; else what was before

    def __post_init__(self) -> None:
        self._state = _State(scale=self.scale)

    def of(self, content: bytes) -> bytes:
        """*content* in the colours of the press."""
        pieces: list[bytes] = []
        if self.begins_anew and self.origin is not Origin.MASK:
            both = (self._write_colour(Paint(BLACK), stroke=stroke) for stroke in (True, False))
            pieces.append(b"%s %s\n" % tuple(both))
        at = 0
        for match in _TOKEN.finditer(content):
            handler = _HANDLERS.get(match.lastgroup or "")
            if handler is not None:
                pieces += (content[at : match.start()], handler(self, match))
                at = match.end()
        return b"".join([*pieces, content[at:]])

    def _numeric(self, match: re.Match[bytes]) -> bytes:
        operator, stroke = match["numeric"], match["numeric"] in _STROKING
        values = [float(each) for each in match["values"].split()]
        if operator in (b"rg", b"RG") and len(values) == 3:
            rgb = tuple(round(each * 255) for each in values)
            return self._in_inks(rgb, stroke=stroke)  # type: ignore[arg-type]
        if operator in (b"g", b"G") and len(values) == 1:
            return self._in_inks((round(values[0] * 255),) * 3, stroke=stroke)
        if operator in (b"k", b"K", b"scn", b"SCN") and len(values) == 4:
            return self._write_colour(Paint(tuple(values)), stroke=stroke)  # type: ignore[arg-type]
        self.around.unusable(operator)
        return match[0]

    def _in_inks(self, rgb: Rgb, *, stroke: bool) -> bytes:
        if self.origin is Origin.MASK:  # what counts there is lightness (ISO 32000-1, 11.5.3)
            return b"%s %s" % (_number(lightness(rgb)), b"G" if stroke else b"g")
        return self._write_colour(self.around.paint(rgb, self.origin), stroke=stroke)

    def _write_colour(self, paint: Paint, *, stroke: bool) -> bytes:
        if not stroke:
            self._state.painted, self._blackened = paint, False
        return self._write_inks(paint, stroke=stroke)

    def _is_blurred_text(self, paint: Paint) -> bool:
        """Whether text is set here, small, and dark in several inks."""
        state = self._state
        if self._text_scale is None or not state.size * self._text_scale * state.scale < SMALL_TEXT - _SLACK:
            return False
        return paint.has_several_inks and paint.lightness < _DARK

    def _set_text_colour(self) -> bytes:
        """The colour of fills set anew, where text became small, or is so no more."""
        painted = self._state.painted
        if painted is None or self._is_blurred_text(painted) == self._blackened:
            return b""
        self._blackened = not self._blackened
        if self._blackened:
            self.around.note_blackened()
        return self._write_inks(Paint(BLACK) if self._blackened else painted, stroke=False) + b" "

    def _write_inks(self, paint: Paint, *, stroke: bool) -> bytes:
        self.around.note_inks(paint)
        if paint.spot is not None:
            name = spot_name(paint.spot.name)
            operators = b"/%s CS 1 SCN" if stroke else b"/%s cs 1 scn"
            colour = operators % name
        else:
            colour = b"%s %s" % (b" ".join(map(_number, paint.cmyk)), b"K" if stroke else b"k")
        return colour + self._overprinting(paint.overprints, stroke=stroke)

    def _overprinting(self, wanted: bool, *, stroke: bool) -> bytes:
        state = self._state
        if wanted == (state.stroke if stroke else state.fill):
            return b""
        if stroke:
            state.stroke = wanted
        else:
            state.fill = wanted
        return b" /%s gs" % overprint_name(stroke=bool(state.stroke), fill=bool(state.fill))

    def _place(self, match: re.Match[bytes]) -> bytes:
        across, up = (float(each) for each in match["matrix"].split()[2:4])
        height = hypot(across, up)
        if match["placing"] == b"cm":
            self._state.scale *= height
            return match[0]
        self._text_scale = height
        return match[0]

    def _text_size(self, match: re.Match[bytes]) -> bytes:
        self._state.size = float(match["size"])
        return match[0]

    def _show_text(self, match: re.Match[bytes]) -> bytes:
        return self._set_text_colour() + match[0]

    def _drawing(self, match: re.Match[bytes]) -> bytes:
        self._marked.append(self.origin)
        self.origin = Origin.DRAWING
        return b""

    def _word(self, match: re.Match[bytes]) -> bytes:
        match match["word"]:
            case b"q":
                self._saved.append(replace(self._state))
            case b"Q" if self._saved:
                self._state = self._saved.pop()
            case b"BT":
                self._text_scale = 1.0
            case b"ET":
                self._text_scale = None
                return match[0] + b" " + self._set_text_colour()
            case b"BDC" | b"BMC":
                self._marked.append(None)
            case b"EMC" if self._marked:
                before = self._marked.pop()
                if before is not None:
                    self.origin = before
                    return b""
        return match[0]

    def _replace_named(self, match: re.Match[bytes]) -> bytes:
        name, operator = match["name"], match["named"]
        match operator:
            case b"cs" | b"CS":
                if name not in _KNOWN_SPACES:
                    self.around.unusable(name)
            case b"scn" | b"SCN":
                self.around.pattern(name, self.origin)
                if self.origin is not Origin.MASK:  # else the inks below would show through a blend
                    return match[0] + self._overprinting(False, stroke=operator in _STROKING)
            case b"gs":
                self.around.state(name)
            case b"sh":
                self.around.shading(name, self.origin)
                return self._knocking_out(match[0])
            case b"Do" if self.around.is_image(name, self.origin, self._state.scale):
                return self._knocking_out(match[0])
        return match[0]

    def _knocking_out(self, operation: bytes) -> bytes:
        """A picture or a blend prints on no more than its own inks' plates if it overprints: it must not."""
        if self._state.fill is False or self.origin is Origin.MASK:
            return operation
        return b"q /%s gs %s Q" % (overprint_name(stroke=False, fill=False), operation)


_HANDLERS: dict[str, Callable[[Recolouring, re.Match[bytes]], bytes]] = {
    "numeric": Recolouring._numeric,
    "placing": Recolouring._place,
    "size": Recolouring._text_size,
    "shown": Recolouring._show_text,
    "drawing": Recolouring._drawing,
    "named": Recolouring._replace_named,
    "word": Recolouring._word,
}


def lightness(rgb: Rgb) -> float:
    """How light *rgb* is, from 0 to 1, as soft masks reckon it (ISO 32000-1, 10.3.2)."""
    return (0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2]) / 255


def spot_name(name: str) -> bytes:
    """The name under which resources hold the colour space of the spot ink *name*."""
    return b"KanbenSpot" + name.encode("ascii").hex().encode("ascii")


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode("ascii") or b"0"

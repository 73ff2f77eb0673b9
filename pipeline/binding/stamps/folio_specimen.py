"""How the layout of a volume sets its folio, read from a page that shows the ten digits (docs/layouts.md)."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.pdf.objects import content_operations, write_object

Matrix = tuple[float, float, float, float, float, float]
DIGITS = "0123456789"
_GLYPH_DIGITS = 4  # hexadecimal, of one glyph number in Identity-H
_COLOURS = (b"g", b"rg", b"k")


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """The digits as they are set: *font* is the name of a resource, *size* in pt, *x* and *y* where the first begins.

    *colour* is the operator that sets it, *glyphs* the number of each digit's glyph in four hexadecimal digits.
    """

    font: str
    size: float
    colour: bytes
    glyphs: tuple[bytes, ...]
    x: float
    y: float


@dataclass(slots=True, kw_only=True)
class _State:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    colour: bytes = b"0 g "
    font: str = ""
    size: float = 0.0
    text: Matrix = (1, 0, 0, 1, 0, 0)
    saved: list[tuple[Matrix, bytes]] = field(default_factory=list)


def read_specimen(content: bytes) -> Specimen | None:
    """Find the ten digits in the content stream of a page of ours; None where no text of ten glyphs is set."""
    state = _State()
    for operands, operator in content_operations(content):
        match operator:
            case b"q":
                state.saved.append((state.matrix, state.colour))
            case b"Q":
                state.matrix, state.colour = state.saved.pop()
            case b"cm":
                state.matrix = _product(_matrix(operands), state.matrix)
            case b"BT":
                state.text = (1, 0, 0, 1, 0, 0)
            case b"Tm":
                state.text = _matrix(operands)
            case b"Tf":
                state.font, state.size = str(operands[0]), float(operands[1])
            case b"TJ" | b"Tj":
                glyphs = _glyphs(operands[0])
                if len(glyphs) == len(DIGITS):
                    place = _product(state.text, state.matrix)
                    size = state.size * abs(place[3])
                    return Specimen(
                        font=state.font, size=size, colour=state.colour, glyphs=glyphs, x=place[4], y=place[5]
                    )
            case _ if operator in _COLOURS:
                state.colour = b"%s %s " % (b" ".join(map(write_object, operands)), operator)
    return None


def _glyphs(text: Any) -> tuple[bytes, ...]:
    """The glyph numbers of a text, which is a string or an array of strings and moves."""
    pieces = text if isinstance(text, list) else [text]
    data = b"".join(
        piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"") for piece in pieces
    ).hex()
    return tuple(data[start : start + _GLYPH_DIGITS].encode() for start in range(0, len(data), _GLYPH_DIGITS))


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does *first*, then *then* (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m

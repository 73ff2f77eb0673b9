"""Pieces of text, as a PDF shows them, put together to lines. Pure."""

from dataclasses import dataclass, field

from pipeline.regression.snapshot.snapshot import ARTIFACT, TAGGED, UNKNOWN

_LATELY = 6  # lines that a piece may still belong to: readings of ruby stand between pieces of their line
_GAP = 1.2  # em between pieces of one line; more is between columns, cells, or an entry and its folio


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text shown at once: *x*, *y* of its origin and *right* end in pt (y downwards); *style* is font, size, colour.

    *role*: whether it is tagged or an artifact (``snapshot.Page.roles``).
    """

    x: float
    y: float
    right: float
    text: str
    style: tuple[str, float, str]
    role: str = UNKNOWN


@dataclass(slots=True, kw_only=True)
class BuiltLine:
    """A line under construction."""

    x: float
    y: float
    right: float
    size: float
    role: str
    pieces: list[tuple[tuple[str, float, str], str]] = field(default_factory=list)


def lines_of(pieces: list[Piece]) -> list[BuiltLine]:
    """The lines that *pieces* make, in the order in which each is begun.

    A piece belongs to a recent line when it stands on or near its base line and begins near its end.
    """
    lines: list[BuiltLine] = []
    for piece in pieces:
        line = next((each for each in reversed(lines[-_LATELY:]) if _continues(piece, each)), None)
        if line is None:
            line = BuiltLine(x=piece.x, y=piece.y, right=piece.right, size=piece.style[1], role=piece.role)
            lines.append(line)
        _add(line, piece)
    return lines


def _continues(piece: Piece, line: BuiltLine) -> bool:
    size = max(piece.style[1], line.size)
    return abs(piece.y - line.y) < 0.45 * size and -0.6 * size < piece.x - line.right < _GAP * size


def _add(line: BuiltLine, piece: Piece) -> None:
    before = line.pieces[-1][1][-1:] if line.pieces else ""
    if piece.role != line.role:
        line.role = UNKNOWN if ARTIFACT in (piece.role, line.role) else TAGGED
    text = piece.text
    if before and piece.x - line.right > 0.2 * piece.style[1] and not _is_wide(before) and not _is_wide(text[0]):
        text = f" {text}"
    if piece.style[1] > line.size:
        line.size, line.y = piece.style[1], piece.y
    line.right = max(line.right, piece.right)
    if line.pieces and line.pieces[-1][0] == piece.style:
        line.pieces[-1] = piece.style, line.pieces[-1][1] + text
    else:
        line.pieces.append((piece.style, text))


def _is_wide(character: str) -> bool:
    return character >= "\u2e80" or character.isspace()

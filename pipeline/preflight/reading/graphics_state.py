"""The graphics state of a content stream, as far as checks ask for it (ISO 32000-1, 8.4)."""

from dataclasses import dataclass, replace

from pipeline.pdf.places import IDENTITY, Box, Matrix
from pipeline.preflight.reading.page_marks import BLACK, FontFacts, PaintedColour

_MOST_STATES = 1_000


@dataclass(slots=True, kw_only=True)
class GraphicsState:
    """*matrix* leads from the units of the content to pt from the corner of the page.

    *clip* is a box around what is not clipped away, None: nothing is. *overprints* has strokes, then everything else.
    In a *tile*, which is repeated, places on the page are not known.
    """

    matrix: Matrix
    fill: PaintedColour = BLACK
    stroke: PaintedColour = BLACK
    line_width: float = 1.0
    font: FontFacts | None = None
    font_size: float = 0.0
    leading: float = 0.0
    rise: float = 0.0
    rendering: int = 0
    effects: tuple[str, ...] = ()
    clip: Box | None = None
    overprints: tuple[bool, bool] = (False, False)
    overprint_mode: int = 0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    is_tile: bool = False


@dataclass(slots=True)
class TextPlace:
    """Where text goes on: *line* begins it, *along* is how far text has come; *is_known* while widths of glyphs are."""

    line: Matrix = IDENTITY
    along: float = 0.0
    is_known: bool = True


class Stack:
    """Saved graphics states. A state that was not saved is not restored, as viewers do."""

    def __init__(self, first: GraphicsState) -> None:
        self.now = first
        self._saved: list[GraphicsState] = []

    def save(self) -> None:
        """Save a copy. Raises OverflowError when there are too many."""
        if len(self._saved) >= _MOST_STATES:
            raise OverflowError
        self._saved.append(replace(self.now))

    def restore(self) -> None:
        """Restore what was saved last."""
        if self._saved:
            self.now = self._saved.pop()

"""Lines of Chinese paragraphs are those of the composer.

Replaces: WeasyPrint 70.0, layout/inline.py ``split_inline_box``, which is called once for each line of a paragraph
  (with a ``LineBox``) and calls ``split_inline_level`` for each box in it; ``split_inline_level``; ``justify_line``,
  which stretches a finished line.
Why: WeasyPrint breaks Chinese lines as Pango does, without the rules for their edges, and stretches only U+0020.
  Floats, columns, pages, footnotes and tables stay as they are.
Upstream: ask an object for the lines of a paragraph, which Pango and others could be behind.
Effect: changes output.
"""

from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from pipeline.composer.line_fitting import ComposedLine
from pipeline.engine.composed_text import ComposedText, Piece
from pipeline.engine.line_source import LineSource
from pipeline.engine.measuring import shared_rulers
from pipeline.engine.paragraph_sources import source_of
from pipeline.engine.patches.line_end_spaces import ENDS_AT_SPACE
from pipeline.engine.patches.patch import Effect, Patch

_NO_FLOATS = {"left": 0, "right": 0}


def apply() -> None:
    """Put the composer in the place of WeasyPrint's line breaking."""
    composed = _ComposedLines()
    inline.split_inline_box = composed.split_inline_box
    inline.split_inline_level = composed.split_inline_level
    inline.justify_line = composed.justify_line


class _ComposedLines:
    """The replaced functions. *_lines* has the line being set, and those around it that hold it in a boxed piece."""

    def __init__(self) -> None:
        self._lines: list[tuple[LineSource, ComposedLine] | None] = []
        self._split_inline_box: Callable[..., Any] = inline.split_inline_box
        self._split_inline_level: Callable[..., Any] = inline.split_inline_level
        self._justify_line: Callable[..., Any] = inline.justify_line

    def split_inline_box(
        self,
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *lists_and_styles: Any,
    ) -> Any:
        """Set one line, or a part of one (as the function it replaces)."""
        rest = (max_x, bottom_space, skip_stack, containing_block, *lists_and_styles)
        if not isinstance(box, boxes.LineBox):
            result = self._split_inline_box(context, box, position_x, *rest)
            if self._lines and self._lines[-1] and box.element_tag == "rt":
                _take_no_height(result[0], box.style)
            return result
        planned = None
        if not any(lists_and_styles[-2:]):  # ::first-letter and ::first-line
            source = source_of(context, box, containing_block)
            if source is not None:
                line = source.line(max_x - position_x, box.text_indent, skip_stack)
                planned = (source, line) if line else None
                position_x += source.hanging_indent(skip_stack)
        self._lines.append(planned)
        try:
            result = self._split_inline_box(context, box, position_x, *rest)
        finally:
            self._lines.pop()
        result[0].is_composed = planned is not None
        result[0].is_short = planned is not None and planned[1].short
        result[0].__dict__.pop("line_source", None)  # the finished line is a copy, and needs its paragraph no more
        return result

    def split_inline_level(
        self,
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> Any:
        """The part of a text box that stands in the planned line; what comes after its end is put off to the next.

        What the composer adds after a boxed piece becomes its margin. A reading is never put off from its base. Other
        boxes, and lines that are not planned: as the function it replaces.
        """
        planned = self._lines[-1] if self._lines else None
        if planned and isinstance(box, boxes.TextBox):
            source, line = planned
            if source.is_beyond(box, line):
                return None, {0: None}, False, None, None, _NO_FLOATS.copy()
            piece = source.piece(box, line)
            if piece is not None:
                inline.resolve_percentages(box, containing_block)
                box.position_x = position_x
                new_box = _set_text(box, piece) if piece.text else None
                resume = None if piece.resume is None else {piece.resume: None}
                last = box.text if piece.resume is None else piece.text
                return new_box, resume, piece.forced, box.text[:1] or None, last[-1:] or None, _NO_FLOATS.copy()
        if planned and box.element_tag == "ruby":
            max_x = inf
        arguments = (context, box, position_x, max_x, bottom_space, skip_stack, containing_block, *rest)
        result = self._split_inline_level(*arguments)
        if planned and isinstance(box, boxes.AtomicInlineLevelBox):
            result[0].margin_right += planned[0].gap_after(box, planned[1])
        return result

    def justify_line(self, context: Any, line: Any, extra_width: float) -> None:
        """Stretch a line unless the composer has set it."""
        if not getattr(line, "is_composed", False):
            self._justify_line(context, line, extra_width)


def _set_text(box: Any, piece: Piece) -> Any:
    box = box.copy_with_text(piece.text)
    box.pango_layout = ComposedText(
        box.style, piece.text, piece.moves, latin=piece.latin, head=piece.head, tail=piece.tail, widths=piece.widths
    )
    box.width = piece.width
    setattr(box, ENDS_AT_SPACE, piece.ends_at_space)
    height, baseline = shared_rulers().height(box.style)
    line_height, _baseline = line_break.strut(box.style)
    box.height = height
    box.margin_top = box.margin_bottom = (line_height - height) / 2
    box.baseline = baseline + box.margin_top
    if piece.shift is not None:
        box.position_x += piece.shift
        box.margin_right = -piece.shift - piece.width
        _take_no_height(box, box.style.parent_style)
    return box


def _take_no_height(box: Any, style: Any) -> None:
    """Have a box of a reading, raised by its *style*, be to its line as a point on the base line."""
    rise = style["vertical_align"]
    if isinstance(rise, int | float):
        box.height = box.margin_top = box.margin_bottom = 0
        box.baseline = -rise


PATCH = Patch("composed lines", "weasyprint", Effect.OUTPUT, apply)

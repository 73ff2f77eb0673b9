"""Lines that columns are tried with are set once, and stand wherever they are tried.

Replaces: WeasyPrint 70.0, layout/block.py ``block_box_layout``, which lays out a block; layout/inline.py
  ``get_next_linebox``, which sets one line.
Why: to balance columns, and to find how many notes stand below them, a page is laid out as a whole up to ten times
  before it is laid out for good. Trials ask lines for their heights and notes only.
Upstream: remember what a block needs, and lay it out where it will stand.
Effect: speed only.

The line of a composed paragraph depends on nothing but the plan of the composer, unless floats stand about. What is
remembered of it goes with the paragraph; the columns that are kept are laid out as ever.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from pipeline.composer.line_fitting import ComposedLine
from pipeline.engine.paragraph_sources import source_of
from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put functions around WeasyPrint's."""
    tried = _TriedLines(block.block_box_layout, inline.get_next_linebox)
    block.block_box_layout = tried.block_box_layout
    inline.get_next_linebox = tried.get_next_linebox


class TriedLine(NamedTuple):
    """What was set of the *planned* line: *line* has its height and its notes; the next one begins at *resume_at*."""

    planned: ComposedLine
    line: Any
    resume_at: Any


class _TriedLines:
    """The replaced functions. *_is_trial*: the column that is being laid out will be dropped."""

    def __init__(self, block_box_layout: Callable[..., Any], get_next_linebox: Callable[..., Any]) -> None:
        self._block_box_layout, self._get_next_linebox = block_box_layout, get_next_linebox
        self._is_trial = False

    def block_box_layout(
        self, context: Any, box: Any, space: float, skip: Any, container: Any, is_empty: bool, *more: Any, **named: Any
    ) -> Any:
        """Lay out a block. A column that is tried has a list for the margins above it, one that is kept has None."""
        if not box.is_column or self._is_trial:
            return self._block_box_layout(context, box, space, skip, container, is_empty, *more, **named)
        _absolute, _fixed, margins, *_styles = more
        self._is_trial = margins is not None
        try:
            return self._block_box_layout(context, box, space, skip, container, is_empty, *more, **named)
        finally:
            self._is_trial = False

    def get_next_linebox(
        self, context: Any, linebox: Any, y: float, space: float, skip: Any, container: Any, *lists_and_styles: Any
    ) -> Any:
        """The line that begins at *skip*, and where the next one does. A trial is given one that was set before."""
        arguments = (context, linebox, y, space, skip, container, *lists_and_styles)
        if not self._is_trial or context.excluded_shapes or any(lists_and_styles[-2:]):
            return self._get_next_linebox(*arguments)
        source = source_of(context, linebox, container)
        planned = source and source.line(container.width - linebox.text_indent, linebox.text_indent, skip)
        if not source or not planned:
            return self._get_next_linebox(*arguments)
        known = source.tried.get(planned.start)
        if known is None or known.planned is not planned:
            line, resume_at = self._get_next_linebox(*arguments)
            if line is None or not line.is_composed or not _is_alone(line):
                return line, resume_at
            known = source.tried[planned.start] = TriedLine(planned, _reduce(line), resume_at)
        line = known.line.copy()
        line.position_y = y
        return line, known.resume_at


def _is_alone(line: Any) -> bool:
    """Whether nothing stands in *line* but words, and pictures among them: nothing that is placed elsewhere."""
    return all(isinstance(each, _WORDS) and each.is_in_normal_flow() and not each.note for each in line.descendants())


def _reduce(line: Any) -> Any:
    """*line* without what trials don't look at: of its boxes those that call notes stay."""
    line.children = [each for each in line.descendants() if each.footnote]
    return line


_WORDS = (boxes.LineBox, boxes.InlineBox, boxes.TextBox, boxes.InlineReplacedBox)
PATCH = Patch("columns are tried with known lines", "weasyprint", Effect.SPEED, apply)

"""The LineSource of each paragraph of WeasyPrint, made once and kept on its box.

Checked against WeasyPrint 70.0: layout/inline.py ``atomic_box``; a line that is laid out is a copy of its ``LineBox``.
"""

from typing import Any

from weasyprint.layout import inline

from pipeline.engine.line_source import LineSource
from pipeline.engine.measuring import shared_rulers


def known_source(box: Any) -> LineSource | None:
    """The source that ``source_of`` has made for a LineBox; None if it has made none."""
    known: LineSource | None = getattr(box, "line_source", None)
    return known if known is not None and known.box is box and known.is_composable else None


def source_of(context: Any, box: Any, containing_block: Any) -> LineSource | None:
    """The source of a LineBox; None if WeasyPrint sets it."""
    known: LineSource | None = getattr(box, "line_source", None)
    if known is None or known.box is not box:

        def width(child: Any) -> float:
            inline.resolve_percentages(child, containing_block)
            placed = inline.atomic_box(context, child, 0, None, containing_block, [], [])
            return float(placed.margin_width())

        known = box.line_source = LineSource(box, shared_rulers(), width)
    return known if known.is_composable else None

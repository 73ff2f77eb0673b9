"""The LineSource of each paragraph of WeasyPrint, made once and kept on its box.

Checked against WeasyPrint 70.0: layout/inline.py ``atomic_box``; a line that is laid out is a copy of its ``LineBox``.
"""

from typing import Any

from weasyprint.layout import inline

from pipeline.engine.line_source import LineSource
from pipeline.engine.measuring import shared_rulers
from pipeline.engine.planned_lines import Rest

_REST = "kanben_rest"  # attribute of a LineBox


def known_source(box: Any) -> LineSource | None:
    """The source that ``source_of`` has made for a LineBox; None if it has made none."""
    known: LineSource | None = getattr(box, "line_source", None)
    return known if known is not None and known.box is box and known.is_composable else None


def find_rest(box: Any, skip_stack: Any) -> Rest | None:
    """The lines of a LineBox from *skip_stack* on; None if WeasyPrint sets it, which plans none ahead."""
    source = known_source(box)
    return None if source is None else source.planned.rest(source.start(skip_stack))


def go_on_with(box: Any, rest: Rest) -> None:
    """Have a LineBox that has no source yet go on with the *rest* of its lines, as planned for the same text."""
    setattr(box, _REST, rest)


def source_of(context: Any, box: Any, containing_block: Any) -> LineSource | None:
    """The source of a LineBox; None if WeasyPrint sets it."""
    known: LineSource | None = getattr(box, "line_source", None)
    if known is None or known.box is not box:

        def width(child: Any) -> float:
            inline.resolve_percentages(child, containing_block)
            placed = inline.atomic_box(context, child, 0, None, containing_block, [], [])
            return float(placed.margin_width())

        known = box.line_source = LineSource(box, shared_rulers(), width)
        if known.is_composable:
            known.planned.take_up(getattr(box, _REST, ()))
    return known if known.is_composable else None

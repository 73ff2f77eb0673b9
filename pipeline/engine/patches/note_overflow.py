"""Notes overflow their area by more than sums of floats are off by, or not at all.

Replaces: WeasyPrint 70.0, layout/__init__.py ``LayoutContext._update_footnote_area``.
Why: the area is as high as its notes, and whether they reach below its end is asked of two sums of the same numbers.
  These differ in their last digit at some heights of the page: then a line with a note, the title of an article, goes
  to the next page from any place, and to the one after that.
Upstream: allow for a trace in ``overflow``, as ``overflows_page`` does.
Effect: changes output.
"""

from math import inf
from typing import Any

from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block

from pipeline.engine.patches.patch import Effect, Patch

_TRACE = 1e-6  # px


def apply() -> None:
    """Put a function around WeasyPrint's."""
    update_area = LayoutContext._update_footnote_area

    def update(context: Any) -> bool:
        return bool(update_area(context)) and _overflows(context, context.current_footnote_area)

    LayoutContext._update_footnote_area = update


def _overflows(context: Any, area: Any) -> bool:
    """Whether the notes of *area* reach below its end; they are laid out with no end of the page."""
    area = build.create_anonymous_boxes(area.deepcopy())
    area = block.block_level_layout(context, area, -inf, None, area.page)[0]
    last = area.children[-1]
    bottom = last.position_y + last.margin_height() - last.margin_bottom
    end = area.position_y + area.margin_height() - area.margin_bottom
    return bool(bottom > end + _TRACE)


PATCH = Patch("notes as high as their area", "weasyprint", Effect.OUTPUT, apply)

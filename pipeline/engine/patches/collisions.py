"""A line begins where a float above it ends, however sums of heights are rounded; without floats nothing is asked.

Replaces: WeasyPrint 70.0, layout/float.py ``avoid_collisions``, wherever it is imported.
Why: a float of two lines, some lines below the head of a page, may end a hair below the top of the third, which is then
  set beside it: a drop cap of two lines had three beside it. And the function is called for every line, and asks for
  floats in several ways where there is none.
Upstream: compare with a tolerance; return early where no shape is excluded.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout.float import avoid_collisions

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

_ROUNDING = 1e-6  # px


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(avoid_collisions, _Collisions(avoid_collisions).avoid)


class _Collisions:
    """Where a box stands beside floats."""

    def __init__(self, avoid: Any) -> None:
        self._avoid = avoid

    def avoid(self, context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        """As ``avoid_collisions``."""
        if context.excluded_shapes and not box.is_floated():
            return self._avoid_what_overlaps(context, box, containing_block, outer)
        if outer or context.excluded_shapes or containing_block.style["direction"] != "ltr" or box.is_floated():
            return self._avoid(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        left += box.margin_left
        right -= box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left

    def _avoid_what_overlaps(self, context: Any, box: Any, containing_block: Any, outer: bool) -> Any:
        shapes = context.excluded_shapes
        top = (box.position_y if outer else box.border_box_y()) + _ROUNDING
        context.excluded_shapes = [shape for shape in shapes if shape.position_y + shape.margin_height() > top]
        try:
            return self._avoid(context, box, containing_block, outer)
        finally:
            context.excluded_shapes = shapes


PATCH = Patch("lines beside floats", "weasyprint", Effect.OUTPUT, apply)

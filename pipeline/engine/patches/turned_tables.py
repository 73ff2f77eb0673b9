"""A turned table is set across its page, from the foot to the head.

Replaces: WeasyPrint 70.0, layout/block.py ``block_box_layout``; draw/__init__.py ``draw_stacking_context``.
Why: a block of the class ``turned`` is as wide as the type area is high, and no higher than that is wide. A rotation
  leaves the room of what is rotated as it was; what is drawn as a group is cut at the page as if nothing were rotated.
  It is the style sheet that sets such a block aside for a page of its own (`page_floats`).
Upstream: a writing mode for tables that are read from the side.
Effect: changes output.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from weasyprint import draw
from weasyprint.layout import block

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.turned import is_turned


def apply() -> None:
    """Put functions around WeasyPrint's."""
    turned = _TurnedTables(block.block_box_layout)
    block.block_box_layout = turned.block_box_layout
    draw_stacking_context = draw.draw_stacking_context

    @wraps(draw_stacking_context)  # by its name the next patch finds it
    def draw_context(stream: Any, context: Any) -> None:
        matrix, rectangle = context.box.transformation_matrix, stream.page_rectangle
        if matrix and matrix.determinant:
            stream.page_rectangle = _turn_rectangle(matrix, rectangle)
        draw_stacking_context(stream, context)
        stream.page_rectangle = rectangle

    replace_everywhere(draw_stacking_context, draw_context)


class _TurnedTables:
    """The replaced function."""

    def __init__(self, block_box_layout: Callable[..., Any]) -> None:
        self._block_box_layout = block_box_layout

    def block_box_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, container: Any, *more: Any, **named: Any
    ) -> Any:
        """Lay out a block: a turned one across its page."""
        if not is_turned(box):
            return self._block_box_layout(context, box, bottom_space, skip_stack, container, *more, **named)
        block.block_level_width(box, container)
        return self._lay_out_across(context, box, skip_stack)

    def _lay_out_across(self, context: Any, box: Any, skip_stack: Any) -> Any:
        height, bottom = context.page_bottom - box.position_y, context.page_bottom
        across = box.copy_with_children([])
        across.width, across.height = height, box.width
        (inner,) = box.children
        inner.position_x, inner.position_y = box.position_x, box.position_y
        context.page_bottom = box.position_y + box.width
        skip = skip_stack and skip_stack[0]
        made, rest, *_others = block.block_level_layout(context, inner, 0, skip, across)
        context.page_bottom = bottom
        if skip is None and rest is None:  # one that is alone on its page stands in the middle
            made.translate(max(0.0, box.width - made.border_height()) / 2)
        result = box.copy_with_children([made])
        result.height = height
        return result, rest and {0: rest}, {"break": "any", "page": None}, [], False, None


def _turn_rectangle(matrix: Any, rectangle: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The *rectangle* of the page (left, top, width, height) as it is told within what *matrix* transforms."""
    left, top, width, height = rectangle
    corners = [matrix.invert.transform_point(x, y) for x in (left, left + width) for y in (top, top + height)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


PATCH = Patch("turned tables", "weasyprint", Effect.OUTPUT, apply)

"""A turned table stands on the page after the one it is written for, and on more if it is long; the text flows on.

Replaces: WeasyPrint 70.0, layout/page.py ``make_page``, which sets a page; layout/block.py ``block_box_layout``;
  draw/__init__.py ``draw_stacking_context``.
Why: a block of the class ``turned`` is to be set on a page of its own, across it from the foot to the head: as wide as
  the type area is high, and no higher than that is wide. CSS has no page floats, and a rotation leaves the room of what
  is rotated as it was; what is drawn as a group is cut at the page as if nothing were rotated. Where the block stands
  in the text an empty one stays, for the order of the structure tree.
Upstream: page floats, and a writing mode for tables that are read from the side.
Effect: changes output.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from weasyprint import draw
from weasyprint.layout import block, page

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.turned import is_turned

_PENDING = "kanben_turned"
"""Attribute of a layout context: what is to be set on a page, by its number, before the text goes on."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """The blocks whose pages come next. *skip_stack*: where the first of them goes on. *is_end*: no text is left."""

    blocks: tuple[Any, ...]
    skip_stack: Any
    is_end: bool


def apply() -> None:
    """Put functions around WeasyPrint's."""
    turned = _TurnedTables(page.make_page, block.block_box_layout)
    page.make_page = turned.make_page
    block.block_box_layout = turned.block_box_layout
    draw_stacking_context = draw.draw_stacking_context

    @wraps(draw_stacking_context)  # by its name the next patch finds it
    def draw_context(stream: Any, context: Any) -> None:
        matrix, rectangle = context.box.transformation_matrix, stream.page_rectangle
        if matrix and matrix.determinant:
            stream.page_rectangle = _seen_from(matrix, rectangle)
        draw_stacking_context(stream, context)
        stream.page_rectangle = rectangle

    replace_everywhere(draw_stacking_context, draw_context)


class _TurnedTables:
    """The replaced functions. *_own* is the block whose page is being set."""

    def __init__(self, make_page: Callable[..., Any], block_box_layout: Callable[..., Any]) -> None:
        self._make_page, self._block_box_layout = make_page, block_box_layout
        self._own: Any = None

    def make_page(
        self, context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, page_state: Any
    ) -> Any:
        """Set page *number*: a turned block, or text, which goes on after the blocks that stand in it."""
        pending = _pending_of(context)
        due = pending.pop(number, None)
        if due is not None:
            return self._make_turned_page(context, root_box, page_type, resume_at, number, page_state, due)
        made, resume_at, next_page = self._make_page(context, root_box, page_type, resume_at, number, page_state)
        found = tuple(box.turned_block for box in made.descendants() if hasattr(box, "turned_block"))
        if found:
            pending[number + 1] = _Pending(found, None, resume_at is None)
        return made, resume_at or ({0: None} if found else None), next_page

    def _make_turned_page(
        self, context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, page_state: Any, due: _Pending
    ) -> Any:
        own, *others = due.blocks
        next_page = context.page_maker[number - 1][1]
        notes, context.reported_footnotes = context.reported_footnotes, []  # they wait for the text
        self._own = own
        skip = due.skip_stack and {0: due.skip_stack}
        alone = root_box.copy_with_children([own])
        made, rest, _next = self._make_page(context, alone, page_type, skip, number, page_state)
        self._own = None
        context.reported_footnotes = notes
        blocks = due.blocks if rest else tuple(others)
        if blocks:
            _pending_of(context)[number + 1] = _Pending(blocks, rest and rest[0], due.is_end)
        is_last = due.is_end and not blocks
        return made, None if is_last else resume_at or {0: None}, next_page

    def block_box_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, container: Any, *more: Any, **named: Any
    ) -> Any:
        """Lay out a block: a turned one in the text takes no room, on its own page it takes it across."""
        if not is_turned(box):
            return self._block_box_layout(context, box, bottom_space, skip_stack, container, *more, **named)
        block.block_level_width(box, container)
        if box is self._own:
            return self._lay_out_across(context, box, skip_stack)
        empty = box.copy_with_children([])
        empty.height, empty.turned_block = 0, box
        return empty, None, {"break": "any", "page": None}, [], False, None

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


def _seen_from(matrix: Any, rectangle: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The *rectangle* of the page (left, top, width, height) as it is told within what *matrix* transforms."""
    left, top, width, height = rectangle
    corners = [matrix.invert.transform_point(x, y) for x in (left, left + width) for y in (top, top + height)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _pending_of(context: Any) -> dict[int, _Pending]:
    pending: dict[int, _Pending] | None = getattr(context, _PENDING, None)
    if pending is None:
        pending = {}
        setattr(context, _PENDING, pending)
    return pending


PATCH = Patch("turned tables", "weasyprint", Effect.OUTPUT, apply)

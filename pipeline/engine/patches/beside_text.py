"""Pictures beside text that have no room at the foot of a page or a column stand beside text at the head of the next.

Replaces: WeasyPrint 70.0, layout/block.py ``_in_flow_layout``, which sets a block below its siblings, and
  ``_out_of_flow_layout``, which sets one that floats beside what follows.
Why: WeasyPrint ends the page where a float has no room, and leaves a hole as high as that. Here an empty box stays in
  its place, the text goes on, and the float is set before the first block of its container on the next page, or the
  first with text in the next column.
Upstream: defer floats that do not fit to the next fragmentainer (CSS 2.2, 9.5.1, leaves it open).
Effect: changes output.
"""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

from weasyprint.layout import block
from weasyprint.layout.float import float_layout

from pipeline.engine.page_floats import PageFloat, is_unplaced_before
from pipeline.engine.page_trial import Trial, trial_of
from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.set_aside import CALLS, FLOATS, STANDS, begins_with_text
from pipeline.engine.stand_ins import leave_empty


def apply() -> None:
    """Put functions around WeasyPrint's."""
    beside = _BesideText(block._in_flow_layout, block._out_of_flow_layout)
    block._in_flow_layout, block._out_of_flow_layout = beside.in_flow_layout, beside.out_of_flow_layout


class _BesideText:
    """The replaced functions."""

    def __init__(self, in_flow_layout: Callable[..., Any], out_of_flow_layout: Callable[..., Any]) -> None:
        self._in_flow_layout, self._out_of_flow_layout = in_flow_layout, out_of_flow_layout

    def in_flow_layout(
        self, context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set *child* beside what waits for that; on a page without columns if it is the first of *box*."""
        shapes = list(context.excluded_shapes)
        is_beside = begins_with_text(box, index) if context.in_column else not siblings
        beside = _set_waiting(context, box, index, child, arguments) if is_beside else []
        result = self._in_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
        if not beside:
            return result
        if result[0] or not result[6]:  # nothing of it stands on the page
            block.remove_placeholders(context, beside, *arguments[:2])
            for each in (trial_of(context).beside, trial_of(context).beside_in_column):
                each.difference_update(getattr(made, STANDS) for made in beside)
            context.excluded_shapes[:] = shapes
            return result
        return *result[:6], [*beside, *result[6]], result[7]

    def out_of_flow_layout(
        self, context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set *child* beside what follows, or leave its place empty if it is to wait."""
        each = child.__dict__.get(FLOATS)
        if each is None or not each.is_beside:
            return self._out_of_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
        if not siblings and not context.in_column:
            siblings += _set_waiting(context, box, index, child, arguments)
        is_free = (page_is_empty and not siblings) or each in trial_of(context).plan.kept
        is_free = is_free and not _is_behind_waiting(trial_of(context), each)
        if is_free or _has_room(context, each, box, child, *arguments[2:]):
            result = self._out_of_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
            if result[2] is not None:
                setattr(result[2], STANDS, each)
                trial_of(context).called.discard(each)
            return result
        trial_of(context).called.add(each)
        empty, *_others = leave_empty(child, (box, page_is_empty, *arguments[:3]))
        empty.index = index
        setattr(empty._box, CALLS, each)
        siblings.append(empty)
        return False, None, empty, None


def _set_waiting(context: Any, box: Any, index: int, child: Any, arguments: tuple[Any, ...]) -> list[Any]:
    """The laid-out boxes of what waits for text of *box*, which goes on with *child*; one below the other.

    The first on a page stands here in any case, the others as long as there is room.
    """
    absolute, fixed, margins, bottom_space, *_rest = arguments
    trial = trial_of(context)
    made: list[Any] = []
    for each in _list_waiting(trial, box, is_in_column=context.in_column):
        floating = each.box.copy()
        floating.style = floating.style.copy()
        floating.style["clear"] = "both"
        floating.position_x = child.position_x
        floating.position_y = child.position_y + block.collapse_margin(margins)
        result, rest = float_layout(context, floating, box, absolute, fixed, bottom_space, None)
        may_wait = made or context.in_column
        if may_wait and (rest is not None or context.overflows_page(bottom_space, result.position_y + result.height)):
            context.excluded_shapes.remove(result)
            block.remove_placeholders(context, [result], absolute, fixed)
            break
        result.index = index
        setattr(result, STANDS, each)
        (trial.beside_in_column if context.in_column else trial.beside).add(each)
        made.append(result)
    return made


def _list_waiting(trial: Trial, box: Any, *, is_in_column: bool) -> list[PageFloat]:
    """What waits to stand beside text of *box*."""
    waiting = trial.for_column if is_in_column else [each.block for each in trial.plan.waiting if each.block.is_beside]
    own = [each for each in waiting if box.element is each.container.element and each not in trial.beside_in_column]
    return list(takewhile(lambda each: not _is_behind_waiting(trial, each), own))


def _is_behind_waiting(trial: Trial, each: PageFloat) -> bool:
    """Whether one waits for pages of its own, or across the page, that is numbered before *each*."""
    waiting = (trial.plan.unset | trial.called) - trial.has_place
    return any(each.is_numbered_behind(other) and not other.is_beside for other in waiting)


def _has_room(context: Any, each: PageFloat, box: Any, child: Any, margins: Any, bottom_space: float) -> bool:
    """Whether *child* may stand where it is written: there is room, and none of its kind waits that comes before it."""
    trial = trial_of(context)
    plan = trial.plan
    if each in plan.held or is_unplaced_before(each, (plan.unset | trial.called) - trial.has_place - {each}):
        return False
    shapes = list(context.excluded_shapes)
    trial = child.copy()
    trial.position_y += block.collapse_margin(margins)
    made, rest = float_layout(context, trial, box, [], [], bottom_space, None)
    block.remove_placeholders(context, [made], [], [])
    context.excluded_shapes[:] = shapes
    return rest is None and not context.overflows_page(bottom_space, made.position_y + made.height)


PATCH = Patch("pictures beside text go on", "weasyprint", Effect.OUTPUT, apply)

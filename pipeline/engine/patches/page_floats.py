"""Blocks that are set aside (``--float``) stand at the head or the foot of a page, or on one of their own.

Replaces: WeasyPrint 70.0, layout/page.py ``remake_page``, ``make_page``, and ``block_level_layout`` as that module has
  it; layout/block.py ``block_box_layout``, ``block_level_page_break``; layout/column.py ``columns_layout``.
Why: CSS has no page floats that WeasyPrint knows. A picture that does not fit leaves the rest of its page empty. Here a
  page is set with what waits for it at its head and foot, looked at, and set again while that is better
  (`engine.page_floats`). Where a block is written an empty box stays, which takes part in nothing: neither in margins
  nor in breaks. It keeps the place of the block in the structure tree.
Upstream: page floats (W3C, CSS Page Floats, draft).
Effect: changes output.
"""

from collections.abc import Callable, Set
from dataclasses import replace
from math import ceil, floor, inf, isinf
from typing import Any

from weasyprint.layout import block, column, page

from pipeline.engine.column_floats import ColumnFloats
from pipeline.engine.feet import foot as end_to_the_eye
from pipeline.engine.page_floats import (
    Outcome,
    PageFloat,
    Place,
    Plan,
    Waiting,
    find_alone,
    is_beside_spread,
    is_unplaced_before,
    revise,
    revise_ending,
)
from pipeline.engine.page_stacks import PageStacks
from pipeline.engine.page_trial import Trial, begin_trial, fits
from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.set_aside import (
    BLEED,
    CALLS,
    FLOATS,
    LANDS,
    STANDS,
    blocks_landing,
    boxes_begun,
    boxes_going_on,
    find_blocks,
    is_article,
    is_text_left,
    is_text_left_within,
    passes,
    without_landings_across,
)
from pipeline.engine.short_ends import end_lower, find_most_lower, is_short_end, lower_copy
from pipeline.engine.smaller_pictures import list_smaller
from pipeline.engine.stand_ins import count_lines, end_of, leave_empty, line_of, make_empty, set_positioned, whole_lines

_WAITING = "kanben_waiting"
"""Attribute of a layout context: what waits at the beginning of a page, by its 1-based number."""
_WHITE = 1.5  # lines between text and what is at the foot, at most, where the text goes on
_TRIALS = 16  # of one page, at most; then nothing more is added to it than what waited


def apply() -> None:
    """Put functions around WeasyPrint's."""
    floats = _PageFloats(
        page.remake_page, page.make_page, page.block_level_layout, block.block_box_layout, column.columns_layout
    )
    page.remake_page, page.make_page = floats.remake_page, floats.make_page
    page.block_level_layout = floats.block_level_layout
    block.block_box_layout = floats.block_box_layout
    block.block_level_page_break = floats.block_level_page_break
    replace_everywhere(column.columns_layout, floats.columns_layout)


def waits_for(context: Any, number: int) -> tuple[Waiting, ...]:
    """What waits at the beginning of the page with the 1-based *number*."""
    waiting: dict[int, tuple[Waiting, ...]] = context.__dict__.setdefault(_WAITING, {})
    return waiting.get(number, ())


class _PageFloats:
    """The replaced functions. *_plan* is that of the page being set, *_outcome* what came of it.

    *_standing*: blocks at the head and the foot. *_is_inside*: what is being laid out stands in a block set aside.
    """

    def __init__(
        self,
        remake_page: Callable[..., Any],
        make_page: Callable[..., Any],
        block_level_layout: Callable[..., Any],
        block_box_layout: Callable[..., Any],
        columns_layout: Callable[..., Any],
    ) -> None:
        self._remake_page, self._make_page, self._block_level_layout = remake_page, make_page, block_level_layout
        self._block_box_layout, self._block_level_page_break = block_box_layout, block.block_level_page_break
        self._lay_out_columns = columns_layout
        self._plan, self._outcome = Plan(), Outcome()
        self._alone: Waiting | None = None
        self._is_left = self._is_end = False  # whether no text is left behind the page
        self._html: Any = None
        self._rest: tuple[Waiting, ...] = ()
        self._trial = Trial()
        self._standing: dict[PageFloat, Place] = {}
        self._is_inside = False
        self._columns = ColumnFloats(block_box_layout, self._set)

    # --- pages

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Set one page, as the function it replaces; again, as long as blocks set aside find better places."""
        before = list(context.footnotes), list(context.reported_footnotes), dict(context.broken_out_of_flow)
        self._html = html
        self._plan = first = Plan(waiting=waits_for(context, index + 1))
        result: Any = None

        def ends_with(plan: Plan) -> bool:
            nonlocal result
            context.footnotes, context.reported_footnotes = list(before[0]), list(before[1])
            context.broken_out_of_flow = dict(before[2])
            self._plan = plan
            result = self._remake_page(index, context, root_box, html)
            return self._is_end and not self._rest

        for left in range(_TRIALS, -1, -1):
            ends_with(self._plan)
            better = revise(self._plan, self._outcome) if left else None
            if left and better is None:
                sides = {"is_left": self._is_left, "is_end": self._is_end}
                better = revise_ending(self._plan, self._outcome, self._rest, **sides)
            if better is None:
                break
            self._plan = better if left > 1 else first
        if not (self._is_end or self._rest) and self._outcome.standing and is_short_end(root_box, result[1]):
            end_lower(self._plan, find_most_lower(self._outcome.standing, line_of(root_box)), ends_with)
        getattr(context, _WAITING)[index + 2] = self._rest
        return result

    def make_page(
        self, context: Any, root_box: Any, page_type: Any, resume_at: Any, number: int, page_state: Any
    ) -> Any:
        """Make one page, as the function it replaces; one that a block has for itself has the name of such pages."""
        self._alone, self._is_left, self._is_end = None, page_type.side == "left", False
        article = next((each.block.container for each in self._plan.waiting if not each.is_set), root_box)
        has_text = resume_at is None or is_text_left_within(article, root_box, resume_at)
        wanted = page_type
        if not page_type.blank:
            self._alone = find_alone(self._plan, is_left=self._is_left, has_text=has_text)
            is_blank = is_beside_spread(self._plan, is_left=self._is_left, has_text=has_text)
            wanted = page_type._replace(blank=is_blank, name=BLEED) if is_blank else page_type
        if self._alone is not None and self._alone.block.page_name:
            wanted = wanted._replace(name=self._alone.block.page_name)
        if wanted != page_type:
            page.set_page_type_computed_styles(wanted, self._html, context.style_for)
        return self._make_page(context, root_box, wanted, resume_at, number, page_state)

    def block_level_layout(self, context: Any, box: Any, *arguments: Any, **named: Any) -> Any:
        """Lay out what stands on a page: the root with what is set aside, or areas of notes."""
        if not box.is_for_root_element:
            return self._block_level_layout(context, box, *arguments, **named)
        _bottom_space, skip_stack, container, *more = arguments
        self._trial, self._standing = Trial(plan=self._plan), {}
        begin_trial(context, self._trial)
        if container.page_type.blank:
            self._rest, self._outcome = self._plan.waiting, Outcome()
            return self._block_level_layout(context, box, *arguments, **named)
        if self._alone is not None:
            return self._lay_out_alone(self._alone, context, box, skip_stack, container)
        result = self._lay_out_text(context, box, skip_stack, container, *more)
        self._is_end = result[1] is None or not is_text_left(box, result[1])
        return result

    def _lay_out_alone(self, each: Waiting, context: Any, root_box: Any, skip_stack: Any, container: Any) -> Any:
        """A page for *each* of what waits."""
        others = tuple(other for other in self._plan.waiting if other.block is not each.block)
        x, y = container.content_box_x(), container.content_box_y()
        notes, context.reported_footnotes = context.reported_footnotes, []  # they wait for the text
        made, rest = self._set(context, each.block, x, y, container, 0, each.skip_stack)
        context.reported_footnotes = notes
        room = container.height - made.border_height()
        is_whole = each.skip_stack is None and rest is None
        if is_whole and room > 0 and not each.block.is_bled:  # alone on its page, it stands in the middle
            made.translate(dy=whole_lines(root_box, room / 2, floor))
        alone = make_empty(root_box, container, container.height)
        alone.children = [made]
        if rest:
            others = (replace(each, skip_stack=rest), *others)
        elif each.is_ahead:
            others = (*others, replace(each, skip_stack=None))
        self._rest, self._outcome = others, Outcome()
        next_page = {**context.page_maker[context.current_page - 1][1], "break": "any"}
        is_end = not self._rest and skip_stack is not None and not is_text_left(root_box, skip_stack)
        return alone, None if is_end else skip_stack or {0: None}, next_page, [], False, None

    def _lay_out_text(
        self, context: Any, root_box: Any, skip_stack: Any, container: Any, is_empty: bool, *more: Any
    ) -> Any:
        """A page of text with what its plan has at the head and the foot."""
        stacks = PageStacks(context, root_box, container, self._set)
        columns = stacks.fill(self._plan, blocks_landing(root_box, skip_stack))
        self._columns.begin(columns, self._plan.held, self._plan.early)
        head, foot, self._standing = stacks.head, stacks.foot, stacks.standing
        root_box.position_y += head.height
        is_empty = is_empty and not self._standing
        top, text_lines = root_box.position_y, self._plan.text_lines
        bottom = top + text_lines * line_of(root_box) if text_lines else context.page_bottom
        space = max(foot.height, context.page_bottom - bottom)
        result: Any = None, None
        if not stacks.is_full:
            result = self._block_level_layout(context, root_box, space, skip_stack, container, is_empty, *more)
        made, resume_at, *others = result
        depth = 0.0 if made is None else (end_to_the_eye(made) - top) / line_of(root_box)
        if made is None and not self._standing:
            return result
        if is_bare := made is None:  # nothing of the text fits beside what stands at the head and the foot
            made = make_empty(root_box, container, 0)
            resume_at = skip_stack or {0: None}
            others = [context.page_maker[context.current_page - 1][1], [], False, None]
        top = container.content_box_y()
        room = whole_lines(root_box, context.page_bottom - foot.height - top, floor)
        below_text = min(room, whole_lines(root_box, end_to_the_eye(made) - top, ceil))
        is_end = resume_at is None or not is_text_left(root_box, resume_at)
        if is_bare and not stacks.is_full:
            room = head.height - foot.white_above(top)  # what stands alone has its white below
        elif foot.may_rise and (is_end or room - below_text > _WHITE * line_of(root_box)):
            room = below_text  # the white is below all
        foot.move(room)
        made.children = [*made.children, *head.made, *foot.made]
        self._tell_outcome(made, root_box, skip_stack, resume_at, depth)
        if resume_at is None and self._rest:
            resume_at = end_of(root_box)
        return made, resume_at, *others

    def _set(
        self, context: Any, each: PageFloat, x: float, y: float, container: Any, space: float = -inf, skip: Any = None
    ) -> tuple[Any, Any]:
        """The laid-out box of a block at *x*, *y*; where it goes on if it is longer than the page."""
        box = lower_copy(self._plan, each, each.box, skip).copy()
        box.position_x, box.position_y = x, y
        positioned: list[Any] = []  # bullets and numbers of lists among them
        self._is_inside = True
        result = block.block_level_layout(context, box, space, skip, container, True, positioned, positioned)
        self._is_inside = False
        set_positioned(context, positioned, result[0])
        setattr(result[0], STANDS, each)
        return result[0], result[1]

    def _tell_outcome(self, made: Any, root_box: Any, skip_stack: Any, resume_at: Any, depth: float) -> None:
        called, outnumbered, in_text = find_blocks(made)
        standing = dict.fromkeys(in_text, Place.FLOW) | self._standing
        found = standing.keys() | {each.block for each in self._plan.waiting if each.is_set and each.block in called}
        waiting = tuple(each for each in self._plan.waiting if each.block not in found)
        has_no_room = waiting and waiting[0] is self._plan.waiting[0] and not waiting[0].is_set
        if has_no_room:  # even as the first of a page
            waiting = (replace(waiting[0], is_alone=True), *waiting[1:])
        known_blocks = {each.block for each in self._plan.waiting}
        new = sorted(called - standing.keys() - known_blocks, key=lambda each: each.number)
        early = (self._plan.early & standing.keys()) - called - known_blocks
        self._rest = (*waiting, *map(Waiting, new), *(Waiting(each, is_ahead=True) for each in early))
        own = (each.block for each in self._rest if not each.block.places and not each.is_set)
        self._outcome = Outcome(
            called=called,
            standing=standing,
            begun=boxes_begun(root_box, skip_stack),
            open=boxes_begun(root_box, resume_at),
            going_on=boxes_going_on(root_box, resume_at),
            overdue=frozenset(each for each in own if not is_text_left_within(each.container, root_box, resume_at)),
            outnumbered=outnumbered,
            depth=depth,
            lines=count_lines(made),
        )

    # --- blocks in the text

    def block_level_page_break(self, before: Any, after: Any) -> str:
        """The break between two blocks: behind an article whose pictures wait for pages of their own, before others."""
        if before is None or not is_article(before) or passes(after):
            return str(self._block_level_page_break(before, after))
        if any(each.container.element is after.element for each in self._plan.pushed):
            return "page"
        own = (each for each in (self._trial.called | self._plan.unset) - self._plan.set_before if not each.places)
        is_ending = any(passes(before) or each.container.element is before.element for each in own)
        return "page" if is_ending else str(self._block_level_page_break(before, after))

    def columns_layout(self, context: Any, box: Any, bottom_space: float, skip_stack: Any, *more: Any) -> Any:
        """Lay out a box in columns, which are not parted where a block of all columns could land but stands already."""
        standing = self._standing.keys() | self._plan.set_before | self._trial.beside
        box = without_landings_across(box, skip_stack, self._plan.unset | self._trial.called, frozenset(standing))
        return self._lay_out_columns(context, box, bottom_space, skip_stack, *more)

    def block_box_layout(
        self, context: Any, box: Any, space: float, skip: Any, container: Any, is_empty: bool, *more: Any, **named: Any
    ) -> Any:
        """Lay out a block. One that is set aside stays where it is written if it may and fits, or leaves it empty."""
        known = box.__dict__
        if box.is_column and not isinf(space):
            return self._columns.lay_out(context, box, space, skip, container, is_empty, *more, **named)
        if self._is_inside or not (FLOATS in known or LANDS in known):
            return self._block_box_layout(context, box, space, skip, container, is_empty, *more, **named)
        arguments = (context, box, space, skip, container, is_empty, *more)
        if LANDS in known:
            return self._land(known[LANDS], *arguments, **named)
        return self._call(known[FLOATS], *arguments, **named)

    def _land(self, each: PageFloat, context: Any, box: Any, space: float, skip: Any, *more: Any, **named: Any) -> Any:
        is_waiting = each in self._trial.called or each in self._plan.unset
        if skip is None and (not is_waiting or each in self._list_standing()):
            return leave_empty(box, more)
        copies = [box] if skip is not None or context.in_column else [box, *list_smaller(box, line_of(box))]
        for copy in copies:
            result = self._stay(each, context, copy, space, skip, *more, **named)
            if fits(result, context, space, is_first=more[1]):
                return result
            if len(copies) > 1 and result[0] is not None:
                block.remove_placeholders(context, [result[0]], more[2], more[3])
        return result if len(copies) == 1 else self._stay(each, context, box, space, skip, *more, **named)

    def _call(self, each: PageFloat, context: Any, box: Any, space: float, skip: Any, *more: Any, **named: Any) -> Any:
        if skip is not None:
            return self._stay(each, context, box, space, skip, *more, **named)
        waiting = self._plan.unset | self._trial.called
        waiting -= self._list_standing()
        may_stay = each.may_stay and each not in self._plan.held | self._plan.early | self._plan.set_before
        if may_stay and not is_unplaced_before(each, waiting):
            result = self._stay(each, context, lower_copy(self._plan, each, box, skip), space, None, *more, **named)
            if fits(result, context, space, is_first=more[1]):
                self._trial.called.discard(each)
                return result
            if result[0] is not None:
                block.remove_placeholders(context, [result[0]], more[2], more[3])
        self._trial.called.add(each)
        empty = leave_empty(box, more)
        setattr(empty[0]._box, CALLS, each)
        return empty

    def _list_standing(self) -> Set[PageFloat]:
        """What stands on an earlier page, or has a place on this one that is not in the text."""
        return self._plan.set_before | self._standing.keys() | self._columns.standing | self._trial.has_place

    def _stay(self, each: PageFloat, context: Any, box: Any, *more: Any, **named: Any) -> Any:
        self._is_inside = True
        result = self._block_box_layout(context, box, *more, **named)
        self._is_inside = False
        if result[0] is not None:
            setattr(result[0], STANDS, each)
        return result


PATCH = Patch("page floats", "weasyprint", Effect.OUTPUT, apply)

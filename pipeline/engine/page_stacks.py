"""Blocks that are set aside stand one below the other at the head and at the foot of a page of text.

Checked against WeasyPrint 70.0: layout/block.py.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from math import ceil
from typing import Any

from weasyprint.layout import block
from weasyprint.text import line_break

from pipeline.engine.column_floats import white_above
from pipeline.engine.page_floats import LEAST_TEXT, PageFloat, Place, Plan
from pipeline.engine.stand_ins import Stack, whole_lines

_NEAR = 0.01  # px, that lengths which are the same may differ by


class PageStacks:
    """What stands at the *head* and the *foot* of a page, whose type area is *container*; *standing*: where each does.

    *set_block* lays a block out at a place, in a container. *is_full*: they leave no room for text.
    """

    def __init__(self, context: Any, root_box: Any, container: Any, set_block: Callable[..., tuple[Any, Any]]) -> None:
        self._context, self._root_box, self._container = context, root_box, container
        self._set_block = set_block
        self._stacks = {Place.HEAD: Stack(), Place.FOOT: Stack()}
        self.standing: dict[PageFloat, Place] = {}
        self.is_full = False

    @property
    def head(self) -> Stack:
        """What stands at the head."""
        return self._stacks[Place.HEAD]

    @property
    def foot(self) -> Stack:
        """What stands at the foot; in the place that it has at the head."""
        return self._stacks[Place.FOOT]

    def fill(self, plan: Plan, landing: frozenset[PageFloat]) -> list[PageFloat]:
        """Set what has room by the *plan*; what is for columns is returned.

        Blocks that have no room go on waiting, and those after them; but one that fills the page with those before it
        has room, and no text does. Those *landing* stand in the text, at the end of what they belong to.
        """
        columns: list[PageFloat] = []
        is_beside = False  # whether one waits for the text that others at the head would stand above
        for each, places in _list_wanted(plan, landing):
            is_beside |= each.is_beside
            if not each.is_across:
                columns.append(each)
            elif not each.is_beside and not self._place(each, places, has_head=not is_beside):
                may_fill = self.head.made and not (is_beside or columns or plan.added)
                self.is_full = bool(may_fill) and self._place(each, places[-1:], least_text=0)
                break
        return columns

    def _place(
        self, each: PageFloat, places: Sequence[Place], *, has_head: bool = True, least_text: int = LEAST_TEXT
    ) -> bool:
        """Set a block at the first of *places* that has room and leaves that for text, lines; whether there is one."""
        height = min(self._container.height, self._context.page_bottom - self._container.content_box_y())
        room = height + _NEAR - least_text * line_break.strut(self._root_box.style)[0]
        if not least_text:  # the white below the head is that above the foot
            room += self.head.made[-1].margin_bottom
        others = self.head.height + self.foot.height
        for place in places:
            is_above = self.foot.made or (each.is_bled and self.head.made) or not has_head
            if place is Place.HEAD and is_above:
                continue  # it would stand before one that comes before it, or over it
            stack = self._add_to(self._stacks[place], each, place)
            if stack.height - self._stacks[place].height + others <= room:
                self._stacks[place] = stack
                self.standing[each] = place
                return True
            block.remove_placeholders(self._context, [stack.made[-1]], [], [])
        return False

    def _add_to(self, stack: Stack, each: PageFloat, place: Place) -> Stack:
        """*stack* with one block more, at the height that it has from the top of the stack."""
        x, y = self._container.content_box_x(), self._container.content_box_y()
        made, _rest = self._set_block(self._context, each, x, y, self._container)
        last = stack.made[-1] if stack.made else None
        above = white_above(made)
        white = max(last.margin_bottom, above) if last else above if place is Place.FOOT else 0
        top = last.border_box_y() + last.border_height() if last else y
        made.translate(dy=top + white - made.border_box_y())
        below = made.margin_bottom if place is Place.HEAD else 0
        height = made.border_box_y() + made.border_height() + below - y
        return Stack((*stack.made, made), whole_lines(self._root_box, height, ceil))


def _list_wanted(plan: Plan, landing: frozenset[PageFloat]) -> Iterator[tuple[PageFloat, tuple[Place, ...]]]:
    """The blocks that are to stand on the page by the *plan*, each with the places that are tried in turn."""
    elsewhere = landing | plan.held | plan.added.keys()
    waiting = (each.block for each in plan.waiting if not each.is_set and not each.block.is_spread)
    passing = takewhile(lambda each: each.places, waiting)  # none passes what waits for a page of its own
    yield from ((each, each.places) for each in passing if each not in elsewhere)
    yield from ((each, (place,)) for each, place in plan.added.items())

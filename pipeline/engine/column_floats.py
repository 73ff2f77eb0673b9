"""Blocks that are set aside within columns: at the head of the next column, at the foot of their own, or, where they
stand before the text that they are written in, at the foot of the last of a page.

Checked against WeasyPrint 70.0: layout/column.py ``columns_layout``. The patch `page_floats` calls it for each column.
What waits from one column to the next is told with the place where the next goes on, since columns are laid out again
and again until their heights are found.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, takewhile
from math import ceil, floor
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import line_break

from pipeline.engine.page_floats import PageFloat, Place, is_unplaced_before
from pipeline.engine.page_trial import trial_of
from pipeline.engine.set_aside import CALLS, LANDS, STANDS


class _Resumption(dict[int, Any]):
    """Where a column goes on, as a skip stack: what is *waiting* then, and what is *standing* in those before it."""

    def __init__(self, skip: Mapping[int, Any], waiting: Iterable[PageFloat], standing: Iterable[PageFloat]) -> None:
        super().__init__(skip)
        self.waiting, self.standing = tuple(waiting), frozenset(standing)


class _Start(NamedTuple):
    """What is *waiting* for the first of some columns, and *standing* in columns above them."""

    waiting: tuple[PageFloat, ...]
    standing: frozenset[PageFloat]


class ColumnFloats:
    """What is set aside in the columns of a page.

    *standing*: blocks that have a place in the columns so far. *set_block* lays one out at a place, in a container.
    """

    def __init__(self, block_box_layout: Callable[..., Any], set_block: Callable[..., tuple[Any, Any]]) -> None:
        self._block_box_layout, self._set_block = block_box_layout, set_block
        self.begin((), frozenset(), frozenset())

    def begin(self, waiting: Iterable[PageFloat], held: frozenset[PageFloat], early: frozenset[PageFloat]) -> None:
        """Begin a page, for which blocks are *waiting*; those *held* are to wait for the next one.

        Those *early* stand at the foot of its last column, if they are written in columns that have begun there.
        """
        self._waiting, self._held, self._early = tuple(each for each in waiting if each not in early), held, early
        self.standing: frozenset[PageFloat] = frozenset()
        self._starts: dict[int, _Start] = {}

    def lay_out(
        self, context: Any, box: Any, space: float, skip: Any, container: Any, is_empty: bool, *more: Any, **named: Any
    ) -> Any:
        """Lay out a column, as ``block_box_layout``, with what waits at its head."""
        waiting, before, skip = self._find_start(box, skip)
        self.standing = before
        top, bottom = box.position_y, context.page_bottom - space
        head, end = self._set_heads(context, box, waiting, bottom)
        rest = waiting[len(head) :]
        low = frozenset(takewhile(_is_for_foot_alone, rest))
        rest = rest[len(low) :]

        def set_text(below: float) -> Any:
            box.position_y = end
            arguments = (container, is_empty and not head, *more)
            trial_of(context).begin_column(rest, self.standing)
            made = self._block_box_layout(context, box, space + below, skip, *arguments, **named)
            trial_of(context).begin_column((), self.standing)
            return made

        early = self._early if _is_last(box, container) else frozenset()
        early = frozenset(each for each in early if not each.is_across and each.container.element is box.element)
        (made, resume_at, *others), foot = self._set_with_foot(set_text, context, box, bottom, rest, early | low)
        box.position_y = top
        if made is None and head:  # nothing of the text fits below what stands at the head
            made, resume_at = _leave_empty(box, container, end), skip or {0: None}
        if made is None:
            self.standing = before
            return made, resume_at, *others
        self.standing |= _find_landed(made)
        passed = {*self.standing, *waiting, *self._early}
        new = [each for each in _find_called(made) if each not in passed]
        made.position_y, made.height = top, made.height + end - top
        made.children = [*head, *made.children, *foot]
        if resume_at is not None:
            rest = tuple(each for each in (*waiting, *new) if each not in self._held | self.standing)
            resume_at = _Resumption(resume_at, rest, self.standing)
        if more[2] is None:  # it is laid out for good
            self._waiting = ()
        else:
            self.standing = before
        return made, resume_at, *others

    def _find_start(self, box: Any, skip: Any) -> tuple[tuple[PageFloat, ...], frozenset[PageFloat], Any]:
        """What waits for the column *box*, what stands in columns before it, and where its text goes on."""
        if isinstance(skip, _Resumption):
            return skip.waiting, skip.standing, dict(skip)
        first = id(box.children[0].element) if box.children else 0
        waiting, standing = self._starts.setdefault(first, _Start(self._waiting, self.standing))
        return waiting, standing, skip

    def _set_heads(
        self, context: Any, box: Any, waiting: tuple[PageFloat, ...], bottom: float
    ) -> tuple[list[Any], float]:
        """The blocks at the head of the column *box*, as many as there is room for above *bottom*; where they end."""
        line, top = line_break.strut(box.style)[0], box.position_y
        head: list[Any] = []
        end = top
        for each in takewhile(lambda each: not (each.is_beside or _is_for_foot_alone(each)), waiting):
            made, _rest = self._set_block(context, each, box.position_x, end, box)
            made.translate(dy=end - made.border_box_y())
            if context.overflows(bottom, made.border_box_y() + made.border_height()):
                block.remove_placeholders(context, [made], [], [])
                break
            head.append(made)
            end = made.border_box_y() + made.border_height() + made.margin_bottom
            end = top + ceil(round((end - top) / line, 6)) * line
            self.standing |= {each}
        return head, end

    def _set_with_foot(
        self,
        set_text: Callable[[float], Any],
        context: Any,
        box: Any,
        bottom: float,
        rest: tuple[PageFloat, ...],
        early: frozenset[PageFloat],
    ) -> tuple[Any, list[Any]]:
        """The text of the column *box*, and blocks called in it that stand at its foot, unless others wait (*rest*).

        Those *early* stand there before their call.
        """
        line, top = line_break.strut(box.style)[0], box.position_y
        foot: list[Any] = []
        height = 0.0
        tried: set[PageFloat] = set(self._held)
        result = set_text(0)
        while result[0] is not None and not rest:
            called = (each for each in _find_called(result[0]) if self._is_for_foot(each, result[0], tried))
            each = next(chain(sorted(early - tried, key=lambda each: each.number), called), None)
            if each is None:
                break
            tried.add(each)
            block.remove_placeholders(context, [result[0]], [], [])
            made, _rest = self._set_block(context, each, box.position_x, top, box)
            higher = height + ceil(round((white_above(made) + made.border_height()) / line, 6)) * line
            self.standing |= {each}
            result = set_text(higher) if higher < bottom - top else (None,)
            if result[0] is not None and (each in early or each in _find_called(result[0])):
                foot.append(made)
                height = higher
                continue
            self.standing -= {each}
            block.remove_placeholders(context, [made, *filter(None, result[:1])], [], [])
            result = set_text(height)
        place = top + floor(round((bottom - height - top) / line, 6)) * line
        for made in foot:
            made.translate(dy=place + white_above(made) - made.border_box_y())
            place += ceil(round((white_above(made) + made.border_height()) / line, 6)) * line
        return result, foot

    def _is_for_foot(self, each: PageFloat, column: Any, tried: set[PageFloat]) -> bool:
        others = {other for other in _find_called(column) if other not in self.standing}
        is_wanted = _is_for_foot_alone(each) and each not in tried and each not in self.standing
        return is_wanted and not is_unplaced_before(each, others)


def _is_for_foot_alone(each: PageFloat) -> bool:
    """Whether a block is never to stand at a head."""
    return each.places == (Place.FOOT,)


def _is_last(box: Any, container: Any) -> bool:
    """Whether the column *box* is the last one in the width of its *container*."""
    return bool(box.position_x + 1.5 * box.width > container.content_box_x() + container.width)


def white_above(made: Any) -> float:
    """The white between text and the laid-out block *made* at the foot below it, px: the greater of its margins."""
    return float(max(made.margin_top, made.margin_bottom))


def _find_called(column: Any) -> list[PageFloat]:
    """The blocks of columns that are written in *column* and stand elsewhere."""
    known = (each.__dict__.get(CALLS) for each in column.descendants(placeholders=True))
    return [each for each in known if each is not None and not each.is_across]


def _find_landed(column: Any) -> frozenset[PageFloat]:
    """The blocks that have come to stand in the text of *column*, where it ends, or beside it."""
    known = (each.__dict__ for each in column.descendants(placeholders=True))
    return frozenset(each[STANDS] for each in known if STANDS in each and (LANDS in each or each[STANDS].is_beside))


def _leave_empty(box: Any, container: Any, top: float) -> Any:
    empty = boxes.BlockBox.anonymous_from(box, [])
    resolve_percentages(empty, container)
    empty.position_x, empty.position_y = box.position_x, top
    empty.margin_top = empty.margin_bottom = empty.margin_left = empty.margin_right = 0
    empty.width, empty.height, empty.is_column = box.width, 0, True
    return empty

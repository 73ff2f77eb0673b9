"""A head doesn't stand alone on a page or in a column: lines of what follows stand with it, or it goes where they go.

Replaces: WeasyPrint 70.0, layout/block.py ``_in_flow_layout``, which sets a block below its siblings, and
  ``_out_of_flow_layout``, which sets one that floats beside what follows.
Why: ``break-after: avoid`` looks at two blocks only. One line of the second is enough for it, or a picture beside the
  text that isn't there, or a box whose first line is a title of its own. Here the ``orphans`` of a block with
  ``break-after: avoid`` are lines that stand below it, whatever they belong to. And where all that stands on a page is
  to stay with a block that doesn't fit below it, WeasyPrint breaks between them; it is the block's own
  ``break-inside: avoid`` that has to give way (CSS Fragmentation 3, 4.4, leaves the choice).
Upstream: look at what has come to stand below such a block when a page ends, and try the block again, as on an empty
  page, before a break that is to be avoided.
Effect: changes output.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.text import line_break

from pipeline.engine.feet import is_ruled
from pipeline.engine.patches.patch import Effect, Patch

_TOLERANCE = 0.01  # px


def apply() -> None:
    """Put functions around WeasyPrint's."""
    kept = _KeptHeads(block._in_flow_layout, block._out_of_flow_layout)
    block._in_flow_layout, block._out_of_flow_layout = kept.in_flow_layout, kept.out_of_flow_layout


class _KeptHeads:
    """The replaced functions."""

    def __init__(self, in_flow_layout: Callable[..., Any], out_of_flow_layout: Callable[..., Any]) -> None:
        self._in_flow_layout, self._out_of_flow_layout = in_flow_layout, out_of_flow_layout

    def in_flow_layout(
        self, context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set *child* below its *siblings*; where the page ends with it, no head above it lacks its lines."""
        absolute, fixed, *_rest = arguments
        result = self._set_whole_or_parted(context, box, index, child, siblings, page_is_empty, *arguments)
        abort, stop, resume_at, _position, _margins, page, children, lines = result
        if abort or not stop or not resume_at:
            return result
        ((last, place),) = resume_at.items()
        cut = _find_cut(context, box, children, parted=last if place is not None else -1)
        if cut is None:
            return result
        kept = _break_before(context, children, cut, absolute, fixed)
        if kept is None and page_is_empty:
            return result
        block.remove_placeholders(context, children[cut:], absolute, fixed)
        if kept is None:  # the break is looked for around *box*
            return True, False, None, 0, [], page, children, lines
        children, resume_at = kept
        return False, True, resume_at, _bottom(children), [], {"break": "any", "page": None}, children, lines

    def _set_whole_or_parted(
        self, context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        absolute, fixed, _margins, bottom_space, *_rest = arguments
        place = child.position_x, child.position_y
        result = self._in_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
        if not (page_is_empty and _is_parted_from_heads(context, index, child, siblings, result)):
            return result
        child.position_x, child.position_y = place
        again = self._in_flow_layout(context, box, index, child, [], page_is_empty, *arguments)
        below = again[6]
        if below and not _overflows(context, bottom_space, below[0]) and not _lacks_head(below[0]):
            return *again[:6], [*siblings, *below], again[7]
        block.remove_placeholders(context, below, absolute, fixed)
        return result

    def out_of_flow_layout(
        self, context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set *child* beside what follows; where it has no room on the page, no head above it lacks its lines.

        One that is the first of *box* is seen to around it.
        """
        absolute, fixed, *_rest = arguments
        result = self._out_of_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
        if not result[0]:
            return result
        cut = _find_cut(context, box, siblings, parted=-1)
        kept = None if cut is None else _break_before(context, siblings, cut, absolute, fixed)
        if kept is None:
            return result
        block.remove_placeholders(context, siblings[cut:], absolute, fixed)
        siblings[:], resume_at = kept
        return True, resume_at, None, None


def _find_cut(context: Any, box: Any, children: Sequence[Any], parted: int) -> int | None:
    """The place in *children* of the last one that begins with a head that lacks lines below it; None if none does.

    The page ends behind *children* of *box*, or within the one whose index in *box* is *parted*.
    """
    line = line_break.strut(box.style)[0]
    end = _bottom(children)
    for place in range(len(children) - 1, -1, -1):
        child = children[place]
        if not isinstance(child, boxes.BlockBox) or not child.is_in_normal_flow():
            continue
        heads = _beginnings(child) if child.index == parted else (child,)
        for head in heads:
            if not block.avoid_page_break(head.style["break_after"], context):
                continue
            wanted = head.style["orphans"] * line - _TOLERANCE
            if end - head.position_y - head.margin_height() < wanted:
                return place
    return None


def _beginnings(box: Any) -> Iterator[Any]:
    """*box* and the first block in it, the first one in that, and so on."""
    while isinstance(box, boxes.BlockBox):
        yield box
        box = next((child for child in box.children if child.is_in_normal_flow()), None)


def _bottom(children: Sequence[Any]) -> float:
    """Where the last line or picture in *children* ends, px; minus infinity where there is none.

    A block that goes on on the next page is as high as this one, and so tells nothing.
    """
    ends = [float("-inf")]
    for child in children:
        if isinstance(child, boxes.LineBox):
            ends.append(child.position_y + child.height)
        elif isinstance(child, boxes.ParentBox) and not child.is_absolutely_positioned():
            ends.append(child.position_y + child.height if is_ruled(child) else _bottom(child.children))
        elif isinstance(child, boxes.ReplacedBox):
            ends.append(child.border_box_y() + child.border_height())
    return max(ends)


def _break_before(context: Any, children: Any, cut: int, absolute: Any, fixed: Any) -> tuple[Any, Any] | None:
    """Those of *children* that stay on the page when what stands at *cut* goes, and where the next page begins.

    None if there is no break above it.
    """
    whole = children[cut].copy_with_children([])  # no break within it
    found: tuple[Any, Any] | None = block.find_earlier_page_break(context, [*children[:cut], whole], absolute, fixed)
    return found


def _is_parted_from_heads(context: Any, index: int, child: Any, siblings: Any, result: Any) -> bool:
    """Whether *result* has a break between *siblings* and *child* that is to be avoided."""
    _abort, stop, resume_at, _position, _margins, _page, children, _lines = result
    last = block.find_last_class_a_break_point_child(siblings)
    if last is None or not stop or resume_at != {index: None} or len(children) != len(siblings):
        return False
    return bool(block.avoid_page_break(block.block_level_page_break(last, child), context))


def _overflows(context: Any, bottom_space: float, box: Any) -> bool:
    return bool(context.overflows_page(bottom_space, box.border_box_y() + box.border_height()))


def _lacks_head(box: Any) -> bool:
    """Whether a table in *box* lacks its head: WeasyPrint drops one that there is no room for."""
    tables = (each for each in box.descendants() if isinstance(each, boxes.TableBox))
    return any(
        each.element.find("thead") is not None and not any(group.is_header for group in each.children)
        for each in tables
    )


PATCH = Patch("heads stay with what follows", "weasyprint", Effect.OUTPUT, apply)

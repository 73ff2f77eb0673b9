"""Boxes that stand where nothing of the text does: for blocks that are set aside, and for text that has no room.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py, layout/block.py.
"""

from collections.abc import Callable
from math import inf
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder, absolute_layout
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import line_break

from pipeline.engine.page_floats import Place
from pipeline.engine.set_aside import STANDS


def leave_empty(box: Any, more: tuple[Any, ...]) -> Any:
    """What ``block_box_layout`` returns where *box* stands elsewhere. *more*: its arguments, from the container on."""
    container, _is_empty, _absolute, _fixed, margins, *_rest = more
    empty = make_empty(box, container, 0)
    empty.style = empty.style.copy()
    empty.style["position"] = "absolute"
    placeholder = AbsolutePlaceholder(empty)
    placeholder.set_laid_out_box(empty)
    return placeholder, None, {"break": "any", "page": None}, margins or [], True, None


def make_empty(box: Any, container: Any, height: float) -> Any:
    """A box of a *height* with nothing in it, in the place of *box*, for the same element."""
    empty = boxes.BlockBox.anonymous_from(box, [])
    resolve_percentages(empty, container)
    empty.position_x, empty.position_y = box.position_x, box.position_y
    empty.margin_top = empty.margin_bottom = empty.margin_left = empty.margin_right = 0
    empty.width, empty.height, empty.clearance = container.width, height, None
    return empty


def set_positioned(context: Any, placeholders: list[Any], made: Any) -> None:
    """Lay out what CSS positions within *made*, a block that is set aside: its *placeholders*; nothing else does."""
    while placeholders:
        absolute_layout(context, placeholders.pop(0), made, placeholders, bottom_space=-inf, skip_stack=None)


def end_of(root_box: Any) -> Any:
    """Where a page goes on that has no text any more."""
    return {len(root_box.children): None}


def whole_lines(root_box: Any, height: float, towards: Callable[[float], int]) -> float:
    """*height* in whole lines of the text."""
    line = line_of(root_box)
    return towards(round(height / line, 6)) * line


def line_of(root_box: Any) -> float:
    """From one line of the text to the next, px."""
    return float(line_break.strut(root_box.style)[0])


def count_lines(made: Any, share: float = 1.0) -> float:
    """How many lines of text the laid-out box *made* holds; one in columns counts the *share* of them that it takes."""
    children = getattr(made, "children", ())
    columns = sum(getattr(child, "is_column", False) for child in children)
    lines = 0.0
    for child in children:
        if isinstance(child, boxes.LineBox):
            lines += share
        elif isinstance(child, boxes.Box) and STANDS not in child.__dict__:
            lines += count_lines(child, share / columns if columns and child.is_column else share)
    return lines


class Stack(NamedTuple):
    """Blocks at the head or the foot of a page, one below the other, and how high they are with the white, px."""

    made: tuple[Any, ...] = ()
    height: float = 0.0

    @property
    def may_rise(self) -> bool:
        """Whether none is there because its author wants it at the foot."""
        return all(Place.HEAD in getattr(each, STANDS).places for each in self.made)

    def move(self, dy: float) -> None:
        """Move all of them down by *dy*, px."""
        for each in self.made:
            each.translate(dy=dy)

    def white_above(self, top: float) -> float:
        """The white that the first has above it, px, where it is set from *top* on."""
        return float(self.made[0].border_box_y() - top) if self.made else 0.0

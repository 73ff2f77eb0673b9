"""A text that would end with a few lines on a page of their own ends on the page before, where figures are set lower.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.engine.page_floats import PageFloat, Plan
from pipeline.engine.paragraph_sources import find_rest
from pipeline.engine.set_aside import LANDS
from pipeline.engine.smaller_pictures import list_smaller
from pipeline.engine.stand_ins import line_of

_FEW_LINES = 6
"""Lines that figures may give way to, as wide as the page."""


def is_short_end(root_box: Any, resume_at: Any) -> bool:
    """Whether nothing but a few lines is left where a page of *root_box* ends at *resume_at*."""
    box, skip, lines = root_box, resume_at, 0
    while skip:
        if isinstance(box, boxes.LineBox):
            rest = find_rest(box, skip)
            return rest is not None and lines + len(rest) <= _FEW_LINES
        ((index, skip),) = skip.items()
        children = getattr(box, "children", ())
        for child in children[index + bool(skip) :]:
            own = _count_lines(child, root_box)
            lines += _FEW_LINES + 1 if own is None else own
        if index >= len(children) or lines > _FEW_LINES:
            break
        box = children[index]
    return lines <= _FEW_LINES


def _count_lines(box: Any, root_box: Any) -> int | None:
    """About how many lines the paragraphs of *box* take, at least; None if it holds anything else."""
    if LANDS in box.__dict__:
        return 0
    if isinstance(box, boxes.LineBox):
        text = sum(len(each.text) for each in box.descendants() if isinstance(each, boxes.TextBox))
        return int(-(-text * box.style["font_size"] // root_box.width))
    if not isinstance(box, boxes.BlockBox) or not box.is_in_normal_flow() or isinstance(box, boxes.ReplacedBox):
        return None
    counts = [_count_lines(child, root_box) for child in box.children]
    return None if None in counts else sum(filter(None, counts))


def find_most_lower(blocks: Iterable[PageFloat], line: float) -> int:
    """By how many lines, of *line* px, a figure among *blocks* may be lower than it is written, at most."""
    return max((len(list(list_smaller(each.box, line))) for each in blocks if _may_be_lower(each)), default=0)


def lower_copy(plan: Plan, block: PageFloat, box: Any, skip: Any) -> Any:
    """A copy of the *box* of *block* as much lower as the *plan* has it; *box* itself if it goes on at *skip*."""
    lines = plan.lower if _may_be_lower(block) and skip is None else 0
    return [box, *list_smaller(box, line_of(block.box))][: lines + 1][-1] if lines else box


def _may_be_lower(block: PageFloat) -> bool:
    return bool(block.places) and not block.is_bled  # else it has no text on its page, or reaches the edges


def end_lower(plan: Plan, most: int, ends_with: Callable[[Plan], bool]) -> None:
    """Set a page by the *plan* with figures lower by as few lines as let the text end there, or else by the *plan*.

    *most*: lines that they may be lower by. *ends_with* sets the page, and tells whether all ends there.
    """
    can_end = most > 0 and ends_with(replace(plan, lower=most))
    if not (can_end and any(ends_with(replace(plan, lower=lines)) for lines in range(1, most + 1))):
        ends_with(plan)

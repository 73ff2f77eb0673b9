"""A head doesn't stand alone on a page or in a column when what follows it can be parted there instead.

Replaces: WeasyPrint 70.0, layout/block.py ``_in_flow_layout``, which sets a block below its siblings.
Why: where all that stands on a page is to stay with a block that doesn't fit below it, WeasyPrint breaks between them.
  It is the block's own ``break-inside: avoid`` that has to give way (CSS Fragmentation 3, 4.4, leaves the choice).
Upstream: try the block again, as on an empty page, before a break that is to be avoided.
Effect: changes output.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a function around WeasyPrint's."""
    in_flow_layout = block._in_flow_layout

    def lay_out(
        context: Any, box: Any, index: int, child: Any, siblings: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        absolute, fixed, _margins, bottom_space, *_rest = arguments
        place = child.position_x, child.position_y
        result = in_flow_layout(context, box, index, child, siblings, page_is_empty, *arguments)
        if not (page_is_empty and _is_parted_from_heads(context, index, child, siblings, result)):
            return result
        child.position_x, child.position_y = place
        again = in_flow_layout(context, box, index, child, [], page_is_empty, *arguments)
        below = again[6]
        if below and not _overflows(context, bottom_space, below[0]) and not _lacks_head(below[0]):
            return *again[:6], [*siblings, *below], again[7]
        block.remove_placeholders(context, below, absolute, fixed)
        return result

    block._in_flow_layout = lay_out


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

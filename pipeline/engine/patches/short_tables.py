"""A table that is to stay whole is parted after all when it turns out to be long.

Replaces: WeasyPrint 70.0, layout/block.py ``block_box_layout``, which lays out a block.
Why: whether a table is short is not known before its columns have their widths. One that is kept whole and is as long
  as a page leaves the page before it empty, and may be parted on its own all the same. Half a line of white stands
  above and below such a table, and so must around each of its parts.
Upstream: a length up to which ``break-inside: avoid`` holds.
Effect: changes output.
"""

from math import inf, isinf
from typing import Any

from weasyprint.layout import block
from weasyprint.text import line_break

from pipeline.engine.patches.patch import Effect, Patch

_LONG = 16  # lines of the text around it
_CLASS = "short"


def apply() -> None:
    """Put a function around WeasyPrint's."""
    block_box_layout = block.block_box_layout

    def lay_out(
        context: Any, box: Any, bottom_space: float, skip: Any, container: Any, is_empty: bool, *more: Any, **named: Any
    ) -> Any:
        if not _is_to_stay_whole(box) or bottom_space == inf:  # how high its first piece would be is asked
            return block_box_layout(context, box, bottom_space, skip, container, is_empty, *more, **named)
        if skip is None:
            result = block_box_layout(context, box, bottom_space, None, container, is_empty, *more, **named)
            if result[0] is not None and (result[1] is None or isinf(bottom_space)):  # columns are measured so
                return result
            if result[0] is not None:
                block.remove_placeholders(context, [result[0]], [], [])
            elif not is_long(context, box, container):
                return result
        box.style = box.style.copy()
        box.style["break_inside"] = "auto"
        box.style["box_decoration_break"] = "clone"  # half lines around each part: whole ones
        return block_box_layout(context, box, bottom_space, skip, container, is_empty, *more, **named)

    def is_long(context: Any, box: Any, container: Any) -> bool:
        whole, *_rest = block_box_layout(context, box, -inf, None, container, True, [], [], [], None, None, False, None)
        block.remove_placeholders(context, [whole], [], [])
        return bool(whole.border_height() > _LONG * line_break.strut(box.style)[0])

    block.block_box_layout = lay_out


def _is_to_stay_whole(box: Any) -> bool:
    if box.style["break_inside"] != "avoid" or box.element is None:
        return False
    return _CLASS in box.element.get("class", "").split()


PATCH = Patch("tables that turn out long are parted", "weasyprint", Effect.OUTPUT, apply)

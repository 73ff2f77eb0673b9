"""A picture within text stands in the middle of its white.

Replaces: WeasyPrint 70.0, layout/block.py ``block_level_layout_switch``, which lays out a block with its margins.
Why: all white of a figure stands below it, where a page or column that begins with it has no white above. In the middle
  of text it seems to stick to the line above then. Margins above and below can't do it: the top of a page cuts off the
  upper one, and the lines below would leave the grid.
Upstream: css-break-3, 5.2, with margins that give what they lose at a break to the other side.
Effect: changes output.

Style sheets say which blocks by ``--white-below: share``. What the block holds moves down within it; it keeps its place
and its height. At a head of a page or column nothing moves, nor below the foot.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from pipeline.engine.custom_properties import WHITE_BELOW, keyword
from pipeline.engine.feet import foot
from pipeline.engine.patches.patch import Effect, Patch

_NEAR = 0.01  # px


def apply() -> None:
    """Put a function around WeasyPrint's."""
    switch = block.block_level_layout_switch

    def lay_out(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, container: Any, *more: Any, **named: Any
    ) -> Any:
        result = switch(context, box, bottom_space, skip_stack, container, *more, **named)
        made, resume_at = result[0], result[1]
        if made is None or resume_at or skip_stack or keyword(box.style, WHITE_BELOW) != "share":
            return result
        if made.is_in_normal_flow() and made.position_y > container.position_y + _NEAR:
            room = context.page_bottom - bottom_space - made.border_box_y() - made.border_height()
            share_white(made, room)
        return result

    block.block_level_layout_switch = lay_out


def share_white(made: Any, room: float) -> None:
    """Move what *made* holds down by half of what is white below it more than above, by *room* (px) at most."""
    tops = [child.border_box_y() for child in made.descendants() if isinstance(child, boxes.ReplacedBox)]
    if not tops:
        return
    above = min(tops) - made.border_box_y()
    below = made.position_y + made.margin_height() - foot(made)
    down = min((below - above) / 2, room)
    if down > _NEAR:
        for child in made.children:
            child.translate(dy=down)


PATCH = Patch("white around pictures in text", "weasyprint", Effect.OUTPUT, apply)

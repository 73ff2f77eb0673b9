"""Where a box stands while there is no float about.

Replaces: WeasyPrint 70.0, layout/float.py ``avoid_collisions``, wherever it is imported.
Why: it is called for every line, and asks for floats in several ways where there is none.
Upstream: return early where no shape is excluded.
Effect: speed only.
"""

from typing import Any

from weasyprint.layout.float import avoid_collisions

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(avoid_collisions, _Collisions(avoid_collisions).avoid)


class _Collisions:
    """Where a box stands while there is no float about."""

    def __init__(self, avoid: Any) -> None:
        self._avoid = avoid

    def avoid(self, context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        """As ``avoid_collisions``."""
        if outer or context.excluded_shapes or containing_block.style["direction"] != "ltr" or box.is_floated():
            return self._avoid(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        left += box.margin_left
        right -= box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


PATCH = Patch("no floats, no collisions", "weasyprint", Effect.SPEED, apply)

"""White above what comes to stand at the top of a column is taken away, as it is at the top of a page.

Replaces: WeasyPrint 70.0, layout/block.py ``block_level_layout_switch``, which lays out a block with its margins.
Why: margins beside a break are truncated for blocks of the root alone, so a head that begins a column would
  stand a line below what begins the columns beside it.
Upstream: css-break-3, 5.2: truncate the margins of what begins any fragmentainer.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout import block

from pipeline.engine.custom_properties import FLOAT, keyword
from pipeline.engine.patches.patch import Effect, Patch

_NEAR = 0.01  # px
_IN_THE_TEXT = ("", "none", "clear")


def apply() -> None:
    """Put a function around WeasyPrint's."""
    switch = block.block_level_layout_switch

    def lay_out(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, container: Any, *more: Any, **named: Any
    ) -> Any:
        is_at_top = container.is_column and box.position_y <= container.position_y + _NEAR
        if is_at_top and keyword(box.style, FLOAT) in _IN_THE_TEXT:  # what is set aside has its margin towards the text
            box.margin_top = 0
        return switch(context, box, bottom_space, skip_stack, container, *more, **named)

    block.block_level_layout_switch = lay_out


PATCH = Patch("no white above columns", "weasyprint", Effect.OUTPUT, apply)

"""White above what comes to stand at the top of a column is taken away, as it is at the top of a page; there so is a
rule that parts a block from what stands above it.

Replaces: WeasyPrint 70.0, layout/block.py ``block_level_layout_switch``, which lays out a block with its margins.
Why: margins beside a break are truncated for blocks of the root alone, so a head that begins a column would
  stand a line below what begins the columns beside it.
  `--rule-above: between` says of a block that its border at the top and the padding below that belong to such a rule.
Upstream: css-break-3, 5.2: truncate the margins of what begins any fragmentainer.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout import block

from pipeline.engine.custom_properties import FLOAT, RULE_ABOVE, keyword
from pipeline.engine.patches.patch import Effect, Patch

_NEAR = 0.01  # px
_IN_THE_TEXT = ("", "none", "clear")


def apply() -> None:
    """Put a function around WeasyPrint's."""
    switch = block.block_level_layout_switch

    def lay_out(
        context: Any, box: Any, space: float, skip_stack: Any, container: Any, is_first: bool, *more: Any, **named: Any
    ) -> Any:
        is_at_top = container.is_column and box.position_y <= container.position_y + _NEAR
        if is_at_top and keyword(box.style, FLOAT) in _IN_THE_TEXT:  # what is set aside has its margin towards the text
            box.margin_top = 0
        if is_first and keyword(box.style, RULE_ABOVE) == "between":  # of its page
            box.border_top_width = box.padding_top = 0
        return switch(context, box, space, skip_stack, container, is_first, *more, **named)

    block.block_level_layout_switch = lay_out


PATCH = Patch("no white above columns, no rule above pages", "weasyprint", Effect.OUTPUT, apply)

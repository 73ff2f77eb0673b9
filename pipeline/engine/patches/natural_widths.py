"""Text that is shrunk to fit is measured as the composer will set it.

Replaces: WeasyPrint 70.0, layout/preferred.py ``split_first_line``.
Why: a cell of a table that has the width which Pango finds is too narrow for the gaps between Han and Latin.
Upstream: ask whoever sets the lines how wide they would like to be.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout import preferred

from pipeline.composer.paragraph import Paragraph
from pipeline.composer.runs import Run
from pipeline.engine.composable import composable_style
from pipeline.engine.measuring import shared_rulers
from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.traditional import has_centred_marks


def apply() -> None:
    """Put a function around WeasyPrint's."""
    split_first_line = preferred.split_first_line

    def measure(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
        result = split_first_line(text, style, context, max_width, *rest, **more)
        if max_width is None and composable_style(style):
            layout, length, resume, width, height, baseline = result
            line = text.encode()[:length].decode()
            natural = _natural_width(line, style) * style["font_size"]
            return layout, length, resume, max(width, natural), height, baseline
        return result

    preferred.split_first_line = measure


def _natural_width(text: str, style: Any) -> float:
    """Width in em of *text* in a computed *style* on one line."""
    advances = shared_rulers().ruler(style).advances(text)
    return Paragraph([Run(text=text, advances=advances, centred=has_centred_marks(style))]).widths[-1]


PATCH = Patch("natural widths with gaps", "weasyprint", Effect.OUTPUT, apply)

"""Pages that are to be put on other folios have no margin boxes before they are on them.

Replaces: WeasyPrint 70.0, layout/page.py ``make_margin_boxes``.
Why: nothing else on a page depends on them, and the folios in them are others then (`engine.renumbering`).
Upstream: lay margin boxes out when they are asked for.
Effect: speed only.
"""

from collections.abc import Callable, Iterable
from typing import Any

from weasyprint.layout import page

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

LATER = "kanben_margins_later"
"""Of a context of layout, set where pages go without."""


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(page.make_margin_boxes, _unless_later(page.make_margin_boxes))


def _unless_later(make_margin_boxes: Callable[..., Iterable[Any]]) -> Callable[..., Iterable[Any]]:
    def around(context: Any, sheet: Any, state: Any) -> Iterable[Any]:
        return () if getattr(context, LATER, False) else make_margin_boxes(context, sheet, state)

    around.__name__ = "make_margin_boxes"
    return around


PATCH = Patch("margins of pages on their folios", "weasyprint", Effect.SPEED, apply)

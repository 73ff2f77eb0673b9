"""No running head stands on a picture that reaches the edges of its page from the head.

Replaces: WeasyPrint 70.0, layout/page.py ``make_margin_boxes``.
Why: Which page such a picture comes to stand on is found while pages are set (`engine.page_floats`), and so no name of
  the page can tell it to the style sheet.
Upstream: nothing to be mended.
Effect: changes output.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from weasyprint.layout import page

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.set_aside import STANDS


def apply() -> None:
    """Put a function around WeasyPrint's."""
    replace_everywhere(page.make_margin_boxes, _without_heads(page.make_margin_boxes))


def _without_heads(make_margin_boxes: Callable[..., Iterable[Any]]) -> Callable[..., Iterator[Any]]:
    def around(context: Any, sheet: Any, state: Any) -> Iterator[Any]:
        made = make_margin_boxes(context, sheet, state)
        is_bled = any(STANDS in each.__dict__ and each.__dict__[STANDS].is_bled for each in sheet.children[0].children)
        return (box for box in made if not (is_bled and box.at_keyword.startswith("@top")))

    around.__name__ = "make_margin_boxes"
    return around


PATCH = Patch("bled heads", "weasyprint", Effect.OUTPUT, apply)

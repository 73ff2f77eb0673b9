"""A part of an issue has so many pages and no more.

Replaces: WeasyPrint 70.0, layout/page.py ``remake_page``, which is called once for each page.
Why: pages take time and memory, and a slip in a style sheet makes them without end.
Upstream: a limit.
Effect: refuses a part with more than `MAX_PAGES` pages.
"""

from typing import Any

from weasyprint.layout import page

from pipeline.engine.patches.patch import Effect, Patch
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _

MAX_PAGES = 2_000  # of a part; a year of a monthly has 600


def apply() -> None:
    """Put a function around WeasyPrint's."""
    remake_page = page.remake_page

    def remake(index: int, *arguments: Any) -> Any:
        if index >= MAX_PAGES:
            raise RenderError(Problem(_("The part has more than {limit} pages.").format(limit=MAX_PAGES)))
        return remake_page(index, *arguments)

    page.remake_page = remake


PATCH = Patch("pages within bounds", "weasyprint", Effect.BOUNDS, apply)

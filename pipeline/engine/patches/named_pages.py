"""White above what begins a page is taken away on named pages as on all others.

Replaces: WeasyPrint 70.0, layout/__init__.py ``LayoutContext.forced_break``, which layout/page.py ``remake_page`` sets:
  True where a break was asked for, the name of the page where there was none and the page has a name.
Why: margins are truncated at breaks that nobody asked for (CSS Fragmentation 3, 5.2). A section with tabs has named
  pages, and each of them counted as asked for: a head at the top of a page stood two lines too low.
Upstream: look whether the name is another than that of the page before.
Effect: changes output.
"""

from typing import Any

from weasyprint import layout

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a property in the place of the attribute."""
    layout.LayoutContext.forced_break = property(_is_forced, _set_forced)


def _is_forced(context: Any) -> bool:
    return bool(context.__dict__["is_break_forced"])


def _set_forced(context: Any, value: bool | str) -> None:
    context.__dict__["is_break_forced"] = value is True


PATCH = Patch("no white above named pages", "weasyprint", Effect.OUTPUT, apply)

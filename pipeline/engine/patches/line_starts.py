"""Where a line of a composed paragraph begins is known from the line before it.

Replaces: WeasyPrint 70.0, layout/inline.py ``skip_first_whitespace``.
Why: it reads a text box from its start for each line, so that a long paragraph takes time by the square of its length.
Upstream: look at the character where the line begins before any other.
Effect: speed only.
"""

from typing import Any

from weasyprint.layout import inline

from pipeline.engine.paragraph_sources import known_source
from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a function around WeasyPrint's."""
    skip_first_whitespace = inline.skip_first_whitespace

    def skip(box: Any, skip_stack: Any) -> Any:
        known = known_source(box)
        if known is not None and known.begins_in_text(skip_stack):
            return skip_stack
        return skip_first_whitespace(box, skip_stack)

    inline.skip_first_whitespace = skip


PATCH = Patch("starts of lines are known", "weasyprint", Effect.SPEED, apply)

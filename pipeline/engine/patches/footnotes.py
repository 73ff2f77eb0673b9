"""A footnote stands on the page of its call.

Replaces: WeasyPrint 70.0, layout/block.py ``_linebox_layout``, and ``iter_line_boxes`` as that module has it.
Why: it makes room for a line by putting off notes of the page to the next one, where a paragraph could break after that
  line and not before it: notes then part from their calls. Without that, the page ends before the line, or before the
  paragraph.
Upstream: leave out the loop below ``report = not context.in_column and can_break_now and not could_break_before``.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout import block

from pipeline.engine.patches.patch import Effect, Patch


class _WithoutNotesToPutOff:
    """A layout context as ``_linebox_layout`` sees it: no note of the page is there to be put off."""

    current_page_footnotes = ()

    def __init__(self, context: Any) -> None:
        self.context = context

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)


def apply() -> None:
    """Put both functions in the place of WeasyPrint's."""
    linebox_layout, iter_line_boxes = block._linebox_layout, block.iter_line_boxes

    def keep_notes(context: Any, *arguments: Any) -> Any:
        return linebox_layout(_WithoutNotesToPutOff(context), *arguments)

    def iterate(context: Any, *arguments: Any) -> Any:
        """As ``iter_line_boxes``, with the context itself: what stands in the lines may hold notes and columns."""
        return iter_line_boxes(context.context, *arguments)

    block._linebox_layout, block.iter_line_boxes = keep_notes, iterate


PATCH = Patch("notes stay with their calls", "weasyprint", Effect.OUTPUT, apply)

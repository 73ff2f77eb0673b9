"""A line that ends at a space has it in its text, where nobody sees it.

Replaces: WeasyPrint 70.0, layout/inline.py ``split_text_box``, which returns the part of a text box that stands in a
  line, and where the next one begins; draw/text.py ``draw_first_line``.
Why: without it the last word of a line and the first of the next are one to programs that go by the structure tree,
  where spaces have to part words (ISO 32000-1, 14.8.2.5). It is drawn behind the line, which is no wider for it.
Upstream: draw the space that is left out where a line ends, if tags are wanted.
Effect: changes output.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline

from pipeline.engine.patches.patch import Effect, Patch

ENDS_AT_SPACE = "ends_at_space"
"""Attribute of text boxes behind which a space was, and a line ends."""
_SPACE = " "


def apply() -> None:
    """Put functions around WeasyPrint's."""
    inline.split_text_box = _note_spaces(inline.split_text_box)
    draw_text.draw_first_line = draw_spaces(draw_text.draw_first_line)


def _note_spaces(split_text_box: Callable[..., Any]) -> Callable[..., Any]:
    def split(context: Any, box: Any, width: float | None, skip: int, *rest: Any, **more: Any) -> Any:
        result = split_text_box(context, box, width, skip, *rest, **more)
        made, resume, is_forced = result
        if made is not None and resume is not None and not is_forced and not made.text.endswith(_SPACE):
            setattr(made, ENDS_AT_SPACE, box.text.encode()[:resume].endswith(_SPACE.encode()))
        return result

    return split


def draw_spaces(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """*draw_first_line* of WeasyPrint that also draws the space at which a line ends."""

    def draw(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        arguments = (stream, textbox, text_overflow, block_ellipsis, matrix)
        layout = textbox.pango_layout
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        has_space = isinstance(textbox, TextBox) and getattr(textbox, ENDS_AT_SPACE, False)  # no text of a drawing
        if not has_space or not is_whole or layout.first_line_direction % 2:
            return draw_first_line(*arguments)
        text = layout.text
        layout.set_text(text + _SPACE, justify=True)
        try:
            return draw_first_line(*arguments)
        finally:
            layout.text = text  # the page may be drawn once more

    return draw


PATCH = Patch("spaces at which lines end", "weasyprint", Effect.OUTPUT, apply)

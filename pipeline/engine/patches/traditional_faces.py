"""Text in Traditional Chinese is set in the faces that have its forms, and then in its own.

Replaces: WeasyPrint 70.0, text/fonts.py ``get_font_description``, wherever it is imported.
Why: Pango looks through families in the order in which a style names them, and style sheets name the same for every
  language. A face that has the forms of all regions and picks them by ``locl`` would be several times as large.
Upstream: take ``:lang()`` of the style sheet, where that can be known for inherited fonts too.
Effect: changes output.
"""

from typing import Any

from weasyprint.text import fonts

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.traditional import families_for


def apply() -> None:
    """Put a function around WeasyPrint's."""
    get_font_description = fonts.get_font_description

    def describe(style: Any) -> Any:
        families = families_for(style)
        if len(families) > len(style["font_family"]):
            style = style.copy()
            style["font_family"] = families
        return get_font_description(style)

    replace_everywhere(get_font_description, describe)


PATCH = Patch("faces of Traditional Chinese", "weasyprint", Effect.OUTPUT, apply)

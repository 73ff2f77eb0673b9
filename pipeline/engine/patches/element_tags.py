"""Elements that WeasyPrint has no tags for: ruby with its base and reading, sub- and superscripts, formulas
(ISO 32000-1, 14.8.4.4.2 and 14.8.4.5).

Replaces: WeasyPrint 70.0, pdf/tags.py ``_get_pdf_tag``, and ``_build_box_tree``, which calls itself by its name.
Why: it knows no tag for ``ruby``, ``rb``, ``rt``, ``sub`` and ``sup`` and calls them NonStruct; pictures are Figures,
  formulas among them.
Upstream: name the elements among those that it has tags for; ``role="math"`` for pictures.
Effect: changes output.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.pdf import tags

from pipeline.engine.composable import is_formula
from pipeline.engine.patches.patch import Effect, Patch

_TAGS = {"ruby": "Ruby", "rb": "RB", "rt": "RT", "sub": "Span", "sup": "Span"}


def apply() -> None:
    """Put functions around WeasyPrint's."""
    get_pdf_tag, build_box_tree = tags._get_pdf_tag, tags._build_box_tree
    tags._get_pdf_tag = lambda element: _TAGS.get(element) or get_pdf_tag(element)

    def build(box: Any, *arguments: Any) -> Iterator[Any]:
        for element in build_box_tree(box, *arguments):
            if is_formula(box):
                element["S"] = "/Formula"
            yield element

    tags._build_box_tree = build


PATCH = Patch("elements are tagged", "weasyprint", Effect.OUTPUT, apply)

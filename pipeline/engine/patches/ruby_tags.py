"""Ruby in the tag tree: a ruby element with its base and its reading (ISO 32000-1, 14.8.4.4.2).

Replaces: WeasyPrint 70.0, pdf/tags.py ``_get_pdf_tag``.
Why: it knows no tag for ``ruby``, ``rb`` and ``rt`` and calls them NonStruct.
Upstream: name the three elements among those that it has tags for.
Effect: changes output.
"""

from weasyprint.pdf import tags

from pipeline.engine.patches.patch import Effect, Patch

_RUBY = {"ruby": "Ruby", "rb": "RB", "rt": "RT"}


def apply() -> None:
    """Put a function around WeasyPrint's."""
    get_pdf_tag = tags._get_pdf_tag
    tags._get_pdf_tag = lambda element: _RUBY.get(element) or get_pdf_tag(element)


PATCH = Patch("ruby is tagged", "weasyprint", Effect.OUTPUT, apply)

"""Ruby in the tag tree: a ruby element with its base and its reading (ISO 32000-1, 14.8.4.4.2).

WeasyPrint 70.0 (pdf/tags.py, ``_get_pdf_tag``) knows no tag for ``ruby``, ``rb`` and ``rt`` and calls them NonStruct.
"""

from weasyprint.pdf import tags

_RUBY = {"ruby": "Ruby", "rb": "RB", "rt": "RT"}


def tag_ruby() -> None:
    """Have WeasyPrint tag ruby; to be called once in a process."""
    get_pdf_tag = tags._get_pdf_tag
    tags._get_pdf_tag = lambda element: _RUBY.get(element) or get_pdf_tag(element)

"""Links of laid-out pages: which may stay.

Checked against WeasyPrint 70.0: ``Page.links`` and ``Document.metadata`` (document.py), ``link`` and
``link_annotation`` of boxes (anchors.py, pdf/anchors.py).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.addresses import is_allowed
from pipeline.engine.html_elements import list_origins
from pipeline.errors import Problem
from pipeline.i18n import _

if TYPE_CHECKING:
    from weasyprint import Document

_NAME = re.compile(r"[\w.%-]+", re.ASCII)


def find_forbidden_links(document: "Document", root: Any, own_scheme: str) -> Iterator[Problem]:
    """A problem for each link of the laid-out *document* that leads where none may lead, for files and for forms in it.

    *root*: that of its HTML.

    Links of *own_scheme* with a plain name are let pass, if that is not empty.
    """
    text = _("The link to “{address}” is not allowed: links lead to http:, https: and mailto:, or within the issue.")
    if document.metadata.attachments:
        yield Problem(_("The layout attaches a file (rel=attachment), which is not allowed."))
    if any(fields for page in document.pages for fields in page.forms.values()):
        yield Problem(_("The layout has fields to be filled in (appearance: auto), which is not allowed."))
    origins = dict(zip(root.iter(), list_origins(root), strict=True))
    seen = set()
    for page in document.pages:
        for kind, target, _rectangle, box in page.links:
            is_own = own_scheme and target.startswith(own_scheme) and _NAME.fullmatch(target, len(own_scheme))
            if kind == "internal" or (kind == "external" and (is_own or is_allowed(target))) or target in seen:
                continue
            seen.add(target)
            slug, line = origins.get(box.element, (None, None))
            where = _("It stands in the article {slug}, line {line}.").format(slug=slug, line=line or 1) if slug else ""
            yield Problem(text.format(address=target[:200]), hint=where)

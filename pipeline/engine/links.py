"""Links of laid-out pages: which may stay, and one annotation for each, as PDF/UA-1 asks.

Checked against WeasyPrint 70.0: ``Page.links`` and ``Document.metadata`` (document.py), ``link`` and
``link_annotation`` of boxes (anchors.py, pdf/anchors.py).
"""

import copy
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.addresses import is_allowed
from pipeline.engine.page_text import origins_of
from pipeline.errors import Problem
from pipeline.i18n import _

if TYPE_CHECKING:
    from weasyprint import Document

_NAME = re.compile(r"[\w.%-]+", re.ASCII)


def find_forbidden_links(document: "Document", own_scheme: str) -> Iterator[Problem]:
    """A problem for each link of the laid-out *document* that leads where none may lead, for files and for forms in it.

    Links of *own_scheme* with a plain name are let pass, if that is not empty.
    """
    text = _("The link to “{address}” is not allowed: links lead to http:, https: and mailto:, or within the issue.")
    if document.metadata.attachments:
        yield Problem(_("The layout attaches a file (rel=attachment), which is not allowed."))
    if any(fields for page in document.pages for fields in page.forms.values()):
        yield Problem(_("The layout has fields to be filled in (appearance: auto), which is not allowed."))
    origins = origins_of(document)
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


def with_whole_links(pages: Sequence[Any]) -> list[Any]:
    """Copies of *pages* on which only links are links, and not the elements inside them as well.

    WeasyPrint 70.0 (anchors.py, ``gather_anchors``) makes an annotation for each inline element of a link, which would
    be nested in that element's tag instead of the link's (PDF/UA-1, 7.18.5).
    """
    result = []
    for original in pages:
        page = copy.copy(original)
        page.links = [link for link in page.links if link[3].link]
        result.append(page)
    return result


def without_dead_links(pages: Sequence[Any]) -> list[Any]:
    """Copies of *pages* without the internal links whose targets are on none of them.

    A link's box remembers the annotation of the last PDF that was written (pdf/anchors.py); it is forgotten as well.
    """
    targets = {anchor for page in pages for anchor in page.anchors}
    result = []
    for original in pages:
        page = copy.copy(original)
        dead = [link for link in page.links if link[0] == "internal" and link[1] not in targets]
        for link in dead:
            link[3].link_annotation = None
        page.links = [link for link in page.links if link not in dead]
        result.append(page)
    return result

"""Reading what WeasyPrint laid out. What else knows its insides: docs/architecture.md.

Checked against WeasyPrint 70.0: ``Page._page_box``, ``Document._html`` (document.py), ``TextBox.text``, ``Box.style``
and ``Box.element`` (formatting_structure/boxes.py).
"""

import copy
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.addresses import is_allowed
from pipeline.errors import Problem
from pipeline.i18n import _

if TYPE_CHECKING:
    from weasyprint import Document


_NAME = re.compile(r"[\w.%-]+", re.ASCII)
OVERHANG = 4.0  # CSS px: a mark at a line's end may hang out a little, text may not
Origin = tuple[str | None, int | None]  # slug and line


class TextRun(NamedTuple):
    """Text as it stands on a page.

    *page* is 0-based in its document, *family* the face asked for first; *slug* and *line* tell the article and the
    1-based line of its file, as far as the layout's templates mark them (``data-slug``, ``data-line``).
    """

    page: int
    text: str
    family: str
    slug: str | None
    line: int | None
    overhanging: bool  # past an edge of the page by more than OVERHANG


def text_runs(document: "Document") -> Iterator[TextRun]:
    """All text of the laid-out *document*, page by page."""
    origins = origins_of(document)
    for number, page in enumerate(document.pages):
        yield from _runs(page._page_box, (number, page.width, page.height), origins, (None, None))


def origins_of(document: "Document") -> dict[Any, Origin]:
    """Article and line of every element of *document*."""
    return dict(_origins(document._html.etree_element, None, None))


def _origins(element: Any, slug: str | None, line: int | None) -> Iterator[tuple[Any, Origin]]:
    """Article and line of every element. Boxes can't tell: a footnote's box lies outside that of its article."""
    slug = element.get("data-slug", slug)
    line = int(element.get("data-line", line or 0)) or None
    yield element, (slug, line)
    for child in element:
        yield from _origins(child, slug, line)


def forbidden_links(document: "Document", own_scheme: str) -> Iterator[Problem]:
    """A problem for each link of the laid-out *document* that leads where none may lead, for files and for forms in it.

    Links of *own_scheme* with a plain name are let pass, if that is not empty.
    """
    text = _("The link to “{address}” is not allowed: links lead to http:, https: and mailto:, or within the issue.")
    if document.metadata.attachments:
        yield Problem(_("The layout attaches a file (rel=attachment), which is not allowed."))
    if any(fields for page in document.pages for fields in page.forms.values()):
        yield Problem(_("The layout has fields to be filled in (appearance: auto), which is not allowed."))
    origins = origins_of(document)
    told = set()
    for page in document.pages:
        for kind, target, _rectangle, box in page.links:
            is_own = own_scheme and target.startswith(own_scheme) and _NAME.fullmatch(target, len(own_scheme))
            if kind == "internal" or (kind == "external" and (is_own or is_allowed(target))) or target in told:
                continue
            told.add(target)
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


def _runs(box: Any, page: tuple[int, float, float], origins: dict[Any, Origin], origin: Origin) -> Iterator[TextRun]:
    box = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
    origin = origins.get(box.element, origin)
    text = getattr(box, "text", None)
    if isinstance(text, str):
        number, width, height = page
        left, top = box.position_x, box.position_y
        overhanging = left < -OVERHANG or left + box.width > width + OVERHANG or top < -OVERHANG or top > height
        yield TextRun(number, text, str(box.style["font_family"][0]), *origin, overhanging)
    for child in getattr(box, "children", ()):
        yield from _runs(child, page, origins, origin)

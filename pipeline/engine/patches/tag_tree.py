"""The structure tree has one element for one thing, and what repeats on pages is an artifact.

Replaces: WeasyPrint 70.0, pdf/tags.py ``add_tags``, as pdf/__init__.py has it; pdf/stream.py ``Stream.marked``;
  draw/__init__.py ``draw_stacking_context``.
Why: it makes an element for each box, so that a paragraph over two pages is two, a table on four pages four tables with
  four heads, and a note stands between the halves of a sentence; running heads and folios are content whose element is
  in no tree (PDF/UA-1, 7.1 and 7.8).
Upstream: keep elements by what they come from; artifacts in margins.
Effect: changes output.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint import pdf as weasyprint_pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.tag_tree import CALL
from pipeline.engine.tagged_boxes import REPEATED
from pipeline.engine.written_pages import list_pages
from pipeline.engine.written_tags import shorten, write_tag_tree

TREES = "trees"
"""Attribute of a document: the structure trees of its parts."""
WRITTEN_TREE = "written_tree"
"""Attribute of a document: what these have become."""
PAGE_LABELS = "page_labels"
"""Attribute of a document: the label of each of its pages."""

_PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})
_LAYOUT = pydyf.Dictionary({"Type": "/Layout"})


def apply() -> None:
    """Put the functions in the place of WeasyPrint's."""
    draw_stacking_context = draw.draw_stacking_context
    marked = Stream.marked

    def draw_context(stream: Any, context: Any) -> None:
        is_margin = isinstance(context.box, boxes.MarginBox)
        if is_margin:
            stream.is_in_margin = True
        draw_stacking_context(stream, context)
        if is_margin:
            stream.is_in_margin = False

    @contextmanager
    def mark(stream: Any, box: Any, tag: str) -> Iterator[None]:
        kind = _find_artifact(stream, box)
        if kind is None:
            with marked(stream, box, tag):
                yield
            return
        pydyf.Stream.begin_marked_content(stream, "Artifact", kind)
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(stream)

    replace_everywhere(draw_stacking_context, draw_context)
    Stream.marked = mark
    stock = weasyprint_pdf.add_tags

    def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
        """As the function it replaces; a document that is not made of drawn parts goes to that."""
        if hasattr(document, TREES):
            _add_trees(pdf, document)
        else:
            stock(pdf, document, pdf_version, page_streams)

    weasyprint_pdf.add_tags = add_tags


def _find_artifact(stream: Any, box: Any) -> Any:
    """What kind of artifact *box* is, as a property list; None for one that is content."""
    if stream._tags is None:
        return None
    if getattr(stream, "is_in_margin", False) or getattr(box, REPEATED, False):
        return _PAGINATION
    element = getattr(box, "element", None)  # a stacking context has none
    return _LAYOUT if id(element) in getattr(stream._tags, "artifacts", ()) else None


def _add_trees(pdf: Any, document: Any) -> None:
    """Add the structure trees of the document's parts."""
    texts: dict[str, str] = {}
    for tree in document.trees:
        texts = {**tree.texts, **texts}
    annotations = [page.annotations for page in document.pages]
    pages = list_pages(pdf)
    written = write_tag_tree(
        pdf, document.trees, pages, annotations, lambda link: _describe_target(link, document, texts)
    )
    setattr(document, WRITTEN_TREE, written)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _describe_target(link: Any, document: Any, texts: Mapping[str, str]) -> str:
    """Where the annotation *link* leads, for those who can't see it: the page and the title there, or the address."""
    if "Dest" not in link:
        return str(link["A"]["URI"].string)
    name = link["Dest"].string
    if name.endswith(CALL):
        return "回到正文"
    index = next(number for number, page in enumerate(document.pages) if name in page.anchors)
    labels = getattr(document, PAGE_LABELS, ())
    page = f"第 {labels[index]} 页" if index < len(labels) else ""
    return "：".join(filter(None, (page, shorten(texts.get(name, "")))))


PATCH = Patch("one element for one thing", "weasyprint", Effect.OUTPUT, apply)

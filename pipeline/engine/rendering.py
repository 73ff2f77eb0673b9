"""A part laid out by WeasyPrint, as a whole or from where its words have changed.

Checked against WeasyPrint 70.0: document.py ``Document._render``; layout/__init__.py ``layout_document``.

A part whose HTML has other words in the same elements is laid out anew around them (`resumption`). Whatever else is
changed has the part laid out as a whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_document
from weasyprint.pdf.metadata import DocumentMetadata

from pipeline.engine.html_elements import Elements
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.patches.late_margins import LATER
from pipeline.engine.patches.page_beginnings import BEGINNINGS
from pipeline.engine.rendered_pages import EarlierPage, RenderedPage, Rendering
from pipeline.engine.resumable_part import ResumablePart
from pipeline.engine.resumption import LoadedStyles, Resumption, begin_layout, find_touched


@dataclass(frozen=True)
class EarlierRendering:
    """What an earlier process has laid out, and its *pages*."""

    left: ResumablePart
    pages: Sequence[EarlierPage]

    @classmethod
    def of(cls, part: LaidOutPart, left: ResumablePart) -> "EarlierRendering":
        """That of *part*, which was drawn with tags."""
        rows = zip(left.facts, part.pages, left.tagged, strict=True)
        return cls(left, [EarlierPage(facts=facts, drawn=drawn, tagged=tagged) for facts, drawn, tagged in rows])


def render_part(
    html: Any,
    elements: Elements,
    loaded: LoadedStyles,
    kept: Rendering | EarlierRendering | None,
    *,
    has_margins: bool = True,
) -> Rendering:
    """Lay out *html*, which has *elements*; from where it differs from *kept* only, if that can be done.

    Where it need not have margins, they may be left to be set when it is put on its folios.

    *kept* is the same part as it was before: with elements of the same shape. What an earlier process has laid out is
    on the same folios, and in the same lines of the manuscript.
    """
    if isinstance(kept, EarlierRendering):
        touched = find_touched(kept.left, elements)
        again = Resumption(html, loaded, elements, kept.left, kept.pages).render(touched)
        if again is not None:
            return replace(again, has_same_lines=True)
    elif kept is not None and kept.is_plain:
        has_same_lines = kept.elements.lines == elements.lines
        before = kept.tell_resumable()
        touched = find_touched(before, elements)
        if not touched:
            return replace(kept, elements=elements, is_whole=False, has_same_lines=has_same_lines)
        again = Resumption(html, loaded, elements, before, kept.pages).render(touched)
        if again is not None:
            return replace(again, has_same_lines=has_same_lines)
    context, root_box = begin_layout(html, *loaded)
    setattr(context, LATER, not has_margins)
    rendering = _render_whole(html, context, root_box, elements, loaded[0])
    setattr(context, LATER, False)
    return replace(rendering, has_margins=has_margins)


def _render_whole(html: Any, context: Any, root_box: Any, elements: Elements, fonts: Any) -> Rendering:
    pages = [Page(box) for box in layout_document(html, root_box, context)]
    metadata = DocumentMetadata(**get_html_metadata(html))
    document = Document(pages, metadata, html.url_fetcher, fonts, color_profiles={}, output_intent=None)
    return Rendering(
        document=document,
        html=html,
        context=context,
        elements=elements,
        pages=[RenderedPage(page=each, elements=elements) for each in pages],
        page_maker=context.page_maker,
        beginnings=getattr(context, BEGINNINGS, {}),
        string_sets=context.string_set,
        page_sizes=context.style_for.initial_page_sizes,
        is_plain=_is_plain(context, pages),
        is_whole=True,
    )


def _is_plain(context: Any, pages: Iterable[Any]) -> bool:
    """Whether a page depends on others by no more than where it begins: no counters of pages."""
    if not hasattr(context, BEGINNINGS) or context.target_collector.counter_lookup_items:
        return False
    if any(context.running_elements.values()):
        return False
    return not any(each._page_box.fixed_boxes for each in pages)

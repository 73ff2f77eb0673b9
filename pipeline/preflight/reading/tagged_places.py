"""Elements of the tag tree of a PDF that is judged, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import is_reference
from pipeline.intake.pdf_objects import Page
from pipeline.pdf.objects import reference
from pipeline.pdf.places import Box
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.tags.elements import Annotation, Content, Element, contents_in, walk
from pipeline.tags.spoken import join

_MOST_LOOKED_AT = 500  # pieces of content of one element, for its place
_MOST_SAID = 20_000  # pieces of content of one element, for its text


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """The annotation of a link on *page*: the *number* of its object (0: none of its own) and its *entries*."""

    page: Page
    number: int
    entries: dict[str, Any]


def elements_of(document: Document) -> Iterator[Element]:
    """All elements in the order of reading. Raises NotRunError at the end when there are more than are looked at."""
    tree = document.tag_tree
    if tree is None:
        return
    yield from walk(*tree.tops)
    if tree.is_cut:
        raise NotRunError(_("The file has too many elements."))


def links_of(document: Document) -> Iterator[PlacedLink]:
    """The annotations of links, page by page. Raises NotRunError when the pages have too many."""
    for page in document.pages:
        if not document.annotations(page):
            continue
        for row in document.array(page.entries.get("/Annots")):
            entries = document.dictionary(row)
            if document.value(entries.get("/Subtype")) == "/Link":
                yield PlacedLink(page, row.idnum if is_reference(row) else 0, entries)


def place_of(document: Document, item: Element | Content | Annotation) -> tuple[int | None, Box | None]:
    """The 0-based page that *item* begins on, and the box around what of it is on that page, as far as is known."""
    if isinstance(item, Annotation):
        if item.page is None:
            return None, None
        entries = document.dictionary(reference(item.number))
        return item.page, document.pages[item.page].find_box(entries.get("/Rect"), document)
    if isinstance(item, Content):
        return item.page, document.marked_places(item.page).contents.get((item.stream, item.mcid))
    contents = list(islice(contents_in(item), _MOST_LOOKED_AT))
    if not contents:
        note = next((kid for kid in item.kids if isinstance(kid, Annotation)), None)
        return place_of(document, note) if note is not None else (item.page, None)
    page = contents[0].page
    places = document.marked_places(page).contents
    boxes = [box for each in contents if each.page == page and (box := places.get((each.stream, each.mcid)))]
    return page, _surround(boxes)


def _surround(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    xs, ys, us, vs = zip(*boxes, strict=True)
    return min(xs), min(ys), max(us), max(vs)


def text_in(document: Document, element: Element) -> str:
    """What *element* says, without the texts that stand for figures."""
    if element.actual is not None:
        return element.actual
    return join(document.texts.of(each) for each in islice(contents_in(element), _MOST_SAID)).text

"""Figures and formulas say where they stand, on their page."""

from collections.abc import Iterator
from itertools import islice

from pipeline.i18n import _
from pipeline.pdf.places import Box, box_of, intersect_boxes
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Element, contents_in

_MOST_LOOKED_AT = 500  # pieces of content of one element


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        if element.kind not in {"Figure", "Formula"} or element.page is None:
            continue
        page, place = place_of(document, element)
        said = _find_said(document, element)
        if said is None and _goes_on(element):
            continue
        if said is None:
            yield Found(_("A figure or formula does not say where it stands (BBox)."), page, place)
        elif intersect_boxes(said, document.pages[element.page].media) is None:
            yield Found(_("The place that a figure or formula names (BBox) is not on its page."), page, place)
        elif place is not None and intersect_boxes(said, place) is None:
            yield Found(_("A figure or formula stands elsewhere than it says (BBox)."), page, place)


def _goes_on(element: Element) -> bool:
    """Whether there is content of it on several pages: such an element has no one place (table 344)."""
    return len({each.page for each in islice(contents_in(element), _MOST_LOOKED_AT)}) > 1


def _find_said(document: Document, element: Element) -> Box | None:
    row = element.attributes.get("BBox")
    if not isinstance(row, tuple) or len(row) != 4 or not all(type(each) in {int, float} for each in row):
        return None
    assert element.page is not None
    x, y, u, v = row
    return box_of(document.pages[element.page].base, x, y, u, v)


CHECK = Check(
    id="tags.figure-places",
    severity=Severity.WARNING,
    rationale="Who enlarges the page, or follows the reader with the eye, is led to the place that the element names.",
    source="ISO 32000-1, 14.8.5.4.3",
    hint=_("Write BBox in points of the page, from its origin."),
    run=_find,
)

"""Elements have something in them."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Annotation, Element, contents_in, walk

# A cell may be empty; for a figure that has no words there is a check of its own; the rest says nothing by itself.
_MAY_BE_EMPTY = frozenset(
    ["TH", "TD", "Figure", "Formula", "Form", "NonStruct", "Private", "Artifact", "Span", "Lbl", "Div"]
)


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        if element.kind in _MAY_BE_EMPTY or element.words is not None or element.is_in("Table"):
            continue
        if next(contents_in(element), None) is None and not _has_anything(element):
            message = _("An element ({kind}) has nothing in it.").format(kind=element.kind)
            yield Found(message, *place_of(document, element))


def _has_anything(element: Element) -> bool:
    below = walk(element)
    return any(each.words is not None or any(isinstance(kid, Annotation) for kid in each.kids) for each in below)


CHECK = Check(
    id="tags.empty",
    severity=Severity.WARNING,
    rationale="Readers stop at an empty heading, and count an empty item.",
    source="ISO 14289-1, 7.1",
    hint=_("Leave the element out: space is made by style, not by empty paragraphs."),
    run=_find,
)

"""A caption is bound to what it is the caption of."""

from collections.abc import Iterator, Sequence

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Element, walk

_CAPTIONED = frozenset(("Figure", "Table", "Formula", "L", "TOC", "Form", "Code"))

_AROUND = frozenset(("P", "Div", "NonStruct", "Span"))  # what some programs put around a figure


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tops = document.tag_tree.tops if document.tag_tree is not None else ()
    message = _("A caption stands neither in nor beside what it belongs to.")
    for caption in _find_unbound("", tops):
        yield Found(message, *place_of(document, caption))
    for element in elements_of(document):
        for caption in _find_unbound(element.kind, element.elements):
            yield Found(message, *place_of(document, caption))


def _find_unbound(kind: str, kids: Sequence[Element]) -> Iterator[Element]:
    """The captions among the *kids* of an element of *kind* that belong to nothing."""
    if kind in _CAPTIONED:
        return
    for at, kid in enumerate(kids):
        if kid.kind == "Caption":
            beside = (*kids[max(0, at - 1) : at], *kids[at + 1 : at + 2])
            within = (each for near in beside for each in (walk(near) if near.kind in _AROUND else (near,)))
            if not any(each.kind in _CAPTIONED for each in within):
                yield kid


CHECK = Check(
    id="tags.captions",
    severity=Severity.WARNING,
    rationale="“Figure 3: results” says little where no figure is near.",
    source="ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.3",
    hint=_("Put the caption into the element of the figure or table, or right beside it."),
    run=_find,
)

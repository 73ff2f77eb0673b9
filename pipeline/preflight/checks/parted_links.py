"""One link is one element, however many lines it has."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.i18n import _
from pipeline.pdf.objects import reference
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.preflight.reading.targets import Targets
from pipeline.tags.elements import Annotation, Element


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    targets = Targets(document)
    for element in elements_of(document):
        for one, other in pairwise(element.kids):
            if not (isinstance(one, Element) and isinstance(other, Element) and one.kind == other.kind == "Link"):
                continue
            target = _target(document, targets, one)
            if target and target == _target(document, targets, other) and text_in(document, other).strip():
                yield Found(_("One link seems to be two elements."), *place_of(document, other))


def _target(document: Document, targets: Targets, link: Element) -> str:
    note = next((kid for kid in link.kids if isinstance(kid, Annotation)), None)
    return targets.mark_of(document.dictionary(reference(note.number))) if note is not None else ""


CHECK = Check(
    id="links.parted",
    severity=Severity.WARNING,
    rationale="A link in pieces is read, and stopped at, as often as it has lines.",
    source="ISO 32000-1, 14.8.4.4.2",
    hint=_("Tag the text of the link as one Link, with its annotation and all its lines in QuadPoints."),
    run=_find,
)

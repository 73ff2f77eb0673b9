"""Every element is of a kind that readers know."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.nesting import KINDS


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    told: set[str] = set()
    for element in elements_of(document):
        if element.kind not in KINDS and element.role not in told:
            told.add(element.role)
            message = _("“{role}” is no kind of element that readers know.").format(role=element.role)
            yield Found(message, *place_of(document, element))


CHECK = Check(
    id="tags.kinds",
    severity=Severity.ERROR,
    rationale="Of an element whose kind a reader does not know it can only guess what it is.",
    source="ISO 32000-1, 14.8.4; ISO 14289-1, 7.1; Matterhorn 02-001",
    hint=_("Map the kind to one of the standard by the role map."),
    run=_find,
)

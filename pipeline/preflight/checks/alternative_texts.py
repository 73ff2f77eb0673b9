"""Every figure has an alternative text."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        if element.kind == "Figure" and not (element.alternative or element.actual):
            yield Found(_("A figure has no alternative text."), *place_of(document, element))


CHECK = Check(
    id="accessibility.alt-text",
    severity=Severity.ERROR,
    rationale="Who can't see a figure reads what stands for it.",
    source="ISO 32000-1, 14.9.3",
    hint=_("Give each figure an alternative text, or mark it as an artifact."),
    run=_find,
)

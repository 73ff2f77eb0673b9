"""Nothing white overprints: it would not be seen in print."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for box in list(marks.vanishing.values())[:1]:
            yield Found(_("Something white overprints what lies below: it will not be seen."), index, box)


CHECK = Check(
    id="colour.overprint-white",
    severity=Severity.ERROR,
    rationale="White is bare paper. Where it overprints, it takes nothing away from what lies below, and vanishes.",
    source="ISO 32000-1, 8.6.7",
    hint=_("Turn overprinting off for what is white."),
    run=_find,
)

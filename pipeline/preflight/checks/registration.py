"""The colour of registration marks, All, is not used on the page itself."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.inks import ALL, find_used_inks


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        places = [box for colour, box in marks.registered.items() if ALL in find_used_inks(colour)]
        if places:
            yield Found(_("The colour of registration marks, All, is used on the page itself."), index, places[0])


CHECK = Check(
    id="colour.registration",
    severity=Severity.ERROR,
    rationale="What is in the colour All prints on every plate: black of four full inks and of every spot ink.",
    source="ISO 32000-1, 8.6.6.4",
    hint=_("Use black for what is on the page, and All for marks outside of the trim only."),
    run=_find,
)

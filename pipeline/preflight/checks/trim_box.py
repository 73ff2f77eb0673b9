"""Each page has a TrimBox."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for page in document.pages:
        if page.trim is None:
            yield Found(_("The page has no TrimBox."), page.index)


CHECK = Check(
    id="geometry.trim-box",
    severity=Severity.ERROR,
    rationale="Without a TrimBox nobody but the sender knows where the page is cut.",
    source="ISO 32000-1, 14.11.2",
    hint=_("Write the PDF with a TrimBox on each page."),
    run=_find,
)

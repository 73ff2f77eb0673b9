"""The file has page labels."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if not document.dictionary(document.root.get("/PageLabels")):
        yield Found(_("The file has no page labels."))


CHECK = Check(
    id="navigation.page-labels",
    severity=Severity.WARNING,
    rationale="“Go to page 12” should lead to the page on which 12 is printed.",
    source="ISO 32000-1, 12.4.2",
    hint=_("Write the PDF with page labels."),
    run=_find,
)

"""The file is not encrypted."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.was_encrypted:
        yield Found(_("The file is encrypted."))


CHECK = Check(
    id="document.encryption",
    severity=Severity.ERROR,
    rationale="What is encrypted can not be printed, kept or read aloud by everyone; PDF/A and PDF/X allow none.",
    source="ISO 32000-1, 7.6",
    hint=_("Save the PDF without a password or restrictions."),
    run=_find,
)

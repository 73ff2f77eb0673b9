"""The file says which language it is in."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.text_strings import text_of
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    found = document.value(document.root.get("/Lang"))
    if not isinstance(found, bytes) or not text_of(found).strip():
        yield Found(_("The file does not say its language."))


CHECK = Check(
    id="accessibility.language",
    severity=Severity.ERROR,
    rationale="A screen reader has to know in which language to read.",
    source="ISO 32000-1, 14.9.2",
    hint=_("Write the PDF with a language, such as zh-CN."),
    run=_find,
)

"""The file has tags, and says that they hold."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if not document.dictionary(document.root.get("/StructTreeRoot")):
        yield Found(_("The file has no tags."))
    elif document.value(document.dictionary(document.root.get("/MarkInfo")).get("/Marked")) is not True:
        yield Found(_("The file has tags, but does not say that they hold (MarkInfo)."))


CHECK = Check(
    id="accessibility.tagged",
    severity=Severity.ERROR,
    rationale="Without tags a screen reader guesses the order of columns.",
    source="ISO 32000-1, 14.7 and 14.8",
    hint=_("Write the PDF with tags."),
    run=_find,
)

"""The file has a title, shown as the title of the window."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.xmp import property_text
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.metadata_texts import information_text


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if not (property_text(document.xmp or "", "dc:title") or information_text(document, "/Title")):
        yield Found(_("The file has no title."))
    preferences = document.dictionary(document.root.get("/ViewerPreferences"))
    if document.value(preferences.get("/DisplayDocTitle")) is not True:
        yield Found(_("The title is not shown in place of the name of the file (DisplayDocTitle)."))


CHECK = Check(
    id="accessibility.title",
    severity=Severity.ERROR,
    rationale="Among open documents and to the ear the title counts, not the name of the file.",
    source="ISO 32000-1, 12.2",
    hint=_("Write the PDF with a title, and DisplayDocTitle set."),
    run=_find,
)

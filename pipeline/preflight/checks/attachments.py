"""No files within the file."""

from collections.abc import Iterator

from pipeline.i18n import _, ngettext
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    count = len(document.name_rows("/EmbeddedFiles"))
    if count == 0 and document.array(document.root.get("/AF")):
        count = len(document.array(document.root.get("/AF")))
    if count:
        yield Found(ngettext("{count} file is attached.", "{count} files are attached.", count).format(count=count))
    for page in document.pages:
        for note in document.annotations(page):
            if document.value(note.get("/Subtype")) == "/FileAttachment":
                yield Found(
                    _("A file is attached to the page."), page.index, page.find_box(note.get("/Rect"), document)
                )


CHECK = Check(
    id="document.attachments",
    severity=Severity.ERROR,
    rationale="An attached file is not printed and not looked after; it may be anything.",
    source="ISO 32000-1, 7.11.4",
    hint=_("Remove the attached files."),
    run=_find,
)

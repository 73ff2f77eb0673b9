"""Links and entries of the outline lead somewhere."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.targets import Targets


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    targets = Targets(document)
    for page in document.pages:
        for note in document.annotations(page):
            if document.value(note.get("/Subtype")) == "/Link" and not targets.leads_somewhere(note):
                yield Found(_("A link leads nowhere."), page.index, page.find_box(note.get("/Rect"), document))
    for item in targets.outline_items():
        if not targets.leads_somewhere(item):
            yield Found(_("An entry of the outline leads nowhere."))


CHECK = Check(
    id="links.targets",
    severity=Severity.ERROR,
    rationale="A link into nothing is a promise that is not kept.",
    source="ISO 32000-1, 12.3.2",
    hint=_("Make the targets again, or remove the links."),
    run=_find,
)

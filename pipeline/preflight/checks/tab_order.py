"""From link to link one goes as the text is read."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_ORDERED = ("/S", b"S")  # LibreOffice writes it as a text


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.tag_tree is None:
        return
    for page in document.pages:
        if document.annotations(page) and document.value(page.entries.get("/Tabs")) not in _ORDERED:
            yield Found(_("The page does not say that its links follow the order of the tags (Tabs)."), page.index)


CHECK = Check(
    id="tags.tab-order",
    severity=Severity.ERROR,
    rationale="By the Tab key one goes from link to link; without the tags' order, from anywhere to anywhere.",
    source="ISO 14289-1, 7.18.3; Matterhorn 28-008",
    hint=_("Set Tabs to S on each page with annotations."),
    run=_find,
)

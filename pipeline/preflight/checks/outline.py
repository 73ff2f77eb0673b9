"""The file has an outline."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.targets import Targets


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if not any(True for _item in Targets(document).outline_items()):
        yield Found(_("The file has no outline."))


CHECK = Check(
    id="navigation.outline",
    severity=Severity.WARNING,
    rationale="Who reads on a screen turns pages by the outline.",
    source="ISO 32000-1, 12.3.3",
    hint=_("Write the PDF with an outline (bookmarks) of its articles."),
    run=_find,
)

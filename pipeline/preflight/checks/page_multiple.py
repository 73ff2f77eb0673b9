"""The number of pages fills whole sheets."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    count = len(document.pages)
    if count % parameters.page_multiple:
        message = _("The file has {count} pages, which is no multiple of {multiple}.")
        yield Found(message.format(count=count, multiple=parameters.page_multiple))


CHECK = Check(
    id="geometry.page-multiple",
    severity=Severity.ERROR,
    rationale="Sheets are folded: a saddle-stitched issue has pages in fours.",
    source="",
    hint=_("Add blank pages where the layout allows them."),
    run=_find,
)

"""The file has no layers (optional content)."""

from collections.abc import Iterator

from pipeline.i18n import _, ngettext
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    groups = document.array(document.dictionary(document.root.get("/OCProperties")).get("/OCGs"))
    if groups:
        message = ngettext("The file has {count} layer.", "The file has {count} layers.", len(groups))
        yield Found(message.format(count=len(groups)))


CHECK = Check(
    id="layers.present",
    severity=Severity.WARNING,
    rationale="Which layers print is decided by a setting that not every program heeds.",
    source="ISO 32000-1, 8.11",
    hint=_("Write the PDF without layers."),
    run=_find,
)

"""The tags are not said to be guesses."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.value(document.dictionary(document.root.get("/MarkInfo")).get("/Suspects")) is True:
        yield Found(_("The file says of its tags that they may be wrong (Suspects)."))


CHECK = Check(
    id="tags.suspects",
    severity=Severity.ERROR,
    rationale="Tags that a program has guessed need somebody to look through them.",
    source="ISO 14289-1, 7.1; Matterhorn 02-003",
    hint=_("Look through the tags, then take Suspects away."),
    run=_find,
)

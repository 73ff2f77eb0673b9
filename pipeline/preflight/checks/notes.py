"""Notes have a name of their own, and are called."""

from collections import Counter
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    notes = [element for element in elements_of(document) if element.kind == "Note"]
    names = Counter(note.identity for note in notes)
    for note in notes:
        if not note.identity:
            yield Found(_("A note has no ID."), *place_of(document, note))
        elif names[note.identity] > 1:
            yield Found(_("Several notes have the same ID."), *place_of(document, note))


CHECK = Check(
    id="tags.notes",
    severity=Severity.ERROR,
    rationale="From the call to the note and back one gets by its name.",
    source="ISO 14289-1, 7.9; Matterhorn 19-003, 19-004",
    hint=_("Give each note an ID of its own."),
    run=_find,
)

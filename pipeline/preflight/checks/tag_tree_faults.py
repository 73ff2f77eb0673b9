"""The tag tree is a tree."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import place_of
from pipeline.tags.elements import Fault


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    messages = {
        Fault.TWO_PLACES: _("An element stands in two places of the tree."),
        Fault.OTHER_PARENT: _("An element names another parent than the one it stands in."),
        Fault.NO_KIND: _("An element has no kind."),
        Fault.NO_ELEMENT: _("Something that is no element stands in the tag tree."),
        Fault.TOO_DEEP: _("Elements are nested too deeply to be looked at."),
        Fault.CONTENT_TWICE: _("Two elements have the same content."),
    }
    tree = document.tag_tree
    for faulty in tree.faults if tree is not None else ():
        yield Found(messages[faulty.fault], *place_of(document, faulty.element))


CHECK = Check(
    id="tags.tree",
    severity=Severity.ERROR,
    rationale="Readers go down and up the tree: where it leads somewhere else on the way back, they are lost.",
    source="ISO 32000-1, 14.7.2",
    hint=_("Write the tags anew: the program that made them has lost count."),
    run=_find,
)

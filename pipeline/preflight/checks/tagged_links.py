"""Each link is in an element for links."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import links_of
from pipeline.tags.elements import Annotation


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tree = document.tag_tree
    if tree is None:
        return
    owners = {item.number: owner for item, owner in tree.owners.items() if isinstance(item, Annotation)}
    for link in links_of(document):
        owner = owners.get(link.number)
        if owner is None or not (owner.kind == "Link" or owner.is_in("Link")):
            box = link.page.find_box(link.entries.get("/Rect"), document)
            yield Found(_("A link is in no element for links."), link.page.index, box)


CHECK = Check(
    id="links.tagged",
    severity=Severity.ERROR,
    rationale="A link that is in no element is not read, or read where nobody knows of what.",
    source="ISO 14289-1, 7.18.5; Matterhorn 28-011",
    hint=_("Tag the text of the link as a Link, with its annotation."),
    run=_find,
)

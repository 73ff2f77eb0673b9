"""Each link is an element, one for one link."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.objects import reference
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, links_of, place_of, text_in
from pipeline.preflight.reading.targets import Targets
from pipeline.tags.elements import Annotation, Element


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tree = document.tag_tree
    if tree is None:
        return
    owners = {item.number: owner for item, owner in tree.owners.items() if isinstance(item, Annotation)}
    for link in links_of(document):
        owner = owners.get(link.number)
        if owner is None or not (owner.kind == "Link" or owner.is_in("Link")):
            box = link.page.placed(link.entries.get("/Rect"), document)
            yield Found(_("A link is in no element for links."), link.page.index, box)
    targets = Targets(document)
    for one, other in _neighbours(document):
        target = _target(document, targets, one)
        if target and target == _target(document, targets, other) and text_in(document, other).strip():
            yield Found(_("One link seems to be two elements."), *place_of(document, other))


def _neighbours(document: Document) -> Iterator[tuple[Element, Element]]:
    """Links that follow one another with nothing between them."""
    for element in elements_of(document):
        for one, other in zip(element.kids, element.kids[1:], strict=False):
            if isinstance(one, Element) and isinstance(other, Element) and one.kind == other.kind == "Link":
                yield one, other


def _target(document: Document, targets: Targets, link: Element) -> str:
    note = next((kid for kid in link.kids if isinstance(kid, Annotation)), None)
    return targets.mark_of(document.dictionary(reference(note.number))) if note is not None else ""


CHECK = Check(
    id="links.tagged",
    severity=Severity.ERROR,
    rationale="A link that is in no element is not read; one in pieces is read as often as it has lines.",
    source="ISO 14289-1, 7.18.5; Matterhorn 28-011",
    hint=_("Tag the text of the link as one Link, with its annotation and all its lines in QuadPoints."),
    run=_find,
)

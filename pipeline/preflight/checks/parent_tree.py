"""The parent tree and the tag tree say the same."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.parent_rows import ParentRows
from pipeline.preflight.reading.tagged_places import links_of, place_of
from pipeline.tags.elements import Annotation, Content


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tree = document.tag_tree
    if tree is None:
        return
    parents = ParentRows(document)
    holders = {item.number: owner for item, owner in tree.owners.items() if isinstance(item, Annotation)}
    for link in links_of(document):
        holder = holders.get(link.number)
        if holder is not None and parents.owner_of_annotation(link.entries) != holder.number:
            message = _("The parent tree names another element than the one that has the link.")
            yield Found(message, link.page.index, link.page.find_box(link.entries.get("/Rect"), document))
    held: dict[int, list[Content]] = defaultdict(list)
    for item in tree.owners:
        if isinstance(item, Content):
            held[item.page].append(item)
    for page, marks in document.painted_pages():
        for content in held[page]:
            owner = tree.owners[content]
            if (content.stream, content.mcid) not in marks.marked.contents:
                yield Found(
                    _("An element names content that its page does not have."), page, place_of(document, owner)[1]
                )
            elif parents.owner_of(content) != owner.number:
                message = _("The parent tree names another element than the one that has the content.")
                yield Found(message, *place_of(document, content))


CHECK = Check(
    id="tags.parent-tree",
    severity=Severity.ERROR,
    rationale="From a place on the page a reader finds its element by the parent tree, or finds another one.",
    source="ISO 32000-1, 14.7.4.4",
    hint=_("Write the tags anew: the program that made them has lost count."),
    run=_find,
)

"""All content is either in the tag tree or an artifact."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.tags.elements import Content


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tree = document.tag_tree
    if tree is None:
        return
    kinds = {"text": _("Text"), "image": _("An image"), "line": _("A line"), "area": _("An area")}
    for page, marks in document.painted_pages():
        for kind, box in marks.marked.unmarked.items():
            yield Found(_("{what} is neither tagged nor an artifact.").format(what=kinds[kind]), page, box)
        for (stream, mcid), box in marks.marked.contents.items():
            if Content(page, stream, mcid) not in tree.owners:
                yield Found(_("Marked content is in no element of the tag tree."), page, box)
        if "artifact" in marks.marked.crossed:
            yield Found(_("An artifact stands in tagged content."), page, marks.marked.crossed["artifact"])
        if "content" in marks.marked.crossed:
            yield Found(_("Tagged content stands in an artifact."), page, marks.marked.crossed["content"])


CHECK = Check(
    id="tags.content",
    severity=Severity.ERROR,
    rationale="What is in no element is not read, whether it belongs to the text or not.",
    source="ISO 14289-1, 7.1; Matterhorn 01-003 to 01-005",
    hint=_("Tag what belongs to the text, and mark the rest as an artifact."),
    run=_find,
)

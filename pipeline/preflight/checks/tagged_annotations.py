"""Notes and fields are elements, with words of their own."""

from collections.abc import Iterator
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import is_reference
from pipeline.pdf.places import intersect_boxes
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.tags.elements import Annotation, Element

_HIDDEN = 2  # of /F (ISO 32000-1, table 165)
_OF_OTHERS = frozenset(("/Link", "/Popup", "/PrinterMark", "/TrapNet"))  # with a check of their own, or never read


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    tree = document.tag_tree
    if tree is None:
        return
    owners = {item.number: owner for item, owner in tree.owners.items() if isinstance(item, Annotation)}
    for page in document.pages:
        if not document.annotations(page):
            continue
        for row in document.array(page.entries.get("/Annots")):
            entries = document.dictionary(row)
            box = page.find_box(entries.get("/Rect"), document)
            if _is_read(document, entries) and box is not None and intersect_boxes(box, page.media) is not None:
                owner = owners.get(row.idnum) if is_reference(row) else None
                for message in _faults(document, entries, owner):
                    yield Found(message, page.index, box)


def _is_read(document: Document, entries: dict[str, Any]) -> bool:
    kind, flags = document.value(entries.get("/Subtype")), document.value(entries.get("/F"))
    return isinstance(kind, str) and kind not in _OF_OTHERS and not (type(flags) is int and flags & _HIDDEN)


def _faults(document: Document, entries: dict[str, Any], owner: Element | None) -> Iterator[str]:
    is_field = document.value(entries.get("/Subtype")) == "/Widget"
    kind = "Form" if is_field else "Annot"
    if owner is None or not (owner.kind == kind or owner.is_in(kind)):
        yield (
            _("A field is in no element for fields.")
            if is_field
            else _("A note on the page is in no element for notes.")
        )
        return
    if owner.words or document.value(entries.get("/Contents")):
        return
    parent = document.dictionary(entries.get("/Parent"))
    if not is_field:
        yield _("A note on the page has no words (Contents).")
    elif not (document.value(entries.get("/TU")) or document.value(parent.get("/TU"))):
        yield _("A field does not say what it is for (TU).")


CHECK = Check(
    id="tags.annotations",
    severity=Severity.ERROR,
    rationale="What lies on the page as a note or field is read where its element stands, or nowhere.",
    source="ISO 14289-1, 7.18.1 and 7.18.4; Matterhorn 28-002, 28-004, 28-005",
    hint=_("Tag notes as Annot and fields as Form, each with words for it."),
    run=_find,
)

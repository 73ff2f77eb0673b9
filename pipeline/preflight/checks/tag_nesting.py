"""Lists have items, tables rows and rows cells, contents entries, and ruby its readings."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.nesting import is_misplaced, is_second, parent_of


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        before: set[str] = set()
        for kid in element.elements:
            if is_second(kid, before):
                message = _("{parent} has {kind} twice.").format(kind=kid.kind, parent=element.kind)
                yield Found(message, *place_of(document, kid))
            before.add(kid.kind)
        if is_misplaced(element):
            around = parent_of(element)
            message = _("{kind} stands in {parent}, where it may not.")
            parent = around.kind if around is not None else _("no element")
            yield Found(message.format(kind=element.kind, parent=parent), *place_of(document, element))
        elif element.kind == "Ruby" and not {"RB", "RT"} <= {kid.kind for kid in element.elements}:
            yield Found(_("Ruby has no base or no reading."), *place_of(document, element))


CHECK = Check(
    id="tags.nesting",
    severity=Severity.ERROR,
    rationale="“List of five items” and “row two of nine” are counted from how the elements stand in one another.",
    source="ISO 32000-1, 14.8.4.3; ISO 14289-1, 7.2; Matterhorn 09-004 to 09-008",
    hint=_("Write tables, lists and contents with the elements that they are made of."),
    run=_find,
)

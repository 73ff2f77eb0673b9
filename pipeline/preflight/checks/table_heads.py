"""Tables have heads that say what they are the heads of, and rows of equal length."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Element
from pipeline.tags.table_rows import cells_of, places_of, rows_of, span_of


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        if element.kind == "Table" and element.words is None:
            for message in _faults(rows_of(element)):
                yield Found(message, *place_of(document, element))


def _faults(rows: list[Element]) -> Iterator[str]:
    cells = [cell for row in rows for cell in cells_of(row)]
    heads = [cell for cell in cells if cell.kind == "TH"]
    if not heads:
        yield _("A table has no heads.")
    elif any("Scope" not in head.attributes for head in heads) and not any(
        cell.attributes.get("Headers") for cell in cells
    ):
        yield _("Heads of a table don't say whether they are those of a row or of a column.")
    names = {head.identity for head in heads}
    if any(name not in names for cell in cells for name in _names_of_heads(cell)):
        yield _("A cell names a head that the table does not have.")
    places = places_of(rows)
    widest = max((end for _start, end in places.values()), default=0)
    held = 0
    for index, row in enumerate(rows):
        for cell in cells_of(row):
            start, end = places.get(cell, (0, 0))
            held += (end - start) * min(span_of(cell, "RowSpan"), len(rows) - index)
    if len(places) == len(cells) and held != widest * len(rows):
        yield _("The rows of a table are not of one length.")


def _names_of_heads(cell: Element) -> tuple[object, ...]:
    held = cell.attributes.get("Headers")
    return held if isinstance(held, tuple) else ()


CHECK = Check(
    id="tags.table-heads",
    severity=Severity.ERROR,
    rationale="In the middle of a table a number means something only if a reader tells its row and column.",
    source="ISO 14289-1, 7.5; Matterhorn 15-003, 15-005",
    hint=_("Tag heads as TH, with Scope, and count the cells of each row."),
    run=_find,
)

"""A table that goes on over the page is one table, its heads in the tree once."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of, text_in
from pipeline.tags.elements import Element
from pipeline.tags.table_rows import cells_of, rows_of


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        rows = rows_of(element) if element.kind == "Table" and element.words is None else []
        head = _head(document, rows[0]) if rows else ""
        for row in rows[1:]:
            if head and row.page != rows[0].page and _head(document, row) == head:
                yield Found(_("The head of a table is read again where it goes on."), *place_of(document, row))
        kids = element.elements
        for one, other in pairwise(kids):
            if one.kind == other.kind == "Table" and _goes_on(document, one, other):
                message = _("A table that goes on over the page seems to be two tables.")
                yield Found(message, *place_of(document, other))


def _goes_on(document: Document, one: Element, other: Element) -> bool:
    """Whether *other* has the heads of *one* and stands on a later page."""
    if one.page is None or other.page is None or other.page <= one.page:
        return False
    heads = [_head(document, rows[0]) if (rows := rows_of(table)) else "" for table in (one, other)]
    return heads[0] == heads[1] != ""


def _head(document: Document, row: Element) -> str:
    """What a row of heads says; "" of a row of data."""
    cells = cells_of(row)
    if not cells or any(cell.kind != "TH" for cell in cells):
        return ""
    return "\t".join(text_in(document, cell).strip() for cell in cells)


CHECK = Check(
    id="tags.repeated-heads",
    severity=Severity.WARNING,
    rationale="Heads are repeated for the eye; a reader tells them with each cell, and counts all rows.",
    source="ISO 32000-1, 14.8.2.2; Matterhorn 15-001",
    hint=_("Make it one table, and the heads that are repeated artifacts."),
    run=_find,
)

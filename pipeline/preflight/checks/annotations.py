"""No annotation lies on the printed page."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.places import Box
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_NEVER_PRINTED = frozenset({"/Popup", "/PrinterMark", "/TrapNet"})


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for page in document.pages:
        area = page.trim if page.trim is not None else page.media
        for note in document.annotations(page):
            box, kind = page.find_box(note.get("/Rect"), document), document.value(note.get("/Subtype"))
            if kind in _NEVER_PRINTED or box is None or not _meets(box, area):
                continue
            name = kind[1:] if isinstance(kind, str) else "?"
            yield Found(_("An annotation lies in the printed area: {kind}.").format(kind=name), page.index, box)


def _meets(one: Box, other: Box) -> bool:
    """Whether two boxes have an area in common."""
    across = min(one[2], other[2]) > max(one[0], other[0])
    return across and min(one[3], other[3]) > max(one[1], other[1])


CHECK = Check(
    id="annotations.print-area",
    severity=Severity.ERROR,
    rationale="Notes, fields and links are not part of the page; some printers print them, others don't.",
    source="ISO 32000-1, 12.5",
    hint=_("Remove the annotations, or make them part of the page."),
    run=_find,
)

"""The boxes of each page lie within one another."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.places import Box
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_SLACK = 0.01  # pt: boxes are written rounded


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for page in document.pages:
        x, y, u, v = page.media
        if u <= x or v <= y:
            yield Found(_("The page has no MediaBox, or one without an area."), page.index)
            continue
        if page.bleed is not None and not _is_within(page.bleed, page.media):
            yield Found(_("The BleedBox reaches out of the MediaBox."), page.index, page.bleed)
        outer = page.bleed if page.bleed is not None else page.media
        if page.trim is not None and not _is_within(page.trim, outer):
            yield Found(_("The TrimBox reaches out of the BleedBox or MediaBox."), page.index, page.trim)


def _is_within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another."""
    lower = all(a >= b - _SLACK for a, b in zip(inner[:2], outer[:2], strict=True))
    return lower and all(a <= b + _SLACK for a, b in zip(inner[2:], outer[2:], strict=True))


CHECK = Check(
    id="geometry.boxes",
    severity=Severity.ERROR,
    rationale="Pages are imposed and cut by their boxes: where one reaches out of the next, something is cut off.",
    source="ISO 32000-1, 14.11.2",
    hint=_("Set the boxes again: the trim within the bleed, both within the sheet."),
    run=_find,
)

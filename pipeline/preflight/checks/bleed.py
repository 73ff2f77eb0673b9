"""The bleed is wide enough, and what reaches the trim fills it."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.units import POINTS_PER_MM, mm

_SLACK = 0.05  # pt: boxes are written rounded


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    wanted = parameters.minimum_bleed * POINTS_PER_MM
    has_room = set()
    for page in document.pages:
        if page.trim is None:
            continue
        x, y, u, v = page.bleed if page.bleed is not None else page.trim
        left, low, right, high = page.trim
        bleed = min(left - x, low - y, u - right, v - high)
        if bleed < wanted - _SLACK:
            message = _("The bleed is {found:.1f} mm, less than {wanted:g} mm.")
            text = message.format(found=mm(bleed), wanted=parameters.minimum_bleed)
            yield Found(text, page.index, page.trim)
        else:
            has_room.add(page.index)
    for index, marks in document.painted_pages():
        for kind, near in marks.beyond.items() if index in has_room else ():
            if kind != "text" and near.distance < wanted - _SLACK:
                found = mm(max(near.distance, 0.0))
                yield Found(_messages()[kind].format(found=found, wanted=parameters.minimum_bleed), index, near.box)


def _messages() -> dict[str, str]:
    return {
        "image": _("An image reaches the trim and ends {found:.1f} mm beyond it, less than {wanted:g} mm."),
        "line": _("A line reaches the trim and ends {found:.1f} mm beyond it, less than {wanted:g} mm."),
        "area": _("An area reaches the trim and ends {found:.1f} mm beyond it, less than {wanted:g} mm."),
    }


CHECK = Check(
    id="geometry.bleed",
    severity=Severity.ERROR,
    rationale="A cut is never exact: what touches the edge must go on beyond it, or a white thread shows.",
    source="ISO 32000-1, 14.11.2",
    hint=_("Write the PDF with the bleed that the printer asks for."),
    run=_find,
)

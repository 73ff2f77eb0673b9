"""Nothing ends just inside of the trim."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.units import POINTS_PER_MM, mm

_SLACK = 0.05  # pt: boxes are written rounded


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for kind, near in marks.near.items():
            if near.distance < parameters.safe_zone * POINTS_PER_MM - _SLACK:
                distance = mm(near.distance)
                text = _messages()[kind].format(found=distance, wanted=parameters.safe_zone)
                yield Found(text, index, near.box)


def _messages() -> dict[str, str]:
    return {
        "text": _("Text stands {found:.1f} mm from the trim, closer than {wanted:g} mm."),
        "image": _("An image ends {found:.1f} mm from the trim, closer than {wanted:g} mm."),
        "line": _("A line ends {found:.1f} mm from the trim, closer than {wanted:g} mm."),
        "area": _("An area ends {found:.1f} mm from the trim, closer than {wanted:g} mm."),
    }


CHECK = Check(
    id="geometry.safe-zone",
    severity=Severity.ERROR,
    rationale="A cut wanders by a millimetre: what stands next to it is cut into, or its margin is seen to be uneven.",
    source="",
    hint=_("Move it further inside, or let it run over the trim into the bleed."),
    run=_find,
)

"""Nothing is painted in a colour space for screens."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document

_OF_SCREENS = frozenset({"DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased3", "ICCBased"})


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        told: set[str] = set()
        for colour, box in marks.colours.items():
            space = colour.base or colour.space
            if (space in _OF_SCREENS or not space) and space not in told:
                told.add(space)
                name = space or _("of an unknown kind")
                yield Found(
                    _("Something is painted in a colour space for screens: {space}.").format(space=name), index, box
                )


CHECK = Check(
    id="colour.spaces",
    severity=Severity.ERROR,
    rationale="A press has inks. RGB is converted by whoever comes across it, each in another way.",
    source="",
    hint=_("Convert the colours to those of the printing condition."),
    run=_find,
)

"""Black text is set in black ink alone."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.page_marks import PaintedColour

_DARK_INK, _DARK_LIGHT = 0.85, 0.12


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        told = False
        for text, box in marks.texts.items():
            if not told and not text.is_hidden and _is_rich_black(text.colour):
                told = True
                yield Found(_("Black text is set in more than one ink."), index, box)


def _is_rich_black(colour: PaintedColour) -> bool:
    """Black of several inks; black of light is one too, for it is converted to several."""
    values = colour.values
    if colour.space in {"DeviceCMYK", "ICCBased4"} and len(values) == 4:
        return values[3] >= _DARK_INK and max(values[:3]) > 0
    return colour.space in {"DeviceRGB", "CalRGB", "ICCBased3"} and len(values) == 3 and max(values) <= _DARK_LIGHT


CHECK = Check(
    id="colour.rich-black-text",
    severity=Severity.ERROR,
    rationale="Black text in several inks gets coloured edges as soon as the plates are off by a hair.",
    source="",
    hint=_("Set text in black ink only: 0 0 0 1 k, or 0 g."),
    run=_find,
)

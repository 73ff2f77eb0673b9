"""Small text is set in one ink."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.inks import ALL, find_used_inks


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        rows = [(size, find_used_inks(colour), box) for colour, (size, box) in marks.sizes.items()]
        small = [row for row in rows if row[0] < parameters.small_text - _SLACK and (len(row[1]) > 1 or ALL in row[1])]
        if small:
            size, inks, box = min(small, key=lambda row: row[0])
            message = _("Text of {size:.1f} pt is set in several inks ({inks}), less than {wanted:g} pt.")
            yield Found(message.format(size=size, inks=", ".join(inks[:8]), wanted=parameters.small_text), index, box)


_SLACK = 0.01  # pt: what rounding in a file does

CHECK = Check(
    id="colour.small-text-inks",
    severity=Severity.ERROR,
    rationale="Plates never meet to a hair: strokes of small letters in several inks, tints too, become blurred.",
    source="",
    hint=_("Set small text in one ink: black, or a spot ink of its own."),
    run=_find,
)

"""The file has no transparency."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for effect, box in marks.effects.items():
            yield Found(_messages()[effect], index, box)


def _messages() -> dict[str, str]:
    return {
        "opacity": _("Something is painted with an opacity of less than 1."),
        "blend": _("Something is painted with a blend mode."),
        "mask": _("Something is painted through a soft mask."),
    }


CHECK = Check(
    id="transparency.used",
    severity=Severity.WARNING,
    rationale="What shines through is computed by the printer, and PDF/X-1a and PDF/A-1 allow none.",
    source="ISO 32000-1, 11",
    hint=_("Flatten it, or ask the printer whether transparency is taken."),
    run=_find,
)

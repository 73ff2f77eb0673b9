"""No text is set in a Type 3 font."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.page_marks import FontFacts


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    told: set[FontFacts] = set()
    for index, marks in document.painted_pages():
        for text, box in marks.texts.items():
            if text.font is not None and text.font.kind == "Type3" and text.font not in told:
                told.add(text.font)
                yield Found(_("Text is set in a Type 3 font."), index, box)


CHECK = Check(
    id="fonts.type3",
    severity=Severity.WARNING,
    rationale="A Type 3 font is drawn rather than set: no hinting, often bitmaps, and many workflows stumble over it.",
    source="ISO 32000-1, 9.6.5",
    hint=_("Set the text in an OpenType face."),
    run=_find,
)

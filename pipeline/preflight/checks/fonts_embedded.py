"""All fonts are embedded."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.page_marks import FontFacts


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    told: set[FontFacts] = set()
    for index, marks in document.painted_pages():
        for text, box in marks.texts.items():
            font = text.font
            if font is None and not text.is_hidden:
                yield Found(_("Text is shown in a font that is not in the resources."), index, box)
            elif font is not None and not (font.is_embedded or text.is_hidden or font in told):
                told.add(font)
                yield Found(_("The font {name} is not embedded.").format(name=font.name), index, box)


CHECK = Check(
    id="fonts.embedded",
    severity=Severity.ERROR,
    rationale="A face that is not in the file is replaced by whatever the other machine has; characters are lost.",
    source="ISO 32000-1, 9.9",
    hint=_("Write the PDF with all fonts embedded."),
    run=_find,
)

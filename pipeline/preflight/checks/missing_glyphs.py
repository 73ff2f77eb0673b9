"""Characters that the face does not have."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for font, box in marks.missing.items():
            message = _("A character that the font {name} does not have is shown as .notdef.")
            yield Found(message.format(name=font.name), index, box)


CHECK = Check(
    id="fonts.missing-glyphs",
    severity=Severity.ERROR,
    rationale="Glyph 0 stands for a character that the face lacks. Seen in text that is numbers of glyphs (Identity).",
    source="ISO 32000-1, 9.7.6.3",
    hint=_("Choose a face that has the character."),
    run=_find,
)

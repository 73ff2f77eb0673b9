"""Faces cut to what is shown."""

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
            if font is None or font in told or not font.is_embedded or font.kind == "Type3":
                continue
            told.add(font)
            if not font.has_subset_tag:
                yield Found(_("The font {name} is embedded whole.").format(name=font.name), index, box)


CHECK = Check(
    id="fonts.subset",
    severity=Severity.WARNING,
    rationale="A whole Chinese face has ten megabytes and more; a subset holds the characters that are shown.",
    source="ISO 32000-1, 9.6.4",
    hint=_("Write the PDF with subsets of its fonts."),
    run=_find,
)

"""The file declares the standards that the profile asks for."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.xmp import property_text
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    text = document.xmp
    if text is None:
        yield Found(_("There is no XMP that can be read."))
        return
    keys = {"PDF/A": "pdfaid:part", "PDF/UA": "pdfuaid:part"}
    for name in parameters.standards:
        if not property_text(text, keys[name]).isdecimal():
            yield Found(_("The XMP does not declare {standard}.").format(standard=name))
    revised = {"PDF/A-4": ("pdfaid", "4", "2020"), "PDF/UA-2": ("pdfuaid", "2", "2024")}
    for name, (prefix, part, year) in revised.items():
        if property_text(text, f"{prefix}:part") == part and property_text(text, f"{prefix}:rev") != year:
            yield Found(_("The XMP declares {standard} without “rev” {year}.").format(standard=name, year=year))


CHECK = Check(
    id="metadata.standards",
    severity=Severity.ERROR,
    rationale="A file that does not declare PDF/A or PDF/UA is not taken for one by an archive.",
    source="ISO 19005-2, 6.6.4 (PDF/A); ISO 19005-4, 6.7.3; ISO 14289-2, 5",
    hint=_("Write the PDF as PDF/A-2 and PDF/UA-1, or as PDF/A-4 and PDF/UA-2."),
    run=_find,
)

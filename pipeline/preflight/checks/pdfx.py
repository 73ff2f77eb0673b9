"""What a file says of itself where it declares PDF/X.

PDF/X-4 (ISO 15930-7) keeps it in XMP, PDF/X-1a:2003 (ISO 15930-4) in the document information.
"""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.xmp import property_text
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.metadata_texts import date_of, information_text

_X4, _X1A = "PDF/X-4", "PDF/X-1a:2003"
_VERSION = "GTS_PDFXVersion"
_IN_XMP = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID",
           "xmpMM:RenditionClass")  # fmt: skip
_IN_INFORMATION = ("/Title", "/CreationDate", "/ModDate")
_DATES = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    text = document.xmp or ""
    in_xmp, in_information = property_text(text, f"pdfxid:{_VERSION}"), information_text(document, f"/{_VERSION}")
    version = in_xmp or in_information
    if not version:
        yield Found(_("The file does not declare PDF/X."))
        return
    if version not in parameters.pdfx:
        wanted = ", ".join(parameters.pdfx)
        yield Found(_("The file declares {found}; taken are: {wanted}.").format(found=version[:80], wanted=wanted))
        return
    if in_xmp and in_information and in_xmp != in_information:
        yield _differs(_VERSION, in_information, in_xmp)
    if not (in_xmp if version == _X4 else in_information):
        yield Found(_("{key} is missing.").format(key=_place(_VERSION, version)))
    yield from _find_missing_keys(document, text, version)
    yield from _differing_dates(document, text)
    if version == _X1A:
        yield from _transparency(document)


def _place(key: str, version: str) -> str:
    """*key*, and where PDF/X wants it."""
    place = _("in the XMP") if version == _X4 else _("in the document information")
    return f"{key} ({place})"


def _find_missing_keys(document: Document, text: str, version: str) -> Iterator[Found]:
    if version == _X4:
        missing = [name for name in _IN_XMP if not property_text(text, name)]
        dates = [name for name in _IN_XMP if name.endswith("Date") and name not in missing]
        wrong = [name for name in dates if date_of(property_text(text, name)) is None]
    else:
        missing = [key[1:] for key in _IN_INFORMATION if not information_text(document, key)]
        dates = [key for key in _DATES if key[1:] not in missing]
        wrong = [key[1:] for key in dates if date_of(information_text(document, key)) is None]
    for name in missing:
        yield Found(_("{key} is missing.").format(key=_place(name, version)))
    for name in wrong:
        yield Found(_("{key} is no date.").format(key=_place(name, version)))
    yield from _check_trapped(document, text, version)
    names = [document.value(each) for each in document.array(document.trailer.get("/ID"))[:3]]
    if document.was_mended:
        return  # document.readable tells it; the trailer may be lost
    if len(names) != 2 or not all(isinstance(name, bytes | str) and name for name in names):
        yield Found(_("The trailer has no ID."))


def _check_trapped(document: Document, text: str, version: str) -> Iterator[Found]:
    held = document.value(document.information.get("/Trapped"))
    in_information = held[1:] if isinstance(held, str) else ""
    in_xmp = property_text(text, "pdf:Trapped")
    if (in_xmp if version == _X4 else in_information) not in {"True", "False"}:
        yield Found(_("{key} is neither True nor False.").format(key=_place("Trapped", version)))
    elif in_xmp and in_information and in_xmp != in_information:
        yield _differs("Trapped", in_information, in_xmp)


def _differing_dates(document: Document, text: str) -> Iterator[Found]:
    for key, name in _DATES.items():
        one, other = information_text(document, key), property_text(text, name)
        if one and other and (first := date_of(one)) and (second := date_of(other)) and first != second:
            yield _differs(key[1:], one, other)


def _differs(key: str, one: str, other: str) -> Found:
    message = _("{key} is “{one}” in the document information, “{other}” in the XMP.")
    return Found(message.format(key=key, one=one[:80], other=other[:80]))


def _transparency(document: Document) -> Iterator[Found]:
    for index, marks in document.painted_pages():
        for box in [*marks.effects.values(), *marks.blends.values()][:1]:
            message = _("The file declares {version}, which has no transparency, but there is some.")
            yield Found(message.format(version=_X1A), index, box)


CHECK = Check(
    id="metadata.pdfx",
    severity=Severity.ERROR,
    rationale="PDF/X is a promise about the whole file; a printer's workflow looks for it before anything else.",
    source="ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a:2003)",
    hint=_("Write the PDF as PDF/X-4, with all its keys."),
    run=_find,
)

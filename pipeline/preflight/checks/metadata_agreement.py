"""Information and XMP that say the same."""

from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.xmp import property_text
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.metadata_texts import information_text

# dc:creator may have several authors in a list; the information has one text for them.
_PAIRS = {"/Title": "dc:title", "/Producer": "pdf:Producer", "/Creator": "xmp:CreatorTool", "/Keywords": "pdf:Keywords"}
_SHOWN = 80  # characters


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    text = document.xmp
    if text is None:
        return  # metadata.standards tells it
    for key, name in _PAIRS.items():
        one, other = information_text(document, key), property_text(text, name)
        if one and other and one != other:
            message = _("{key} is “{one}” in the document information, “{other}” in the XMP.")
            yield Found(message.format(key=key[1:], one=one[:_SHOWN], other=other[:_SHOWN]))


CHECK = Check(
    id="metadata.agreement",
    severity=Severity.WARNING,
    rationale="Two titles in one file: one of them is wrong, and each program shows another one.",
    source="",
    hint=_("Write title, keywords and programs the same in both places."),
    run=_find,
)

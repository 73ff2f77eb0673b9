"""What a file for the press says of itself: document information and XMP that agree, PDF/X, output intent.

PDF/X-4 is ISO 15930-7:2010, PDF/X-1a:2003 is ISO 15930-4.
"""

import uuid
from dataclasses import dataclass
from hashlib import sha256

from pipeline.pdf.objects import NameObject, reference
from pipeline.pdf.xmp import PdfFacts, information, packet, xmp_date
from pipeline.press.printer import Printer, Standard
from pipeline.press.separation.inks import Spot

_VERSION = "GTS_PDFXVersion"
_VERSIONS: dict[Standard, str] = {"PDF/X-4": "PDF/X-4", "PDF/X-1a": "PDF/X-1a:2003"}
_PREFIXES: dict[Standard, str] = {"PDF/X-4": "pdfxid", "PDF/X-1a": "pdfx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFacts:
    """What stands in a file for the press beside its pages: what it says of itself, and what its slug lines say.

    *publication* and *issue* stand in the slug line with the date of *document*; *spots* are the spot inks in use.
    """

    document: PdfFacts
    publication: str
    issue: str
    spots: tuple[Spot, ...] = ()


def press_packet(facts: PdfFacts, standard: Standard, digest: bytes) -> bytes:
    """The XMP packet. *digest* of the content makes its identifiers: the same content has the same ones."""
    return packet(
        facts,
        {
            "dc:format": "application/pdf",
            "pdf:Trapped": "False",
            "xmp:MetadataDate": xmp_date(facts.created),
            "xmpMM:DocumentID": _identifier(b"document", digest),
            "xmpMM:InstanceID": _identifier(b"instance", digest),
            "xmpMM:RenditionClass": "default",
            "xmpMM:VersionID": "1",
            f"{_PREFIXES[standard]}:{_VERSION}": _VERSIONS[standard],
        },
    )


def _identifier(kind: bytes, digest: bytes) -> str:
    return f"uuid:{uuid.UUID(bytes=sha256(kind + digest).digest()[:16], version=5)}"


def press_information(facts: PdfFacts, standard: Standard) -> dict[str, str]:
    """The entries of the document information dictionary, in agreement with ``press_packet``."""
    return information(facts) | {"/Trapped": NameObject("/False"), f"/{_VERSION}": _VERSIONS[standard]}


def output_intent(printer: Printer, profile: int) -> dict[str, object]:
    """The output intent (ISO 32000-1, 14.11.5), *profile* being the number of the stream with the ICC profile.

    The condition is named as the registry does, never by the profile's own description.
    """
    return {
        "/Type": NameObject("/OutputIntent"),
        "/S": NameObject("/GTS_PDFX"),
        "/OutputConditionIdentifier": printer.output_condition,
        "/OutputCondition": printer.condition or printer.name,
        "/RegistryName": printer.registry,
        "/Info": printer.condition or printer.name,
        "/DestOutputProfile": reference(profile),
    }

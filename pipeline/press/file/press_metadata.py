"""What a file for the press says of itself: document information and XMP that agree, PDF/X, output intent.

PDF/X-4 is ISO 15930-7:2010, PDF/X-1a:2003 is ISO 15930-4.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from xml.sax.saxutils import escape

from pipeline.pdf.objects import NameObject, reference, write_object
from pipeline.press.printer import Printer, Standard
from pipeline.press.separation.inks import Spot

PRODUCER = "Kanben"
_VERSIONS: dict[Standard, str] = {"PDF/X-4": "PDF/X-4", "PDF/X-1a": "PDF/X-1a:2003"}
_KEYS: dict[Standard, str] = {
    "PDF/X-4": 'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"',
    "PDF/X-1a": 'xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" pdfx:GTS_PDFXVersion="PDF/X-1a:2003"',
}
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="application/pdf">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}" pdf:Trapped="False"/>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{producer}" \
xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}" xmp:MetadataDate="{moment}"/>
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="uuid:{document}" \
xmpMM:InstanceID="uuid:{instance}" xmpMM:RenditionClass="default" xmpMM:VersionID="1"/>
<rdf:Description rdf:about="" {key}/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFacts:
    """What the file says of its content. *author* is one name, or several joined, so that Info and XMP agree; *moment*
    is the date of the issue, UTC. *publication* and *issue* stand in the slug line; *spots* are the spot inks in use.
    """

    title: str
    author: str
    subject: str
    language: str
    moment: datetime
    publication: str
    issue: str
    spots: tuple[Spot, ...] = ()


def xmp(facts: PressFacts, standard: Standard, digest: bytes) -> bytes:
    """The XMP packet. *digest* of the content makes its identifiers: the same content has the same ones."""
    values = {
        "title": facts.title,
        "author": facts.author,
        "subject": facts.subject,
        "language": facts.language,
        "producer": PRODUCER,
        "moment": facts.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "document": _identifier(b"document", digest),
        "instance": _identifier(b"instance", digest),
    }
    texts = {key: escape(value, {'"': "&quot;"}) for key, value in values.items()}
    return _XMP.format(key=_KEYS[standard], **texts).encode("utf-8")


def _identifier(kind: bytes, digest: bytes) -> str:
    return str(uuid.UUID(bytes=sha256(kind + digest).digest()[:16], version=5))


def information(facts: PressFacts, standard: Standard) -> bytes:
    """The document information dictionary (ISO 32000-1, 14.3.3), in agreement with ``xmp``."""
    date = facts.moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    entries: dict[str, object] = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
        "/Trapped": NameObject("/False"),
        "/GTS_PDFXVersion": _VERSIONS[standard],
    }
    return write_object(entries)


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

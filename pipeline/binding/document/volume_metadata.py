"""What a volume says of itself: document information, XMP, and the standards it declares."""

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from pipeline.declarations import PDF_A_DECLARATION, PDF_UA_DECLARATION
from pipeline.pdf.objects import write_object

PRODUCER = "Kanben"

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{producer}" \
xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}"/>
{conformance}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFacts:
    """What the file says of the volume. *author* is one name, or several joined, so that Info and XMP agree."""

    title: str
    author: str
    subject: str
    language: str
    moment: datetime  # UTC


def xmp(facts: VolumeFacts, conforms: bool) -> bytes:
    """The XMP packet; it declares PDF/A-2a and PDF/UA-1 when the volume *conforms*."""
    values = {
        "title": facts.title,
        "author": facts.author,
        "subject": facts.subject,
        "language": facts.language,
        "producer": PRODUCER,
        "moment": facts.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    texts = {key: escape(value, {'"': "&quot;"}) for key, value in values.items()}
    return _XMP.format(conformance=PDF_A_DECLARATION + PDF_UA_DECLARATION if conforms else "", **texts).encode("utf-8")


def information(facts: VolumeFacts) -> bytes:
    """The document information dictionary (ISO 32000-1, 14.3.3), in agreement with ``xmp``."""
    date = facts.moment.strftime("D:%Y%m%d%H%M%SZ")
    return write_object(
        {
            "/Title": facts.title,
            "/Author": facts.author,
            "/Subject": facts.subject,
            "/Creator": PRODUCER,
            "/Producer": PRODUCER,
            "/CreationDate": date,
            "/ModDate": date,
        }
    )

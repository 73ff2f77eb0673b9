"""What a volume says of itself: document information, XMP, and the standards it declares."""

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from pipeline.binding.pdf_objects import written

PRODUCER = "Kanben"

# PDF/UA's own key is unknown to PDF/A-2, so its schema is described beside it (ISO 19005-2, 6.6.2.3.3).
_CONFORMANCE = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
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


@dataclass(frozen=True, slots=True)
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
    return _XMP.format(conformance=_CONFORMANCE if conforms else "", **texts).encode("utf-8")


def information(facts: VolumeFacts) -> bytes:
    """The document information dictionary (ISO 32000-1, 14.3.3), in agreement with ``xmp``."""
    date = facts.moment.strftime("D:%Y%m%d%H%M%SZ")
    return written(
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

"""What a PDF says of itself: document information and XMP that agree (ISO 32000-1, 14.3; ISO 16684-1).

Packets are written from typed facts. Those of strangers are read within bounds, and no reader of XML is let near them.
No reader of PDFs is imported here, so that the engine needs none.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from pipeline.standards import Standard

PRODUCER = "Kanben"
MAX_PACKET = 4 << 20  # bytes, decoded
_MAX_VALUE = 100_000  # characters of a property
_MARKUP = re.compile(r"<[^<>]*>")

# ISO 19005-2, 6.6.4
_PDF_A_DECLARATION = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>
"""
# ISO 14289-1, 5. PDF/UA's own key is unknown to PDF/A-2: its schema is described beside it (ISO 19005-2, 6.6.2.3.3).
PDF_UA_DECLARATION = """\
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

# ISO 19005-4, 6.7.3, and ISO 14289-2, 5: PDF/A-4 knows all keys, and describes none.
_PDF_A_4_DECLARATION = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="4" pdfaid:rev="2020"{files}/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="2" pdfuaid:rev="2024"/>
"""
_WITH_FILES = ' pdfaid:conformance="F"'

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{dublin_core}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
{descriptions}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a file says of its content; *created* is the date of its making, with a time zone."""

    title: str
    authors: tuple[str, ...]
    subject: str
    language: str
    created: datetime

    @property
    def author(self) -> str:
        """All authors as one name: document information has no list, and XMP must agree with it."""
        return "；".join(self.authors)


def xmp_date(created: datetime) -> str:
    """*created* as XMP tells it, in UTC (ISO 16684-1, 8.2.1.2)."""
    return created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def information(facts: PdfFacts) -> dict[str, str]:
    """The entries of the document information dictionary (ISO 32000-1, 14.3.3), in agreement with ``packet``."""
    date = facts.created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    return {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }


def packet(
    facts: PdfFacts,
    further: Mapping[str, str] | None = None,
    *,
    standard: Standard | None = None,
    has_files: bool = False,
) -> bytes:
    """The XMP packet of *facts* with *further* properties, by names such as ``pdf:Trapped``.

    *standard*: what the file declares; *has_files*: others are embedded in it.
    """
    date = xmp_date(facts.created)
    own = {"pdf:Producer": PRODUCER, "xmp:CreatorTool": PRODUCER, "xmp:CreateDate": date, "xmp:ModifyDate": date}
    groups: dict[str, dict[str, str]] = {"dc": {}}
    for name, value in {**own, **(further or {})}.items():
        groups.setdefault(name.partition(":")[0], {})[name] = value
    dublin_core, *descriptions = (_description(prefix, properties) for prefix, properties in groups.items())
    text = _PACKET.format(
        dublin_core=dublin_core,
        title=_escape(facts.title),
        author=_escape(facts.author),
        subject=_escape(facts.subject),
        language=_escape(facts.language),
        descriptions="".join(f"{each}/>\n" for each in descriptions) + _declaration(standard, has_files=has_files),
    )
    return text.encode("utf-8")


def _declaration(standard: Standard | None, *, has_files: bool) -> str:
    match standard:
        case None:
            return ""
        case Standard.PDF_A_2:
            return _PDF_A_DECLARATION + PDF_UA_DECLARATION
        case Standard.PDF_A_4:
            return _PDF_A_4_DECLARATION.format(files=_WITH_FILES if has_files else "")


def _description(prefix: str, properties: Mapping[str, str]) -> str:
    """The tag of a description with the *properties* of one namespace as attributes, but for its end."""
    attributes = "".join(f' {name}="{_escape(value)}"' for name, value in properties.items())
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{_NAMESPACES[prefix]}"{attributes}'


def _escape(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def property_text(xmp: str, name: str) -> str:
    """The text of the property *name* of *xmp*, an element or an attribute (ISO 16684-1, 7.9.2.2); "" if there is none.

    Of a list, or of alternatives in several languages, it is the first.
    """
    start = xmp.find(f"<{name}>")
    if start < 0:
        match = re.search(rf"(?<!\S){re.escape(name)}\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')", xmp)
        return html.unescape(match[1] or match[2] or "").strip() if match else ""
    start += len(name) + 2
    end = xmp.find("</", start, start + _MAX_VALUE)  # of the property, or of what comes first in it
    return html.unescape(_MARKUP.sub("", xmp[start:end])).strip() if end >= 0 else ""

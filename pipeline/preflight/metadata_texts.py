"""Texts of the document information and of XMP. No reader of XML is let near a stranger's file."""

import html
import re
from typing import TYPE_CHECKING

from pipeline.intake.claims import text_of

if TYPE_CHECKING:
    from pipeline.preflight.document import Document

_MARKUP = re.compile(r"<[^<>]*>")
_LONGEST = 100_000


def metadata_text(xmp: str, name: str) -> str:
    """The text of the property *name* of *xmp*, an element or an attribute (ISO 16684-1); "" if there is none.

    Of a list or of alternatives in several languages it is the first.
    """
    start = xmp.find(f"<{name}>")
    if start < 0:
        match = re.search(rf"\s{re.escape(name)}\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')", xmp)
        return html.unescape(match[1] or match[2] or "").strip() if match else ""
    start += len(name) + 2
    end = xmp.find(f"</{name}>", start, start + _LONGEST)
    if end < 0:
        return ""
    value = xmp[start:end]
    first = value.find("</rdf:li>")
    return html.unescape(_MARKUP.sub("", value[:first] if first >= 0 else value)).strip()


def information_text(document: "Document", key: str) -> str:
    """The text of *key* in the document information; "" if there is none."""
    found = document.value(document.information.get(key))
    return text_of(found).strip() if isinstance(found, bytes) else ""

"""Texts of the document information and of XMP. No reader of XML is let near a stranger's file."""

import datetime
import html
import re

from pipeline.intake.claims import text_of
from pipeline.preflight.reading.document import Document

_MARKUP = re.compile(r"<[^<>]*>")
_LONGEST = 100_000
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d(?:'?\d\d'?)?|)(?:00'?00'?)?", re.ASCII)


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


def information_text(document: Document, key: str) -> str:
    """The text of *key* in the document information; "" if there is none."""
    found = document.value(document.information.get(key))
    return text_of(found).strip() if isinstance(found, bytes) else ""


def date_of(text: str) -> datetime.datetime | None:
    """The moment that *text*, a date of PDF (ISO 32000-1, 7.9.4) or of XMP (ISO 8601), tells to the second; else None.

    Without a zone it is taken for UTC.
    """
    match = _PDF_DATE.fullmatch(text)
    try:
        if match is not None:
            parts = zip(match.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
            year, month, day, hour, minute, second = (int(each or default) for each, default in parts)
            zone = (match[7] or "Z").replace("'", "")
            offset = datetime.timedelta()
            if zone != "Z":
                offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5] or 0))
            found = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.UTC)
            return found + offset if zone.startswith("-") else found - offset
        found = datetime.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    found = found if found.tzinfo is not None else found.replace(tzinfo=datetime.UTC)
    return found.replace(microsecond=0)

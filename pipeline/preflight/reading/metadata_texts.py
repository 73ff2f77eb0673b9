"""Texts of the document information, and dates as it and XMP tell them."""

import datetime
import re

from pipeline.pdf.text_strings import text_of
from pipeline.preflight.reading.document import Document

_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d(?:'?\d\d'?)?|)(?:00'?00'?)?", re.ASCII)


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

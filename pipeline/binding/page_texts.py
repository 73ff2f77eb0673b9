"""The text of each page of any PDF, for the search index, read by pdfium."""

from pathlib import Path
from typing import Any

import pypdfium2

MAX_CHARACTERS = 200_000  # of a page; a page of a newspaper has 20,000


def page_texts(source: Path | bytes) -> tuple[str, ...]:
    """The text of each page in reading order as pdfium sees it, at most ``MAX_CHARACTERS`` of each.

    A page that can't be read has "". Empty when the file can't be read at all.
    """
    try:
        document = pypdfium2.PdfDocument(source)
    except Exception:  # noqa: BLE001 (of a hostile file: no text is found in it, and it is bound without)
        return ()
    try:
        return tuple(_text_of(document, index) for index in range(len(document)))
    finally:
        document.close()


def _text_of(document: Any, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage()
        try:
            found = text.get_text_range(0, min(text.count_chars(), MAX_CHARACTERS))
        finally:
            text.close()
            page.close()
    except Exception:  # noqa: BLE001 (as above: the page has no text)
        return ""
    return str(found).replace("\r\n", "\n").replace("\0", "")

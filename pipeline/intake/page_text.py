"""The text of each page of a legacy PDF, for the search index."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages

MAX_CHARACTERS = 200_000  # of a page; a page of a newspaper has 20,000
_SECONDS, _SECONDS_PER_PAGE = 30, 0.5


def page_texts(path: Path, count: int) -> tuple[str, ...]:
    """The text of each of the *count* pages of *path* in reading order, at most ``MAX_CHARACTERS`` of each.

    A page that can't be read has ""; all have when the file can't be read.
    """
    found: list[str] = []
    with suppress(UnreadablePdfError):
        patience = Patience(stops=3, whole=_SECONDS + _SECONDS_PER_PAGE * count)
        found.extend(text or "" for text in tell_pages(path, _read_texts, (), patience))
    return (*found[:count], *[""] * (count - len(found)))


def _read_texts(document: Any, start: int) -> Iterator[str]:
    for index in range(start, len(document)):
        yield _text_of(document, index)


def _text_of(document: Any, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage()
        found = str(text.get_text_range(0, min(text.count_chars(), MAX_CHARACTERS)))
        text.close()
        page.close()
    except Exception:  # noqa: BLE001 (of a hostile file: the page has no text)
        return ""
    return found.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "replace").decode("utf-8")

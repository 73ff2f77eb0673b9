"""What a finished PDF holds, read by another library than any of the makers'."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument

from pipeline.fonts.charset import is_han


@dataclass(frozen=True)
class Finished:
    """Number of pages, and how often each Han character stands on them."""

    pages: int
    han: Counter[str]


def read_finished(path: Path) -> Finished:
    """Read the text of the PDF *path*."""
    with PdfDocument(path) as pdf:
        han: Counter[str] = Counter()
        for page in pdf:
            text = page.get_textpage()
            han.update(character for character in text.get_text_range() if is_han(ord(character)))
            text.close()
            page.close()
        return Finished(len(pdf), han)

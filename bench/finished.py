"""What a finished PDF holds, read by another library than any of the makers'."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pypdfium2 import PdfDocument

from pipeline.fonts.charset import is_han


@dataclass(frozen=True)
class Finished:
    """Number of pages, and how often each Han character stands below the head margin, where no running heads are."""

    pages: int
    han: Counter[str]


def read_finished(path: Path, head: float) -> Finished:
    """Read the text of the PDF *path*, without what stands in the *head* margin, in points.

    Running heads are as many as there are pages, which makers break each in their own way.
    """
    with PdfDocument(path) as pdf:
        han: Counter[str] = Counter()
        for page in pdf:
            text = page.get_textpage()
            han.update(
                character for character in text.get_text_bounded(top=page.get_height() - head) if is_han(ord(character))
            )
            text.close()
            page.close()
        return Finished(len(pdf), han)

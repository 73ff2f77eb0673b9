"""Lines of a finished PDF, read back through glyph origins: the tests don't trust what the composer says of itself."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from tests.conformance.printed_page import without_told_text

CLOSING = "，、。；：？！）》〉」』】〕”’"
OPENING = "（《〈「『【〔“‘"


@dataclass
class PrintedLine:
    """Characters that share a base line. *base* is pt from the page's top; *edges* has each character's origin and the
    end of its em or advance, in pt from the page's left edge; *size* is the biggest type size."""

    base: float
    text: str = ""
    edges: list[tuple[float, float]] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The biggest type size."""
        return max(self.sizes)

    @property
    def right(self) -> float:
        """The right edge: a closing mark at the end counts half its em, another wide character the whole.

        PDFium's box of a character is as wide as its ink where that goes beyond its em. It knows one place only for
        all characters of a piece whose text is told (whole_words.py): of that the ink's edge must do.
        """
        if self.ends_told:
            return self.edges[-1][1]
        character, (origin, end), size = self.text[-1], self.edges[-1], self.sizes[-1]
        if character in CLOSING:
            return origin + size / 2
        return origin + size if unicodedata.east_asian_width(character) in "WFA" else end

    @property
    def ends_told(self) -> bool:
        """Whether the last two characters are one piece whose text is told."""
        return len(self.edges) > 1 and self.edges[-1][0] == self.edges[-2][0]

    @property
    def left(self) -> float:
        """The left edge: of an opening mark the second half of its em."""
        return self.edges[0][0] + (self.sizes[0] / 2 if self.text[0] in OPENING else 0)


@dataclass(frozen=True)
class PrintedCharacter:
    """*x* and *base* are pt from the page's top left corner to its origin, *right* is the end of its em or advance."""

    text: str
    x: float
    base: float
    right: float
    size: float


def printed_characters(data: bytes | Path, pages: range | None = None) -> list[list[PrintedCharacter]]:
    """The characters of each page in the order they are drawn in."""
    document = pypdfium2.PdfDocument(without_told_text(data if isinstance(data, bytes) else data.read_bytes()))
    try:
        return [list(_characters(document[index])) for index in pages or range(len(document))]
    finally:
        document.close()


def printed_lines(data: bytes | Path, pages: range | None = None, smallest: float = 0) -> list[list[PrintedLine]]:
    """The lines of each page, from the top; type of less than *smallest* pt (readings) is left out."""
    return [_lines(page, smallest) for page in printed_characters(data, pages)]


def _characters(page: pypdfium2.PdfPage) -> Iterator[PrintedCharacter]:
    text_page = page.get_textpage()
    height = page.get_height()
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    for index in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if pdfium.FPDFText_IsGenerated(text_page, index) or character in "\r\n":
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text_page, index) * matrix.a
        yield PrintedCharacter(character, x.value, height - y.value, box.right, size)


def _lines(characters: list[PrintedCharacter], smallest: float) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    for character in characters:
        if character.size < smallest:
            continue
        if not lines or abs(lines[-1].base - character.base) > 4:
            lines.append(PrintedLine(character.base))
        lines[-1].text += character.text
        lines[-1].edges.append((character.x, character.right))
        lines[-1].sizes.append(character.size)
    return lines

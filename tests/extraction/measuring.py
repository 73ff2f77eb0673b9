"""How programs read an issue, beside what stands on its pages.

What stands there is read from a copy in which each glyph is drawn by itself (tests/conformance/actual_text.py): words
between spaces, as far as nothing in them is further apart than a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.actual_text import plainly_drawn
from tests.conformance.printed_page import Glyph, Line, Page, read_pages
from tests.extraction.extractors import EXTRACTORS, Extracted, Place, read_structure_by_poppler
from tests.finished import finished_sample
from tests.made_once import made_once, new_folder

_APART = 0.62  # em: what is further apart is no line of text, as a mark of a list and its item
_FEWEST = 3  # characters of a word
_NO_TEXT = "\r\n\f\u200b\ufeff\ufffe\xad"
_ASTRAY = 0.1  # em beyond a place: what is left to be moved is less


@dataclass(frozen=True, slots=True)
class Reading:
    """How a program reads an issue. *words*: those on paper; *broken*: those that it doesn't find as a whole.

    *places*: characters it says a place of, or pieces of lines; *astray*: those that don't stand there.
    """

    words: int
    broken: tuple[str, ...]
    places: int
    astray: tuple[str, ...]


@made_once
def read_sample(layout: str, *, moved: bool) -> dict[str, Reading]:
    """How programs read the first sample issue in *layout*; *moved*: with white drawn by moving glyphs, untold."""
    return _read(finished_sample(layout).pdf.read_bytes(), moved=moved)


@made_once
def read_article(layout: str, *, moved: bool) -> dict[str, Reading]:
    """The same of the offprint of the longest article alone."""
    return _read(max(_offprints(layout), key=len), moved=moved)


def told_share(layout: str) -> float:
    """How much of what is printed of the shortest article in *layout* poppler has in its structure tree.

    The article alone: poppler goes through all of a file for each element.
    """
    data = min(_offprints(layout), key=len)
    printed = sum(not glyph.character.isspace() for page in read_pages(data) for glyph in page.glyphs)
    return len("".join(read_structure_by_poppler(_write(data)).split())) / printed


def _offprints(layout: str) -> list[bytes]:
    files = finished_sample(layout).issue.files
    return [data for name, data in files.items() if "/" in name and name.endswith(".pdf")]


def _read(data: bytes, *, moved: bool) -> dict[str, Reading]:
    pages, pdf = read_pages(data), _write(plainly_drawn(data) if moved else data)
    return {name: judge(read(pdf), pages) for name, read in EXTRACTORS.items()}


def _write(data: bytes) -> Path:
    pdf = new_folder("extraction") / "read.pdf"
    pdf.write_bytes(data)
    return pdf


def judge(read: Sequence[Extracted], pages: Sequence[Page]) -> Reading:
    """What a program has *read* of *pages*, beside what stands on them."""
    count, broken, places, astray = 0, list[str](), 0, list[str]()
    for found, page in zip(read, pages, strict=True):
        text = "".join(character for character in found.text if character not in _NO_TEXT)
        words = [word for word in _words(page) if len(word) >= _FEWEST]
        count += len(words)
        broken += [word for word in words if word not in text]
        told = [place for place in found.places if not place.text.isspace()]
        places += len(told)
        astray += [place.text for place in told if not _stands_at(place, page)]
    return Reading(count, tuple(broken), places, tuple(astray))


def _words(page: Page) -> Iterator[str]:
    """The words of all lines that are no readings and have none, which are read within them."""
    readings = {id(glyph) for line in page.lines for glyph in line.above}
    for line in page.lines:
        if not line.above and not any(id(glyph) in readings for glyph in line.glyphs):
            yield from _words_of(line)


def _words_of(line: Line) -> Iterator[str]:
    word, before = "", None
    for glyph in line.glyphs:
        if glyph.character.isspace() or (before and glyph.left - before.right > _APART * line.size):
            yield word
            word = ""
        word += glyph.character.strip()
        before = glyph
    yield word


def _stands_at(place: Place, page: Page) -> bool:
    """Whether the first character of *place* stands at its left edge, and the last at its right edge."""
    near = [glyph for glyph in page.glyphs if 0 < place.height - (page.height - glyph.y) < glyph.size]
    first = (glyph for glyph in near if glyph.character == place.text[0])
    last = [glyph for glyph in near if glyph.character == place.text.rstrip()[-1]]
    return any(_begins_at(glyph, place.left) for glyph in first) and any(_ends_at(glyph, place.right) for glyph in last)


def _begins_at(glyph: Glyph, left: float) -> bool:
    return -_ASTRAY < (glyph.x + glyph.ink[0] * glyph.size - left) / glyph.size < 1


def _ends_at(glyph: Glyph, right: float) -> bool:
    return -_ASTRAY < (right - glyph.x - glyph.ink[2] * glyph.size) / glyph.size < 1

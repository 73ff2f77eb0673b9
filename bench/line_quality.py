"""How well the lines of body text are set, measured on the glyphs of finished PDFs: loosened, emptied, lone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.conformance.giving_way import PAUSES, is_han
from tests.conformance.printed_page import Line, read_pages

LOOSENED, LOOSE = 0.02, 0.05  # em between Han characters
_IN_A_ROW = 3
_EMPTIED = 0.52  # em that a comma has left
_NEARLY = 0.6  # em that a full line may seem short of the measure
_INDENT = 2  # em


@dataclass(frozen=True)
class LineQuality:
    """Full lines of body text; of these the *loosened* and those whose commas are all *emptied*; *runs* of loose lines;
    last lines with one Han character alone."""

    lines: int
    loosened: int
    emptied: int
    runs: int
    lone: int


def line_quality(path: Path, size: float, measure: float, columns: int = 1) -> LineQuality:
    """Look at lines of *size* pt in *columns* of *measure* em, on all pages of *path* but the first and the last."""
    lines = loosened = emptied = runs = lone = row = 0
    for line in _body(path, size, measure, columns):
        width = (line.right - line.left) / size
        han = [character for character in line.text if is_han(character)]
        lone += len(han) == 1 and len(line.text) <= 2
        white = list(_white(line))
        if not white or min(abs(width - measure), abs(width - measure + _INDENT)) > _NEARLY:
            row = 0
            continue
        lines += 1
        loosened += max(white) > LOOSENED
        row = row + 1 if max(white) > LOOSE else 0
        runs += row == _IN_A_ROW
        rooms = list(_pauses(line))
        emptied += bool(rooms) and max(rooms) < _EMPTIED
    return LineQuality(lines, loosened, emptied, runs, lone)


def _body(path: Path, size: float, measure: float, columns: int) -> Iterator[Line]:
    """The lines in the order of reading: column after column."""
    half = size * measure / 2
    for page in read_pages(path.read_bytes())[1:-1]:
        for line in sorted(page.lines, key=lambda each: int((each.left + half) / page.width * columns)):
            fonts = {glyph.font for glyph in line.glyphs if is_han(glyph.character)}
            if all(abs(glyph.size - size) < 0.1 for glyph in line.glyphs) and any("Song" in font for font in fonts):
                yield line


def _white(line: Line) -> Iterator[float]:
    """What is added between Han characters, em."""
    for one, two in pairwise(line.glyphs):
        if is_han(one.character) and is_han(two.character):
            yield (two.x - one.x) / one.size - one.advance


def _pauses(line: Line) -> Iterator[float]:
    """The room of commas and the like before a Han character, em."""
    for one, two in pairwise(line.glyphs):
        if one.character in PAUSES and is_han(two.character):
            yield (two.x - one.x) / one.size

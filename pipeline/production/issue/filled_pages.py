"""Pages with text of articles, and how much of them is empty. Pure: it knows where blocks stand, and the pitch."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.engine.laid_out_part import PageFilling, PlacedBlock
from pipeline.production.pagination import PlacedPart

MOST_EMPTY = 1 / 3
"""The share of a page's type area that may be empty before an editor is told."""
_WHITE_OF_A_HEAD = 5  # lines that may be white above and below a head, a figure or a box
TOLERANCE = 2.0
"""Within which two places are one, px."""


class FilledPage(NamedTuple):
    """A page with text of articles, by its *folio*. *is_last*: nothing of its part stands on a page behind it."""

    folio: int
    filling: PageFilling
    is_last: bool


def list_filled_pages(parts: Iterable[PlacedPart]) -> list[FilledPage]:
    """The pages of *parts* that have text of articles, in page order."""
    pages = []
    for placed in parts:
        own = [filling for filling in placed.laid_out.fillings if any(block.slug for block in filling.blocks)]
        pages += [FilledPage(placed.first_folio + each.page, each, each is own[-1]) for each in own]
    return pages


class Fault(NamedTuple):
    """What is wrong about a *block*, by a *rule*, and what to do about it."""

    rule: str
    block: PlacedBlock
    message: str
    hint: str


def share_of_white(filling: PageFilling, line: float) -> float:
    """The share of a page's type area that is empty, 0 to 1; *line*: the pitch, px.

    White of fewer than some lines, as it stands about heads and figures, is none.
    """
    left, top, right, bottom = filling.area
    sides = sorted({(column[0], column[2]) for group in filling.columns for column in group}) or [(left, right)]
    if bottom <= top:
        return 0.0
    white = 0.0
    for begin, end in sides:
        ends = [top]  # of what stands above, at each gap
        for block in sorted(filling.blocks, key=lambda block: block.area[1]):
            if min(end, block.area[2]) - max(begin, block.area[0]) > TOLERANCE:
                white += _gap(ends[-1], block.area[1], line)
                ends.append(max(ends[-1], block.area[3]))
        white += _gap(ends[-1], bottom, line)
    return white / len(sides) / (bottom - top)


def _gap(above: float, below: float, line: float) -> float:
    return below - above if below - above > _WHITE_OF_A_HEAD * line else 0.0

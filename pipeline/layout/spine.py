"""The spine of a volume or an issue: how thick it is, and its title in stacked upright characters."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Issue
from pipeline.units import POINTS_PER_MM, Size

if TYPE_CHECKING:
    from pipeline.volume import BoundVolume, Volume

LEAST_WIDTH = 5 * POINTS_PER_MM  # GB/T 11668-1989: a spine of 5 mm and more bears a title
MOST_OF_TRIM = 1 / 3  # of the page's width: a wider spine leaves the cover no room beside it
_MARGIN = 20 * POINTS_PER_MM  # kept free at head and foot
_LARGEST, _LEAST = 24.0, 5.0  # pt; 八号 is the smallest size that is read
_CLEAR = 1 * POINTS_PER_MM  # between what stands on a spine and its edges: folds are not exact
_OF_WIDTH = 0.62  # size of the characters as a share of the width
_PITCH = 1.2  # from one cell to the next, in sizes
_LABEL = 9.0  # pt, the largest size of the shelf mark
_LEAST_LABEL = 5.0
_LATIN = 0.6  # about the width of a letter or digit in ems
_PIECES = re.compile(r"\d+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SpineCell:
    """One place of the stack: a character, or two digits side by side (纵中横); *turned* by a quarter when it must be.

    An empty *text* is a gap.
    """

    text: str
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """A spine *width* pt thick. *cells* stand below one another every *pitch* pt, set in *size* pt.

    *label* is the shelf mark, in lines of *label_size* pt at the foot. A spine too narrow for a title has no cells, one
    too narrow for the mark no label.
    """

    width: float
    size: float = 0.0
    pitch: float = 0.0
    cells: tuple[SpineCell, ...] = ()
    label: tuple[str, ...] = ()
    label_size: float = 0.0

    @property
    def strip(self) -> float:
        """Width of the strip that shows the spine on the cover, pt; 0 when it bears nothing."""
        return self.width if self.cells else 0.0


def spine_of(volume: "BoundVolume", part: int, front_pages: int, trim: Size) -> Spine:
    """The spine of the 0-based *part* of *volume*, which has *front_pages* before its issues; *trim* in pt.

    Its width is that of the leaves (half as many as pages): leaves × caliper, without a cover. One that is more than a
    third of the page's width bears no title: the cover can't show it.
    """
    pages = front_pages + sum(issue.pages for issue in volume.issues if issue.volume_part == part)
    width = leaves_of(pages) * volume.order.caliper
    if width > trim.width * MOST_OF_TRIM:
        return Spine(width=width)
    return volume_spine(volume, part, width, trim.height)


def leaves_of(pages: int) -> int:
    """How many leaves *pages* are; the last may be printed on one side."""
    return (pages + 1) // 2


def spine_width(pages: int, caliper: float, cover_caliper: float) -> float:
    """How thick the spine of a cover is around *pages* on paper of *caliper*, all in one unit, to four digits.

    The cover is two leaves more, front and back, of *cover_caliper*.
    """
    return round(leaves_of(pages) * caliper + 2 * cover_caliper, 4)


def volume_spine(volume: "BoundVolume", part: int, width: float, height: float) -> Spine:
    """The spine of the 0-based *part* of *volume*, *width* × *height* pt: publication, title, part; the shelf mark."""
    from pipeline.volume import part_name

    order = volume.order
    texts = (order.publication.name, own_title(order), part_name(part, volume.volume_parts))
    return titled_spine(texts, width, height, order.shelf_mark)


def issue_spine(issue: Issue, width: float, height: float) -> Spine:
    """The spine of *issue*, *width* × *height* pt: publication, year and number."""
    return titled_spine((issue.publication.name, f"{issue.year}年{issue.number.label}"), width, height)


def titled_spine(texts: Iterable[str], width: float, height: float, shelf_mark: str = "") -> Spine:
    """A spine *width* × *height* pt with *texts* below one another, a gap between them, and a *shelf_mark* at the foot.

    It bears nothing when it is thinner than LEAST_WIDTH, or when the title would have to be smaller than is read.
    """
    if width < LEAST_WIDTH:
        return Spine(width=width)
    cells = stack("　".join(filter(None, texts)))
    label, label_size = _label(shelf_mark, width)
    room = height - 2 * _MARGIN - (len(label) + 1) * label_size * _PITCH
    size = min(width * _OF_WIDTH, width - 2 * _CLEAR, _LARGEST, room / (len(cells) * _PITCH) if cells else 0.0)
    if size < _LEAST:
        return Spine(width=width)
    return Spine(
        width=width, size=round(size, 2), pitch=round(size * _PITCH, 2), cells=cells, label=label, label_size=label_size
    )


def own_title(order: "Volume") -> str:
    """The title of a volume without the name of its publication, which stands before it."""
    return order.title.removeprefix(order.publication.name).strip() or order.title


def _label(shelf_mark: str, width: float) -> tuple[tuple[str, ...], float]:
    """The shelf mark in lines, one for each of its parts, as labels of libraries have it, and its size, pt."""
    lines = tuple(filter(None, (part.strip() for part in shelf_mark.split("/"))))
    if not lines:
        return (), 0.0
    longest = max(sum(1 if ord(each) >= 0x2E80 else _LATIN for each in line) for line in lines)
    size = round(min(_LABEL, (width - 2 * _CLEAR) / longest), 2)
    return (lines, size) if size >= _LEAST_LABEL else ((), 0.0)


def stack(text: str) -> tuple[SpineCell, ...]:
    """*text* in cells: a character in each; two digits stand side by side, those of a longer number one below another.

    Brackets, dashes and ellipses are turned, as vertical text has them; white is a gap.
    """
    cells: list[SpineCell] = []
    for piece in _PIECES.findall(text):
        if piece[0].isdigit():
            step = 2 if len(piece) == 2 else 1
            cells += [SpineCell(piece[at : at + step]) for at in range(0, len(piece), step)]
        elif piece.isspace():
            cells.append(SpineCell(""))
        else:
            cells.append(SpineCell(piece, unicodedata.category(piece) in ("Ps", "Pe", "Pd") or piece == "…"))
    return tuple(cells)

"""How the pictures of a page of pictures stand: in rows and columns within one another that fill the page. Pure.

Pictures are parted by straight cuts from edge to edge (a slicing structure), in the order in which they are read, so
that those of a row are of one height and those of a column of one width. Of all ways to do so the one is taken whose
pictures fill the page best, are of one size about, and are cropped the least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, product
from math import ceil, exp, log
from typing import NamedTuple

MOST_CROPPED = 0.18
"""The share of a picture that may be cut off for the sake of its page."""
_WHITE, _CROPPED, _UNEVEN, _NESTED, _STAGGERED = 2.5, 1.0, 0.6, 0.05, 0.2  # what costs how much
_LEAST = 0.12  # of the width of the page, that a picture is wide and high at least
_MOST_IN_ROW = 4
_DEEPEST = 3  # what is split within what is split
_TRIALS = 4  # until the lines of captions are as many as their widths make


class Piece(NamedTuple):
    """A picture: its *ratio*, width by height, and how long its *words* would be in one line, pt."""

    ratio: float
    words: float = 0.0


class Cell(NamedTuple):
    """The frame of a picture, pt from the upper left corner of all; its words stand below it, as wide."""

    left: float
    top: float
    width: float
    height: float


class Filling(NamedTuple):
    """The *cells* of pictures in order, and the *height* of all with their words, pt. *cost*: how far from the best."""

    cells: tuple[Cell, ...]
    height: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What there is for pictures and their words, pt. *gap*: between pictures; words have lines of *line*, and *white*
    above them."""

    width: float
    height: float
    gap: float
    line: float
    white: float


@dataclass(frozen=True, slots=True)
class _Split:
    """Pictures side by side (*is_row*) or below one another: numbers of pieces, or what is split again."""

    is_row: bool
    parts: tuple["int | _Split", ...]

    @property
    def depth(self) -> int:
        return 1 + max(each.depth if isinstance(each, _Split) else 0 for each in self.parts)

    @property
    def staggered(self) -> int:
        """How many columns stand beside others, whose pictures end elsewhere."""
        inner = [each for each in self.parts if isinstance(each, _Split)]
        return sum(each.staggered for each in inner) + (max(0, len(inner) - 1) if self.is_row else 0)


class _Height(NamedTuple):
    """How high something is that is *w* wide, if all its pictures are stretched by *k*: k (a·w + b) + c."""

    a: float
    b: float
    c: float

    def at(self, width: float, stretch: float) -> float:
        return stretch * (self.a * width + self.b) + self.c

    def width_for(self, height: float, stretch: float) -> float:
        return ((height - self.c) / stretch - self.b) / self.a


@lru_cache(maxsize=64)  # the same page is asked for in each pass over an issue
def fill_page(pieces: tuple[Piece, ...], room: Room, rows: tuple[int, ...] = ()) -> Filling | None:
    """How *pieces* fill a *room*, in *rows* of so many if their author says so; None where there is no way.

    What stays white is at both sides, or below all.
    """
    splits = [_of_rows(rows)] if rows else _ways_to_split(len(pieces))
    found = [found for split in splits if (found := _try(split, pieces, room)) is not None]
    return min(found, key=lambda each: each.cost, default=None)


def _try(split: _Split, pieces: Sequence[Piece], room: Room) -> Filling | None:
    """How *pieces* stand if they are *split* so; None where any has too little room."""
    below = [room.white + room.line if piece.words else 0.0 for piece in pieces]
    for _trial in range(_TRIALS):
        _even_out(split, below)
        found = _set(split, pieces, below, room)
        if found is None:
            return None
        needed = [_height_of_words(piece, cell, room) for piece, cell in zip(pieces, found.cells, strict=True)]
        if all(need <= have + 1e-6 for need, have in zip(needed, below, strict=True)):
            return found
        below = [max(pair) for pair in zip(needed, below, strict=True)]
    return None


def _height_of_words(piece: Piece, cell: Cell, room: Room) -> float:
    return room.white + room.line * ceil(piece.words / cell.width) if piece.words else 0.0


def _set(split: _Split, pieces: Sequence[Piece], below: Sequence[float], room: Room) -> Filling | None:
    """*pieces* stretched so that they fill the height of *room*, as far as no more is cut off than may be."""
    least, most = 1 - MOST_CROPPED, 1 / (1 - MOST_CROPPED)
    whole = _height_of(split, pieces, below, room.gap)
    natural = whole.at(room.width, 1) - whole.c
    stretch = min(most, max(least, (room.height - whole.c) / natural)) if natural > 0 else most
    width = min(room.width, whole.width_for(room.height, stretch))
    height = whole.at(width, stretch)
    cells: dict[int, Cell] = {}

    def place(part: int | _Split, left: float, top: float, width: float, height: float) -> None:
        if isinstance(part, int):
            cells[part] = Cell(left, top, width, height - below[part])
            return
        for each in part.parts:
            own = _height_of(each, pieces, below, room.gap)
            across = own.width_for(height, stretch) if part.is_row else width
            down = height if part.is_row else own.at(width, stretch)
            place(each, left, top, across, down)
            left, top = (left + across + room.gap, top) if part.is_row else (left, top + down + room.gap)

    place(split, (room.width - width) / 2, 0.0, width, height)
    ordered = tuple(cells[number] for number in range(len(pieces)))
    if any(min(cell.width, cell.height) < _LEAST * room.width for cell in ordered):
        return None
    areas = [cell.width * cell.height for cell in ordered]
    mean = exp(sum(map(log, areas)) / len(areas))
    uneven = sum(abs(log(area / mean)) for area in areas) / len(areas)
    white = 1 - sum(areas) / (room.width * room.height)
    cost = _WHITE * white + _CROPPED * abs(log(stretch)) + _UNEVEN * uneven
    return Filling(ordered, height, cost + _NESTED * split.depth + _STAGGERED * split.staggered)


def _height_of(part: int | _Split, pieces: Sequence[Piece], below: Sequence[float], gap: float) -> _Height:
    """How high *part* is at any width and stretch; *below*: the heights of words below pictures."""
    if isinstance(part, int):
        return _Height(1 / pieces[part].ratio, 0.0, below[part])
    parts = [_height_of(each, pieces, below, gap) for each in part.parts]
    gaps = gap * (len(parts) - 1)
    if not part.is_row:
        return _Height(
            sum(each.a for each in parts), sum(each.b for each in parts), sum(each.c for each in parts) + gaps
        )
    share = 1 / sum(1 / each.a for each in parts)
    return _Height(
        share, share * (sum(each.b / each.a for each in parts) - gaps), share * sum(each.c / each.a for each in parts)
    )


def _even_out(split: _Split, below: list[float]) -> None:
    """Give words below pictures that end a row one height, so that the pictures end in one line."""
    for each in split.parts:
        if isinstance(each, _Split):
            _even_out(each, below)
    if split.is_row:
        lowest = list(_find_lowest(split))
        most = max(below[number] for number in lowest)
        for number in lowest:
            below[number] = most


def _find_lowest(part: int | _Split) -> Iterator[int]:
    """The numbers of the pieces that *part* ends with below."""
    if isinstance(part, int):
        yield part
        return
    for each in part.parts if part.is_row else part.parts[-1:]:
        yield from _find_lowest(each)


def _of_rows(counts: Sequence[int]) -> _Split:
    """Rows of so many pieces below one another."""
    first, parts = 0, list[int | _Split]()
    for count in counts:
        numbers = tuple(range(first, first + count))
        parts.append(_Split(True, numbers) if count > 1 else first)
        first += count
    return _Split(False, tuple(parts))


@cache
def _ways_to_split(count: int) -> tuple[_Split, ...]:
    """All ways to part *count* pieces, in order."""
    return tuple(
        split
        for is_row in (False, True)
        for split in _parts_from(0, count, is_row)
        if isinstance(split, _Split) and split.depth <= _DEEPEST
    )


def _parts_from(first: int, end: int, is_row: bool) -> Iterator[int | _Split]:
    """All ways to part the pieces from *first* to before *end*, side by side or below one another."""
    if end - first == 1:
        yield first
        return
    most = min(end - first, _MOST_IN_ROW) if is_row else end - first
    for parts in range(2, most + 1):
        for cuts in combinations(range(first + 1, end), parts - 1):
            spans = pairwise((first, *cuts, end))
            for chosen in product(*(list(_parts_from(*span, not is_row)) for span in spans)):
                yield _Split(is_row, chosen)

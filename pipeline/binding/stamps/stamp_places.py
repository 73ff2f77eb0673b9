"""Free places for stamps on a page of which nothing is known but what it prints.

A page is seen as an image of its ink. A stamp stays where the layout of the volume sets it when nothing is printed
there; if not, it goes where a binder would put it: further along its line towards the spine, on a line a little higher
or lower, or at the other edge of the page.

Coordinates: points, origin at the lower left corner of the trimmed page as it is read, y upwards; images have their
origin at the upper left.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from pipeline.binding.stamps.stamp_sheet import PageMoves

Box = tuple[float, float, float, float]  # left, bottom, right, top

MARGIN = 2.0  # pt between a stamp and what is printed above or below it
SIDE = 6.0  # pt to what is printed beside it: a folio must not be read together with the issue's own
EDGE = 11.34  # pt, 4 mm: what a guillotine may take, and a hand at a copier
SPINE = 28.35  # pt, 10 mm: what the binding swallows
_LINES = 6  # tried above and below, each half a stamp's height from the last
_LIGHT = 144  # the darkest grey that a stamp can be read on
_TOLERANCE = 24  # greys that paper may differ from its own, of 255
_LEAST_PAPER = 0.01  # of a page; what has less of any light grey is printed all over
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A stamp where the layout sets it. *inwards* is 1 where the spine is to the right of it along its line, else -1.

    One that *must_stay* is never left off; one that *keeps_column* goes up or down before it goes along its line.
    """

    name: str
    box: Box
    inwards: int
    must_stay: bool = False
    keeps_column: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InkMap:
    """What a page prints: pixels of the greyscale *image* that are not 0 are ink.

    *across* and *down* are pixels per pt, *left* and *bottom* where the trimmed page's lower left corner is in the
    image. *sight* is what is both seen and not trimmed off, *area* where stamps may be moved to.
    """

    image: Image.Image
    across: float
    down: float
    left: float
    bottom: float
    sight: Box
    area: Box

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the pixels that *box* touches."""
        x0, y0, x1, y1 = box
        return (
            math.floor((x0 + self.left) * self.across + _EPSILON),
            math.floor(self.image.height - (y1 + self.bottom) * self.down + _EPSILON),
            math.ceil((x1 + self.left) * self.across - _EPSILON),
            math.ceil(self.image.height - (y0 + self.bottom) * self.down - _EPSILON),
        )

    def is_free(self, box: Box) -> bool:
        """Whether *box* is in sight and no ink in it."""
        return is_within(box, self.sight) and self.image.crop(self.pixels(box)).getbbox() is None

    def free_along(self, box: Box, inwards: int) -> float | None:
        """How far *box* has to move along its line to be free and in the area: 0, or the least way *inwards*, pt."""
        x0, y0, x1, y1 = box
        if y0 < self.area[1] - _EPSILON or y1 > self.area[3] + _EPSILON:
            return None
        if is_within(box, self.area) and self.is_free(box):
            return 0.0
        first, top, end, bottom = self.pixels(box)
        lowest = math.ceil((self.area[0] + self.left) * self.across - _EPSILON)
        highest = math.floor((self.area[2] + self.left) * self.across + _EPSILON)
        if not 0 <= lowest < highest <= self.image.width or top < 0 or bottom > self.image.height:
            return None
        row = _darkest_of_columns(self.image.crop((0, top, self.image.width, bottom)))
        free = bytes(math.ceil((x1 - x0) * self.across - _EPSILON))
        if inwards > 0:
            place = row.find(free, max(lowest, first), highest)
        else:
            place = row.rfind(free, lowest, max(min(highest, end), lowest))
        return place / self.across - self.left - x0 if place >= 0 else None


def _darkest_of_columns(strip: Image.Image) -> bytes:
    """The highest value in each column of *strip*."""
    while strip.height > 1:
        half = (strip.height + 1) // 2
        upper = strip.crop((0, 0, strip.width, half))
        strip = ImageChops.lighter(upper, strip.crop((0, strip.height - half, strip.width, strip.height)))
    return strip.tobytes()


def places(ink: InkMap, overlays: Sequence[Overlay]) -> PageMoves:
    """Moves of those of *overlays* that can't stay where they are, which come first to be served first.

    None is one that is left off. One that must stay and finds no place has no move, as has one that is free: the
    first is told by being in ``not_free``.
    """
    stay = [overlay for overlay in overlays if ink.is_free(widen_box(overlay.box))]
    taken = InkMap(
        image=ink.image.copy(),
        across=ink.across,
        down=ink.down,
        left=ink.left,
        bottom=ink.bottom,
        sight=ink.sight,
        area=ink.area,
    )
    for overlay in stay:
        _cover(taken, overlay.box)
    moves: dict[str, tuple[float, float] | None] = {}
    for overlay in overlays:
        if overlay in stay:
            continue
        move = _place(taken, overlay)
        if move is not None:
            _cover(taken, move_box(overlay.box, move))
        if move is not None or not overlay.must_stay:
            moves[overlay.name] = move
    return moves


def not_free(ink: InkMap, overlays: Sequence[Overlay], moves: PageMoves) -> tuple[str, ...]:
    """The names of *overlays* that stand over what is printed after *moves*: they must stay, and there is no place."""
    return tuple(
        overlay.name
        for overlay in overlays
        if overlay.must_stay and overlay.name not in moves and not ink.is_free(widen_box(overlay.box))
    )


def _place(ink: InkMap, overlay: Overlay) -> tuple[float, float] | None:
    box = widen_box(overlay.box)
    rises = list(_list_rises(box, ink))
    if overlay.keeps_column:
        for rise in rises[: len(rises) // 2]:
            place = move_box(box, (0.0, rise))
            if is_within(place, ink.area) and ink.is_free(place):
                return 0.0, rise
    for rise in rises:
        along = ink.free_along(move_box(box, (0.0, rise)), overlay.inwards)
        if along is not None:
            return along, rise
    return None


def _list_rises(box: Box, ink: InkMap) -> Iterator[float]:
    """The lines to be tried, by how much they are above that of *box*: near it, then near the other edge of the page.

    A line that is not in the area gives way to the nearest one that is.
    """
    step = (box[3] - box[1]) / 2
    other_edge = ink.sight[1] + ink.sight[3] - box[1] - box[3]
    for edge in (0.0, other_edge):
        start = max(min(edge, ink.area[3] - box[3]), ink.area[1] - box[1])
        yield start
        for number in range(1, _LINES + 1):
            yield start + number * step
            yield start - number * step


def _cover(ink: InkMap, box: Box) -> None:
    ink.image.paste(255, ink.pixels(box))


def widen_box(box: Box) -> Box:
    """*box* with the margin that a stamp has around it."""
    return box[0] - SIDE, box[1] - MARGIN, box[2] + SIDE, box[3] + MARGIN


def move_box(box: Box, move: tuple[float, float]) -> Box:
    """*box* moved to the right and up."""
    return box[0] + move[0], box[1] + move[1], box[2] + move[0], box[3] + move[1]


def is_within(box: Box, outer: Box) -> bool:
    """Whether no part of *box* is outside of *outer*."""
    return (
        box[0] >= outer[0] - _EPSILON
        and box[1] >= outer[1] - _EPSILON
        and box[2] <= outer[2] + _EPSILON
        and box[3] <= outer[3] + _EPSILON
    )


def ink_of(image: Image.Image) -> Image.Image:
    """The ink of the greyscale *image* of a page: 255 where it differs from the paper, else 0.

    Paper is the most common of the greys that a stamp can be read on: a scan's need not be white, and what is printed
    in white on a dark page is no ink. A page without paper, dark all over, is all ink.
    """
    counts = image.histogram()
    paper = max(range(_LIGHT, 256), key=lambda grey: (counts[grey], grey))
    greys = range(max(paper - _TOLERANCE, _LIGHT), min(paper + _TOLERANCE, 255) + 1)
    if sum(counts[grey] for grey in greys) < _LEAST_PAPER * image.width * image.height:
        greys = range(0)
    return image.point([0 if grey in greys else 255 for grey in range(256)])

"""Draws pages small, to find out where they print."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.binding.stamps.stamp_places import (
    EDGE,
    MARGIN,
    SIDE,
    SPINE,
    Box,
    InkMap,
    Overlay,
    ink_of,
    not_free,
    places,
)
from pipeline.binding.stamps.stamp_sheet import PageMoves
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages

SCALE = 0.75  # pixels per pt: the stroke of a letter of 8 pt, or a hairline, still darkens a pixel well
MAX_PIXELS = 500_000  # of a page: A4 has 282,000
_MAX_SIDE = 4_000
_PATIENCE = Patience(work=4, later_work=2, stops=3)
_SAME = 0.01  # by how much the size of a page may differ from that of its boxes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToSee:
    """A page with its stamps, the folio first. *index* is 0-based.

    *size* is that of what is seen, the CropBox, as read, pt; *unit* that of the page in pt. *trim* is where it is
    trimmed, pt from the lower left corner of what is seen; *spine* tells at which side of the page the spine is.
    """

    index: int
    size: tuple[float, float]
    unit: float
    trim: Box
    spine: str
    overlays: tuple[Overlay, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """*moves* of the stamps of the page *index*, and the names of those that have no free place and stay."""

    index: int
    moves: PageMoves
    not_free: tuple[str, ...] = ()


class UnlikePageError(Exception):
    """pdfium sees a page of another size than its boxes tell."""


def draw_page(page: Any, scale: float) -> Image.Image:
    """A pdfium *page* as a greyscale image of *scale* pixels per unit, or less where it would be too large."""
    width, height = page.get_size()
    scale = min(scale, (MAX_PIXELS / (width * height)) ** 0.5, _MAX_SIDE / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return bitmap.to_pil().copy()  # type: ignore[no-any-return]
    finally:
        bitmap.close()


def see_page(document: Any, wanted: PageToSee) -> SeenPage:
    """Find places for the stamps of a page of *document*. Raises UnlikePageError, and whatever pdfium does."""
    page = document[wanted.index]
    try:
        found = page.get_size()
        wide, high = wanted.size
        unit = wanted.unit
        if not any(
            abs(found[0] * each - wide) <= _SAME * wide and abs(found[1] * each - high) <= _SAME * high
            for each in {1.0, unit}
        ):
            raise UnlikePageError(wanted.index)
        image = ink_of(draw_page(page, SCALE * wide / found[0]))
    finally:
        page.close()
    ink = ink_map(image, wanted)
    moves = places(ink, wanted.overlays)
    return SeenPage(wanted.index, moves, not_free(ink, wanted.overlays, moves))


def ink_map(image: Image.Image, wanted: PageToSee) -> InkMap:
    """The *image* of the ink of a page in the coordinates of its trim."""
    (wide, high), (x0, y0, x1, y1) = wanted.size, wanted.trim
    sight = max(0.0, -x0), max(0.0, -y0), min(x1, wide) - x0, min(y1, high) - y0
    # Of what is moved with its margin.
    at_fore, at_spine = EDGE - SIDE, min(SPINE, (x1 - x0) / 8) - SIDE
    left, right = (at_spine, at_fore) if wanted.spine == "left" else (at_fore, at_spine)
    area = (
        max(left, sight[0]),
        max(EDGE - MARGIN, sight[1]),
        min(x1 - x0 - right, sight[2]),
        min(y1 - y0 - EDGE + MARGIN, sight[3]),
    )
    return InkMap(
        image=image, across=image.width / wide, down=image.height / high, left=x0, bottom=y0, sight=sight, area=area
    )


def see_pages(path: Path, pages: Sequence[PageToSee]) -> Iterator[SeenPage]:
    """Find places on *pages* of the PDF *path*, one after the other; pages that can't be seen are passed over."""
    with suppress(UnreadablePdfError):  # no page is seen, and that is said
        for found in tell_pages(path, _see, (pages,), _PATIENCE):
            if found is not None:
                yield found


def _see(document: Any, start: int, pages: Sequence[PageToSee]) -> Iterator[SeenPage | None]:
    for wanted in pages[start:]:
        try:
            yield see_page(document, wanted)
        except Exception:  # noqa: BLE001 (of a hostile page: its stamps stay where they are, and that is said)
            yield None

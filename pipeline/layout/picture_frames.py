"""Frames that pictures fill: what is shown of a picture, and where it stands on pages that it fills to their edges."""

from typing import NamedTuple

from pipeline.blocks import Figure
from pipeline.units import PageGeometry, parse_length

BEYOND = parse_length("10mm")
"""How far sheets go beyond the edges of their page, for the bleed of any printer, pt."""


class PageFrame(NamedTuple):
    """Where a picture stands on a page, pt: *left* and *top* from the upper left corner of the sheet, `BEYOND` the
    trim."""

    left: float
    top: float
    width: float
    height: float


def page_frames(figure: Figure, geometry: PageGeometry, *, is_bound: bool) -> tuple[PageFrame, ...]:
    """The frame of a picture that fills a page to its edges and beyond, or those on the two pages of a spread.

    On each page of a spread the same picture is seen up to its middle. That stands at the spine, or off it by the
    gutter where the page *is_bound*: what the binding hides there is the beginning of the other half.
    """
    gutter = figure.gutter if is_bound else 0.0
    width, height = geometry.width + 2 * BEYOND, geometry.height + 2 * BEYOND
    if figure.extent != "spread":
        return (PageFrame(0, 0, width, height),)
    width = 2 * (geometry.width - gutter + BEYOND)
    return PageFrame(0, 0, width, height), PageFrame(BEYOND + gutter - width / 2, 0, width, height)


def head_frame(figure: Figure, geometry: PageGeometry) -> PageFrame:
    """The frame of a picture that fills the head of a page to its edges, from the upper left corner of the type area.

    It is cropped where it would be higher than two thirds of the type area, or end above it.
    """
    area = geometry.type_area
    side, above = max(geometry.inside, geometry.outside) + BEYOND, geometry.head + BEYOND
    width = area.width + 2 * side
    height = max(above + geometry.lines(1), min(width / figure.ratio, above + geometry.lines(area.lines * 2 // 3)))
    return PageFrame(-side, -above, width, height)


def shown_part(figure: Figure, ratio: float) -> tuple[float, float]:
    """Where a picture stands in a frame of the shape *ratio* (width by height) that it fills, as ``object-position`` of
    CSS wants it, per cent.

    The focus is in the middle of the frame, or as near to it as the edges of the picture allow.
    """
    own = figure.picture.size.width / figure.picture.size.height
    across, down = _offset(figure.focus.x / 100, ratio / own), _offset(figure.focus.y / 100, own / ratio)
    return round(100 * across, 2), round(100 * down, 2)


def _offset(focus: float, share: float) -> float:
    """The share of what is cut off that is cut off before the frame, which shows a *share* of the picture."""
    if share >= 1:
        return 0.5
    return min(1.0, max(0.0, (focus - share / 2) / (1 - share)))

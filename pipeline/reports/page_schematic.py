"""A page drawn from its snapshot, where there is no PDF any more: lines, images and areas, each in its place. Pure.

It is no picture: text is squeezed into the width that it had, in whatever face the browser has; images are grey.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from pipeline.regression.snapshot.snapshot import Box, Line, Mark, Page, Style
from pipeline.reports.page_places import Size
from pipeline.reports.proof_pages import cut_size
from pipeline.reports.self_contained import data_address, plain

_MAX_LINES, _MAX_MARKS = 300, 150  # of a page
_MAX_TEXT = 6_000  # characters of a page
_MAX_CELLS = 100_000
_SIZES = 0.5, 400.0  # pt of type that are drawn
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SANS = re.compile(r"hei|sans|gothic|arial|helvetica", re.IGNORECASE)
_BOLD = re.compile(r"bold|heavy|black|hei", re.IGNORECASE)
_RECTANGLES = ["4"], ["5"]  # segments of its path
_RULE = 3.0  # pt: what is thinner is a rule of any shape


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style: *size* in pt, *colour* as ``#rrggbb``; *face* is serif, sans or bold."""

    text: str
    size: float
    colour: str
    face: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line that begins at *x* on its base line *y* and is *width* wide, pt from the top left corner."""

    x: float
    y: float
    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area or rule of the *box*. *fill* and *stroke* are ``#rrggbb`` or "none"."""

    box: Box
    fill: str
    stroke: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schematic:
    """What is drawn of a page of *size* pt, before it is turned by *turn* (the attribute ``transform`` of SVG).

    *grey* is the address of the small picture in its snapshot, "" where more than that is known.
    """

    size: Size
    turn: str
    lines: tuple[DrawnLine, ...]
    images: tuple[Box, ...]
    areas: tuple[Area, ...]
    grey: str


def schematic_of(page: Page, styles: Sequence[Style]) -> Schematic | None:
    """*page* as its snapshot has it; *styles* are those of the snapshot. None when its size isn't known."""
    size = cut_size(page)
    if size is None:
        return None
    lines = tuple(_lines(page.lines, styles))
    boxes = sorted(filter(_is_drawn, page.vectors[:_MAX_MARKS]), key=lambda each: -_area(each.box))
    images = tuple(each.box for each in page.images[:_MAX_MARKS] if _is_drawn(each))
    grey = "" if lines or boxes else _grey(page)
    return Schematic(
        size=size,
        turn=_turn(size, page.rotation),
        lines=lines,
        images=images,
        areas=tuple(map(_draw, boxes)),
        grey=grey,
    )


def _turn(size: Size, rotation: int) -> str:
    width, height = size
    match rotation % 360:
        case 90:
            return f"matrix(0 1 -1 0 {height:.2f} 0)"
        case 180:
            return f"matrix(-1 0 0 -1 {width:.2f} {height:.2f})"
        case 270:
            return f"matrix(0 -1 1 0 0 {width:.2f})"
        case _:
            return ""


def _lines(lines: Sequence[Line], styles: Sequence[Style]) -> Iterator[DrawnLine]:
    room = _MAX_TEXT
    for line in lines[:_MAX_LINES]:
        if room <= 0 or not all(map(math.isfinite, (line.x, line.y, line.width))):
            continue
        pieces = []
        for number, text in line.pieces:
            style = styles[number]
            if style.colour == "none" or not _SIZES[0] <= style.size <= _SIZES[1]:
                continue
            shown = plain(text[:room])
            room -= len(shown)
            pieces.append(Piece(shown, style.size, _colour(style.colour, "#000000"), _face(style.font)))
        if any(piece.text.strip() for piece in pieces):
            yield DrawnLine(line.x, line.y, max(0.0, line.width), tuple(pieces))


def _face(font: str) -> str:
    if _BOLD.search(font):
        return "bold"
    return "sans" if _SANS.search(font) else "serif"


def _colour(text: str, otherwise: str) -> str:
    return text if _COLOUR.fullmatch(text) else otherwise


def _is_drawn(mark: Mark) -> bool:
    return all(map(math.isfinite, mark.box))


def _area(box: Box) -> float:
    return abs(box[2] - box[0]) * abs(box[3] - box[1])


def _draw(mark: Mark) -> Area:
    """*mark* as an area; its digest tells size, kind, segments and stroke (``regression.snapshot.page_reading``).

    What is no rectangle is an outline: filled, it would hide more than it did.
    """
    x0, x1 = sorted((mark.box[0], mark.box[2]))
    y0, y1 = sorted((mark.box[1], mark.box[3]))
    first, _slash, second = mark.colour.partition("/")
    fill, stroke = _colour(first, "none"), _colour(second, "none")
    segments = mark.digest.split(".")[2:3]
    if segments not in _RECTANGLES and min(x1 - x0, y1 - y0) > _RULE:
        fill, stroke = "none", fill if stroke == "none" else stroke
    if fill == stroke == "none":
        stroke = "#888888"
    return Area((x0, y0, x1, y1), fill, stroke)


def _grey(page: Page) -> str:
    """The address of the picture in the snapshot of *page*, grey by cells. That of a turned page isn't used."""
    rows = len(page.raster) // page.columns if page.columns > 0 else 0
    if not rows or len(page.raster) > _MAX_CELLS or page.rotation % 360:
        return ""
    try:
        cells = bytes(int(each, 16) * 17 for each in page.raster[: page.columns * rows])
    except ValueError:
        return ""
    held = BytesIO()
    Image.frombytes("L", (page.columns, rows), cells).save(held, "PNG", optimize=True)
    return data_address("image/png", held.getvalue())

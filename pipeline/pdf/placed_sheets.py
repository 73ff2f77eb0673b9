"""A page of anyone's PDF that is placed on a page of an issue: its boxes, and the picture that it is drawn as.

pdfium reads and draws it in a process of its own, within limits. What the picture shows is the page to its bleed
(ISO 32000-1, 14.11.2): the BleedBox, else the TrimBox, else what a viewer shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages
from pipeline.pdf.places import Box

T = TypeVar("T")
RESOLUTION = 300  # pixels per inch
_PATIENCE = Patience(wait=60.0, work=40, stops=1)
_TRIED = 0.1
_MOST_TEXT = 200_000  # characters
_MOST_SIDE = 1500.0  # pt, larger than A2


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """Of a file of so many *pages*, one page: *width* and *height* of its picture; all in pt.

    *box* is what the picture shows, x₀, y₀, x₁, y₁ from the origin of the page. Its trim is *trim_width* ×
    *trim_height*, *left* and *top* from the picture's upper left corner. *is_turned*: it is shown on its side.
    *has_private_text*: some of its characters are of private use, which nobody else can read.
    """

    pages: int
    box: Box
    width: float
    height: float
    left: float
    top: float
    trim_width: float
    trim_height: float
    is_turned: bool
    has_private_text: bool


def look_at_sheet(path: Path, page: int) -> SheetFacts | None:
    """The facts of the *page*, from 1, of *path*; of the first where there are fewer. None where it can't be read."""
    return _ask(path, _tell_facts, page)


def draw_sheet(path: Path, page: int) -> bytes | None:
    """The *page*, from 1, of *path* as a PNG in RESOLUTION. None where it can't be drawn."""
    return _ask(path, _tell_picture, page)


def _ask(path: Path, tell: Callable[..., Iterator[T]], page: int) -> T | None:
    try:
        return next(tell_pages(path, tell, (page,), _PATIENCE), None)
    except UnreadablePdfError:
        return None


# --- in the other process --------------------------------------------------------------------------------------------


def _tell_facts(document: Any, _start: int, number: int) -> Iterator[SheetFacts]:
    page = document[number - 1 if number <= len(document) else 0]
    page.render(scale=_TRIED, may_draw_forms=False)  # what can't be drawn in time keeps no reader busy
    shown = page.get_bbox()
    trim = page.get_trimbox(fallback_ok=False) or shown
    bleed = page.get_bleedbox(fallback_ok=False) or trim
    yield SheetFacts(
        pages=len(document),
        box=bleed,
        width=bleed[2] - bleed[0],
        height=bleed[3] - bleed[1],
        left=trim[0] - bleed[0],
        top=bleed[3] - trim[3],
        trim_width=trim[2] - trim[0],
        trim_height=trim[3] - trim[1],
        is_turned=page.get_rotation() != 0,
        has_private_text=any("\ue000" <= each <= "\uf8ff" for each in _text_of(page)),
    )


def _text_of(page: Any) -> str:
    text = page.get_textpage()
    return str(text.get_text_range(0, min(text.count_chars(), _MOST_TEXT)))


def _tell_picture(document: Any, _start: int, number: int) -> Iterator[bytes]:
    page = document[number - 1]
    box = page.get_bleedbox(fallback_ok=False) or page.get_trimbox(fallback_ok=False) or page.get_bbox()
    if max(box[2] - box[0], box[3] - box[1]) > _MOST_SIDE:
        return
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    file = BytesIO()
    picture = page.render(scale=RESOLUTION / 72, may_draw_forms=False).to_pil().convert("RGB")
    picture.save(file, "PNG", compress_level=6, dpi=(RESOLUTION, RESOLUTION))
    yield file.getvalue()

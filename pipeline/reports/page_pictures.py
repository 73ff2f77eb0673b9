"""Pictures of pages for reports. Where a page can't be drawn, the report says so in its place."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages
from pipeline.reports.page_places import Box, Size

LARGE = 104 / 72  # pixels per pt: text of 8 pt can be read
SMALL_SIDE = 240  # pixels of the longer side of pages that are shown for orientation only
MAX_PIXELS = 1_500_000  # of a picture: A4 has 1,060,000
_MAX_SIDE = 4_000
_MAX_KEPT = 2 << 20  # bytes of a picture that was kept
_QUALITY = 42  # of WebP: text stays clean, and 48 pages of it below 3 MB
_PATIENCE = Patience(whole=240)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToDraw:
    """A page with the 0-based *index*, whose picture is *width* by *height* pixels.

    *media* is its MediaBox in the units of the file; None: the page is drawn as it is cut, by its TrimBox, else its
    CropBox, else its MediaBox, which pdfium is asked for. *rotation* is in degrees clockwise: 0, 90, 180 or 270.
    """

    index: int
    media: Box | None
    rotation: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The page with the 0-based *index*, its MediaBox or cut, turned as it is read, as WebP of so many pixels."""

    index: int
    width: int
    height: int
    data: bytes


def draw_pages(path: Path, pages: Sequence[PageToDraw], count: int) -> Iterator[PagePicture]:
    """Draw *pages* of the PDF *path*, which has *count* pages, in order; what can't be drawn is passed over."""
    with suppress(UnreadablePdfError):
        for found in tell_pages(path, _draw, (pages, count), _PATIENCE):
            if found is not None:
                yield found


def _draw(document: Any, start: int, pages: Sequence[PageToDraw], count: int) -> Iterator[PagePicture | None]:
    if len(document) != count:  # pdfium sees other pages in the file than the checks did
        return
    for wanted in pages[start:]:
        try:
            yield _draw_page(document, wanted)
        except Exception:  # noqa: BLE001 (of a hostile page: the report says that there is no picture)
            yield None


def _draw_page(document: Any, wanted: PageToDraw) -> PagePicture:
    """The picture of a page. What is wanted of it is made to be seen: as a rule pdfium draws the CropBox."""
    page = document[wanted.index]
    try:
        # What a page inherits pdfium tells only as what is shown of it (as in ``regression.snapshot.page_reading``).
        box = wanted.media or page.get_trimbox(fallback_ok=False) or page.get_bbox()
        page.set_mediabox(*box)
        page.set_cropbox(*box)
        page.set_rotation(wanted.rotation)
        size = wanted.width, wanted.height
        scale = min(wanted.width / page.get_width(), wanted.height / page.get_height())
        bitmap = page.render(scale=scale, may_draw_forms=False)
        try:
            image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()
    if image.size != size:
        image = image.resize(size)
    file = BytesIO()
    image.save(file, "WEBP", quality=_QUALITY, method=2)
    return PagePicture(wanted.index, *size, file.getvalue())


def read_kept_picture(index: int, path: Path) -> PagePicture | None:
    """The picture of the page with the 0-based *index* that was kept in the WebP file *path*; None if that is none."""
    try:
        data = read_named(path, _MAX_KEPT)
        with Image.open(BytesIO(data), formats=("WEBP",)) as image:
            width, height = image.size
    except (RefusedFileError, OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return PagePicture(index, width, height, data) if 0 < width * height <= _MAX_SIDE**2 else None


def picture_size(seen: Size, *, is_large: bool) -> tuple[int, int] | None:
    """Width and height in pixels of the picture of a page of *seen* pt. None if the page has no area.

    *is_large*: what is on the page is to be read, not only recognised.
    """
    width, height = seen
    if not (width > 0 and height > 0):
        return None
    longer = max(width, height)
    scale = min(LARGE, (MAX_PIXELS / (width * height)) ** 0.5, _MAX_SIDE / longer)
    if not is_large:
        scale = min(scale, SMALL_SIDE / longer)
    return max(1, round(width * scale)), max(1, round(height * scale))

"""Pictures of pages that are kept with a baseline: small, since every version of them stays in version control."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline.regression.snapshot.snapshot import Snapshot
from pipeline.reports.page_pictures import PagePicture, draw_pages
from pipeline.reports.proof_pages import pages_to_draw

MOST_BYTES = 20_000  # of a page
_STEPS = ((0.8, 40), (0.65, 35), (0.5, 30), (0.35, 25), (0.2, 20), (0.1, 10))  # scale, quality of WebP


def kept_pictures(pdf: Path, snapshot: Snapshot) -> Mapping[int, bytes]:
    """Pictures of all pages of *pdf*, WebP of at most 20 kB each, by their 0-based indexes; *snapshot* is that of it.

    What can't be drawn is left out: such a page is shown as its snapshot has it.
    """
    pages = pages_to_draw(snapshot, range(len(snapshot.pages)))
    found = {each.index: _shrink(each) for each in draw_pages(pdf, pages, len(snapshot.pages))}
    return {index: data for index, data in found.items() if len(data) <= MOST_BYTES}


def _shrink(picture: PagePicture) -> bytes:
    """The bytes of *picture*, with as much of its size and quality as there is room for."""
    data = picture.data
    with Image.open(BytesIO(data), formats=("WEBP",)) as image:
        for scale, quality in _STEPS:
            if len(data) <= MOST_BYTES:
                break
            size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
            file = BytesIO()
            image.resize(size, Image.Resampling.LANCZOS).save(file, "WEBP", quality=quality, method=4)
            data = file.getvalue()
    return data

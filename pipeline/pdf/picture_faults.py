"""Pictures of a PDF that can't be decoded, or end too early: the one judge of it, for whoever takes a file in.

Decoders are run in a process of their own (``bounded_pdfium``). A picture is damaged where pdfium can't decode it, and
cut off where its data end before its last row, which pdfium leaves grey without a word.
"""

import io
import mmap
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.i18n import ngettext
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages

# Dictionaries of pictures are never in object streams (ISO 32000-1, 7.5.7), and never encrypted.
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_DEEPEST = 8  # forms within forms
_MOST_NAMED = 12
_SECONDS, _SECONDS_PER_PAGE = 30, 1.0
_COMPONENTS = {1: 1, 2: 3, 3: 4, 4: 1, 5: 3, 10: 1}  # grey, RGB, CMYK, calibrated grey and RGB, indexed
_MORE, _A_FEW = 1.01, 32  # bytes
_CUT_OFF = ("truncated", "broken data stream")  # what Pillow says


@dataclass(frozen=True, slots=True)
class PictureFaults:
    """Pages, from 0, with pictures that are *damaged* or *cut_off*; *unseen*: it took too long to look."""

    damaged: tuple[int, ...] = ()
    cut_off: tuple[int, ...] = ()
    unseen: tuple[int, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong, for the user; none where nothing is."""
        rows = (
            (
                self.damaged,
                ngettext(
                    "A picture on page {pages} is damaged, and is not shown.",
                    "Pictures on pages {pages} are damaged, and are not shown.",
                    len(self.damaged),
                ),
            ),
            (
                self.cut_off,
                ngettext(
                    "A picture on page {pages} is cut off: its end is not shown.",
                    "Pictures on pages {pages} are cut off: their ends are not shown.",
                    len(self.cut_off),
                ),
            ),
            (
                self.unseen,
                ngettext(
                    "The pictures on page {pages} took too long to be looked into.",
                    "The pictures on pages {pages} took too long to be looked into.",
                    len(self.unseen),
                ),
            ),
        )
        return tuple(text.format(pages=join_pages(pages)) for pages, text in rows if pages)


def find_picture_faults(path: Path, count: int) -> PictureFaults:
    """Look into the pictures on the *count* pages of the PDF *path*.

    Nothing is told of a file that pdfium can't open: that it is damaged is told by whoever opens it.
    """
    if not _has_pictures(path):
        return PictureFaults()
    patience = Patience(stops=4, work=20, whole=_SECONDS + _SECONDS_PER_PAGE * count)
    try:
        told = list(tell_pages(path, _look_into_pages, (), patience))[:count]
    except UnreadablePdfError:
        return PictureFaults()
    told += [None] * (count - len(told))
    return PictureFaults(
        damaged=tuple(index for index, found in enumerate(told) if found and "damaged" in found),
        cut_off=tuple(index for index, found in enumerate(told) if found and "cut off" in found),
        unseen=tuple(index for index, found in enumerate(told) if found is None),
    )


def _has_pictures(path: Path) -> bool:
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _PICTURE.search(data) is not None


def join_pages(pages: Sequence[int]) -> str:
    """The 0-based *pages* as they are told to people: ``1, 5, 7``, the first ones where there are many."""
    shown = ", ".join(str(page + 1) for page in pages[:_MOST_NAMED])
    return shown if len(pages) <= _MOST_NAMED else shown + " …"


# --- in the other process --------------------------------------------------------------------------------------------


def _look_into_pages(document: Any, start: int) -> Iterator[frozenset[str]]:
    import pypdfium2.raw as pdfium_c

    known: dict[bytes, str] = {}
    for index in range(start, len(document)):
        try:
            page = document[index]
        except Exception:  # noqa: BLE001 (of a hostile file: the page has no pictures)
            yield frozenset()
            continue
        found = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
        yield frozenset(filter(None, [_judge_picture(image, known) for image in found]))
        page.close()


def _judge_picture(image: Any, known: dict[bytes, str]) -> str:
    """``damaged``, ``cut off`` or nothing. *known* has what was said of pictures by the digest of their data."""
    data = bytes(image.get_data(decode_simple=True))
    filters = image.get_filters(skip_simple=True)
    size = image.get_px_size()
    key = sha256(f"{filters} {size}".encode() + data).digest()
    if key not in known:
        known[key] = _judge_data(image, data, filters, size)
    return known[key]


def _judge_data(image: Any, data: bytes, filters: Sequence[str], size: tuple[int, int]) -> str:
    if filters and filters[-1] in ("DCTDecode", "DCT"):
        fault = _judge_jpeg(data)
        if fault != "damaged":
            return fault
    try:
        image.get_bitmap(render=False).close()
    except Exception:  # noqa: BLE001 (pdfium tells no more than that it failed)
        return "damaged"
    return "" if filters or _may_be_whole(len(data), size, image.get_metadata().colorspace) else "cut off"


def _may_be_whole(length: int, size: tuple[int, int], space: int) -> bool:
    """Whether a picture of *size* pixels in the colour *space* (FPDF_COLORSPACE_…) may have *length* bytes, decoded.

    pdfium does not tell how many bits a component has; a few bytes more at the end are common.
    """
    width, height = size
    counts = [_COMPONENTS[space]] if space in _COMPONENTS else [1, 2, 3, 4]
    wanted = [(width * count * bits + 7) // 8 * height for count in counts for bits in (1, 2, 4, 8, 16)]
    return length > max(wanted) or any(each <= length <= each * _MORE + _A_FEW for each in wanted)


def _judge_jpeg(data: bytes) -> str:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the process has limits of its own
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            picture.draft("L", (1, 1))  # an eighth of its size is enough to come to its end
            picture.load()
    except OSError as error:
        return "cut off" if any(word in str(error) for word in _CUT_OFF) else "damaged"
    except Exception:  # noqa: BLE001 (Pillow raises anything on a damaged file)
        return "damaged"
    return ""

"""Pages to be stamped, and what stamps did to them: the stamps of a volume, legacy PDFs that print where they go."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2

from pipeline.binding.document.assembly import PartToBind, VolumePlan, bind
from pipeline.binding.stamps.stamp_sheet import PageMoves, StampSheet
from pipeline.intake.tamed_pdf import take_in
from pipeline.manuscript.volume_reader import read_volume
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.production.volume.volume_setting import VolumeSetter
from tests.binding.small_parts import FACTS
from tests.finished import ROOT
from tests.intake.hostile_files import by_hand
from tests.volumes import STAMPS

SCALE = 2.0  # pixels per pt, other than the binder's own
INK = 24  # greys from the paper
DARKER = 6  # greys by which a stamp darkens what it stands on, at least


@cache
def real_stamps() -> StampSheet:
    """The stamps of the volume layout on the trim of the sample publication, all of them wanted."""
    return VolumeSetter(replace(read_volume(ROOT / "issues/gongyun/2023"), stamps=STAMPS)).stamps()


@dataclass(frozen=True)
class LegacyPage:
    """A page to be made: *boxes* are its entries, *content* what it prints, *paper* its most common grey."""

    boxes: str
    content: str = ""
    paper: int = 255
    image: tuple[int, int, bytes] | None = field(default=None, repr=False)  # width, height, greys; drawn as /Im


def legacy_pdf(pages: Sequence[LegacyPage]) -> bytes:
    """A PDF of *pages*; /F is Helvetica."""
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
    streams, kids = {}, []
    for index, page in enumerate(pages):
        number = 10 + 3 * index
        kids.append(b"%d 0 R" % number)
        image = b""
        if page.image is not None:
            width, height, streams[number + 2] = page.image
            head = "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8>>"
            bodies[number + 2] = (head % (width, height)).encode()
            image = b"/XObject<</Im %d 0 R>>" % (number + 2)
        bodies[number] = b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>%s>>/Contents %d 0 R%s>>" % (
            (image, number + 1, page.boxes.encode())
        )
        bodies[number + 1], streams[number + 1] = b"<<>>", page.content.encode()
    bodies[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return by_hand(bodies, streams=streams)


def taken(data: bytes, folder: Path) -> RawPdf:
    """*data* as the binder takes them in."""
    path = folder / "legacy.pdf"
    path.write_bytes(data)
    return take_in(path, "old").pdf


def bound_with(pdf: RawPdf, sheet: StampSheet, first_folio: int, moves: Mapping[int, PageMoves]) -> bytes:
    """A volume of *pdf* alone."""
    part = PartToBind(load=lambda: pdf, title="旧刊", first_folio=first_folio, moves=moves)
    file = BytesIO()
    bind(VolumePlan(facts=FACTS, parts=[part], stamps=sheet, size=(sheet.width, sheet.height), conforms=False), file)
    return file.getvalue()


def darkened(source: bytes, volume: bytes, first: int = 0, papers: Sequence[int] = ()) -> list[int]:
    """Of each page of *source*: how many pixels of its ink the stamps of *volume*, from page *first* on, darken."""
    counts = []
    for index, old in enumerate(_greys(source)):
        new = _greys(volume)[first + index]
        paper = papers[index] if papers else 255
        ink = np.abs(old.astype(np.int16) - paper) > INK
        counts.append(int(np.count_nonzero(ink & _is_darker(old, new))))
    return counts


def added(source: bytes, volume: bytes, index: int, first: int = 0) -> int:
    """How many pixels of the page *index* the stamps of *volume*, from page *first* on, darken at all."""
    return int(np.count_nonzero(_is_darker(_greys(source)[index], _greys(volume)[first + index])))


def _is_darker(old: npt.NDArray[np.uint8], new: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return old > new.astype(np.int16) + DARKER


@lru_cache(maxsize=2)  # of pages before and after, which are looked at one by one
def _greys(data: bytes) -> list[npt.NDArray[np.uint8]]:
    """The pages of the PDF *data*, drawn."""
    document = pypdfium2.PdfDocument(data)
    found = [np.asarray(page.render(scale=SCALE, grayscale=True).to_pil()) for page in document]
    document.close()
    return found


def numbers_on(volume: bytes) -> list[list[str]]:
    """The numbers in the text of each page."""
    document = pypdfium2.PdfDocument(volume)
    found = [re.findall(r"\d+", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found

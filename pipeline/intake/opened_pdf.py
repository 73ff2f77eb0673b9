"""Any PDF opened to be looked at: within bounds, and read only.

Nothing in the file is taken on trust (``legacy_objects``); nothing is written, and what is damaged is told rather than
kept from who asks.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.i18n import _
from pipeline.intake.claims import page_labels
from pipeline.intake.file_bytes import TooLargeError, read_pdf_file
from pipeline.intake.file_search import is_pdf
from pipeline.intake.findings import Findings
from pipeline.intake.kept_objects import KeptObjects
from pipeline.intake.legacy_objects import DamagedError, LegacyObjects
from pipeline.intake.pages import FoundPage, find_pages
from pipeline.intake.pdf_objects import LARGEST, Page, PdfObjects
from pipeline.intake.tamed_pdf import MAX_FILE
from pipeline.pdf.header import has_header
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import IndirectObject
from pipeline.pdf.places import Box
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.stream_decoding import Decoder, UndecodableError

_MEMORY_PER_BYTE = 2  # the file, and what is decoded of it


class UnopenableError(Exception):
    """The file can't be opened at all; the reason is told in words of the trade."""


@dataclass(kw_only=True)
class OpenedPdf(PdfObjects):
    """An open PDF: *root* is its catalogue, *labels* what it calls its *pages*.

    What can't be read counts as not there.
    """

    path: Path
    root: dict[str, Any]
    pages: tuple[Page, ...]
    labels: tuple[str, ...]

    @property
    def trailer(self) -> dict[str, Any]:
        """The trailer; its references are by the numbers of the file."""
        return self.kept.legacy.table.trailer

    @property
    def information(self) -> dict[str, Any]:
        """The document information dictionary."""
        held = self.trailer.get("/Info")
        return self.dictionary(_find_referred(self.kept, held)) if held is not None else {}


def _find_referred(kept: KeptObjects, held: Any) -> Any:
    """What a value of the trailer stands for: its references are by the numbers of the file."""
    return kept.legacy.refer(held.idnum, held.generation) if isinstance(held, IndirectObject) else held


def open_pdf(path: Path) -> OpenedPdf:
    """Open the PDF *path*. Raises UnopenableError, and FileAccessError when it can't be read; never anything else."""
    try:
        data = read_pdf_file(path, MAX_FILE, _MEMORY_PER_BYTE)
    except TooLargeError as error:
        raise UnopenableError(str(error)) from error
    try:
        return _open(path, data)
    except UnopenableError:
        raise
    except (DamagedError, UnreadableError, UndecodableError) as error:
        raise UnopenableError(str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise UnopenableError(_("it is made too large or too deep to be read")) from error
    except Exception as error:
        reason = _("it is damaged in a way that is not known ({reason})").format(reason=type(error).__name__)
        raise UnopenableError(reason) from error


def _open(path: Path, data: bytes) -> OpenedPdf:
    if not is_pdf(data):
        raise UnopenableError(_("it is no PDF"))
    legacy = LegacyObjects(data=data, decoder=Decoder(len(data)))
    legacy.open()
    legacy.was_mended |= not has_header(data)
    kept = KeptObjects(legacy=legacy, pdf=RawPdf(0), findings=Findings())
    try:
        root, found = _root_and_pages(kept)
    except (DamagedError, UnreadableError):
        if legacy.is_rebuilt:
            raise
        legacy.rebuild()
        root, found = _root_and_pages(kept)
    pages = tuple(_page(kept, index, each) for index, each in enumerate(found))
    return OpenedPdf(kept, path=path, root=root, pages=pages, labels=page_labels(kept, root, len(pages)))


def _root_and_pages(kept: KeptObjects) -> tuple[dict[str, Any], list[FoundPage]]:
    if kept.legacy.table.needs_password:
        raise UnopenableError(_("it is encrypted, and can't be opened without a password"))
    root = kept.dictionary(_find_referred(kept, kept.legacy.table.trailer.get("/Root")))
    if not root:
        raise DamagedError(_("its catalogue is lost"))
    return root, find_pages(kept, root)


def _page(kept: KeptObjects, index: int, found: FoundPage) -> Page:
    entries = found.entries
    unit = kept.value(entries.get("/UserUnit"))
    scale = float(unit) if isinstance(unit, int | float) and 0 < unit <= 1000 else 1.0
    media = _box(kept, entries.get("/MediaBox")) or (0.0, 0.0, 0.0, 0.0)
    base = (scale, 0.0, 0.0, scale, -media[0] * scale, -media[1] * scale)

    def find_box(key: str) -> Box | None:
        box = _box(kept, entries.get(key))
        if box is None:
            return None
        x, y, u, v = ((each - media[number % 2]) * scale for number, each in enumerate(box))
        return x, y, u, v

    whole = 0.0, 0.0, (media[2] - media[0]) * scale, (media[3] - media[1]) * scale
    turn = kept.value(entries.get("/Rotate"))
    rotation = turn % 360 if isinstance(turn, int) and turn % 90 == 0 else 0
    return Page(
        index=index,
        number=found.number,
        entries=entries,
        media=whole,
        bleed=find_box("/BleedBox"),
        trim=find_box("/TrimBox"),
        base=base,
        rotation=rotation,
    )


def _box(kept: KeptObjects, item: Any) -> Box | None:
    row = kept.numbers(item, 4)
    if row is None or max(map(abs, row)) > LARGEST:
        return None
    return min(row[0], row[2]), min(row[1], row[3]), max(row[0], row[2]), max(row[1], row[3])

"""A PDF opened to be judged: any file, within bounds, and read only.

The reading is that of the intake (``intake.legacy_objects``), which takes nothing in a file on trust; nothing is
written, and what is damaged is told rather than kept from the checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _, ngettext
from pipeline.intake.claims import page_labels
from pipeline.intake.findings import Findings
from pipeline.intake.kept_objects import KeptObjects
from pipeline.intake.legacy_objects import DamagedError, LegacyObjects
from pipeline.intake.links import name_tree
from pipeline.intake.pages import FoundPage, find_pages
from pipeline.intake.tamed_pdf import MAX_FILE
from pipeline.limits import allow_memory
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import IndirectObject
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.stream_decoding import Decoder, UndecodableError
from pipeline.pdf.xmp import MAX_PACKET
from pipeline.preflight.reading.interpreter import Interpreter
from pipeline.preflight.reading.page_marks import PageMarks
from pipeline.preflight.reading.pdf_objects import LARGEST, Page, PdfObjects
from pipeline.preflight.reading.places import Box, NotRunError
from pipeline.preflight.reading.resources import ResourceReader

_MEMORY_PER_BYTE = 2  # the file, and what is decoded of it
_HEADER_WITHIN = 1024  # ISO 32000-1, annex H.3, note 13
_MOST_ANNOTATIONS = 150_000


class UnopenableError(Exception):
    """The file can't be opened at all; the reason is told in words of the trade."""


@dataclass(kw_only=True)
class Document(PdfObjects):
    """An open PDF. Values that can't be read count as not there, but for content, without which checks do not run."""

    path: Path
    root: dict[str, Any]
    pages: tuple[Page, ...]
    labels: tuple[str, ...]
    _marks: dict[int, PageMarks | str] = field(default_factory=dict)
    _annotations: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    _annotated: int = 0

    # --- parts of the document -----------------------------------------------------------------------------------

    @cached_property
    def information(self) -> dict[str, Any]:
        """The document information dictionary."""
        held = self.kept.legacy.table.trailer.get("/Info")
        return self.dictionary(_referred(self.kept, held)) if held is not None else {}

    @property
    def trailer(self) -> dict[str, Any]:
        """The trailer; its references are by the numbers of the file."""
        return self.kept.legacy.table.trailer

    @cached_property
    def names(self) -> dict[str, Any]:
        """The dictionary of name trees."""
        return self.dictionary(self.root.get("/Names"))

    def name_rows(self, key: str) -> list[tuple[bytes, Any]]:
        """The rows of the name tree *key*."""
        return name_tree(self.kept, self.names.get(key))

    @cached_property
    def xmp(self) -> str | None:
        """The XMP of the document; None if there is none that can be read."""
        data = self.stream(self.root.get("/Metadata"))
        return None if data is None or len(data) > MAX_PACKET else data.decode("utf-8", "replace")

    @property
    def was_encrypted(self) -> bool:
        """Whether strings and streams are encrypted, if only by an empty password."""
        return self.kept.legacy.table.unveil is not None

    @property
    def was_mended(self) -> bool:
        """Whether the table of objects was lost, and the objects were searched for."""
        return self.kept.legacy.is_rebuilt

    def annotations(self, page: Page) -> list[dict[str, Any]]:
        """The annotations on *page*. Raises NotRunError when the pages have too many."""
        if page.index not in self._annotations:
            rows = self.array(page.entries.get("/Annots"))
            self._annotated += len(rows)
            if self._annotated > _MOST_ANNOTATIONS:
                raise NotRunError(_("The pages have more than {count} annotations.").format(count=_MOST_ANNOTATIONS))
            self._annotations[page.index] = [found for row in rows if (found := self.dictionary(row))]
        return self._annotations[page.index]

    # --- marks ---------------------------------------------------------------------------------------------------

    def painted_pages(self) -> Iterator[tuple[int, PageMarks]]:
        """Index and marks of each page. Raises NotRunError at the end when the content of some can't be read."""
        failed: dict[int, str] = {}
        for page in self.pages:
            found = self._marks_on(page)
            if isinstance(found, str):
                failed[page.index] = found
            else:
                yield page.index, found
        if failed:
            (first, reason), count = next(iter(failed.items())), len(failed)
            message = ngettext(
                "The content of {count} page can't be read (page {page}: {reason}).",
                "The content of {count} pages can't be read (the first is page {page}: {reason}).",
                count,
            )
            raise NotRunError(message.format(count=count, page=first + 1, reason=reason))

    def _marks_on(self, page: Page) -> PageMarks | str:
        if page.index not in self._marks:
            self._marks[page.index] = self._interpreter.marks_on(page)
        return self._marks[page.index]

    @property
    def resource_reader(self) -> ResourceReader:
        """Reads what content streams name."""
        return self._interpreter.resources

    @cached_property
    def _interpreter(self) -> Interpreter:
        return Interpreter(self)


def _referred(kept: KeptObjects, held: Any) -> Any:
    """What a value of the trailer stands for: its references are by the numbers of the file."""
    return kept.legacy.refer(held.idnum, held.generation) if isinstance(held, IndirectObject) else held


def open_document(path: Path) -> Document:
    """Open the PDF *path*. Raises UnopenableError, and FileAccessError when it can't be read; never anything else."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnopenableError(_("it is larger than {size} MiB").format(size=MAX_FILE >> 20))
        data = read_named(path, MAX_FILE)
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileAccessError(Problem(_("The PDF can't be read: {reason}.").format(reason=reason), path)) from error
    allow_memory(_MEMORY_PER_BYTE * len(data))
    try:
        return _opened(path, data)
    except UnopenableError:
        raise
    except (DamagedError, UnreadableError, UndecodableError) as error:
        raise UnopenableError(str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise UnopenableError(_("it is made too large or too deep to be read")) from error
    except Exception as error:
        reason = _("it is damaged in a way that is not known ({reason})").format(reason=type(error).__name__)
        raise UnopenableError(reason) from error


def _opened(path: Path, data: bytes) -> Document:
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise UnopenableError(_("it is no PDF"))
    legacy = LegacyObjects(data=data, decoder=Decoder(len(data)))
    legacy.open()
    kept = KeptObjects(legacy=legacy, pdf=RawPdf(0), findings=Findings())
    try:
        root, found = _root_and_pages(kept)
    except (DamagedError, UnreadableError):
        if legacy.is_rebuilt:
            raise
        legacy.rebuild()
        root, found = _root_and_pages(kept)
    pages = tuple(_page(kept, index, each) for index, each in enumerate(found))
    return Document(kept, path=path, root=root, pages=pages, labels=page_labels(kept, root, len(pages)))


def _root_and_pages(kept: KeptObjects) -> tuple[dict[str, Any], list[FoundPage]]:
    if kept.legacy.table.needs_password:
        raise UnopenableError(_("it is encrypted, and can't be opened without a password"))
    root = kept.dictionary(_referred(kept, kept.legacy.table.trailer.get("/Root")))
    if not root:
        raise DamagedError(_("its catalogue is lost"))
    return root, find_pages(kept, root)


def _page(kept: KeptObjects, index: int, found: FoundPage) -> Page:
    entries = found.entries
    unit = kept.value(entries.get("/UserUnit"))
    scale = float(unit) if isinstance(unit, int | float) and 0 < unit <= 1000 else 1.0
    media = _box(kept, entries.get("/MediaBox")) or (0.0, 0.0, 0.0, 0.0)
    base = (scale, 0.0, 0.0, scale, -media[0] * scale, -media[1] * scale)

    def placed(key: str) -> Box | None:
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
        bleed=placed("/BleedBox"),
        trim=placed("/TrimBox"),
        base=base,
        rotation=rotation,
    )


def _box(kept: KeptObjects, item: Any) -> Box | None:
    row = kept.numbers(item, 4)
    if row is None or max(map(abs, row)) > LARGEST:
        return None
    return min(row[0], row[2]), min(row[1], row[3]), max(row[0], row[2]), max(row[1], row[3])

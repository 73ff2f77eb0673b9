"""A PDF that is judged: any file, opened within bounds and read only (``intake.opened_pdf``)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.i18n import _, ngettext
from pipeline.intake.links import name_tree
from pipeline.intake.opened_pdf import OpenedPdf, open_pdf
from pipeline.intake.pdf_objects import Page
from pipeline.pdf.xmp import MAX_PACKET
from pipeline.preflight.reading.interpreter import Interpreter
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.preflight.reading.page_marks import MarkedPlaces, PageMarks
from pipeline.preflight.reading.resources import ResourceReader
from pipeline.tags.elements import TagTree
from pipeline.tags.marked_text import MarkedTexts
from pipeline.tags.tree_reading import read_tree

_MOST_ANNOTATIONS = 150_000


@dataclass(kw_only=True)
class Document(OpenedPdf):
    """An open PDF. Values that can't be read count as not there, but for content, without which checks do not run."""

    _marks: dict[int, PageMarks | str] = field(default_factory=dict)
    _annotations: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    _annotated: int = 0

    # --- parts of the document -----------------------------------------------------------------------------------

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

    # --- tags ----------------------------------------------------------------------------------------------------

    @cached_property
    def tag_tree(self) -> TagTree | None:
        """The tag tree; None if there is none."""
        return read_tree(self)

    @cached_property
    def texts(self) -> MarkedTexts:
        """The texts of marked content."""
        return MarkedTexts(pdf=self, pages=self.pages)

    # --- marks ---------------------------------------------------------------------------------------------------

    def painted_pages(self) -> Iterator[tuple[int, PageMarks]]:
        """Index and marks of each page. Raises NotRunError at the end when the content of some can't be read."""
        for page in self.pages:
            found = self._marks_on(page)
            if not isinstance(found, str):
                yield page.index, found
        if failed := self.unread_pages():
            (first, reason), count = next(iter(failed.items())), len(failed)
            message = ngettext(
                "The content of {count} page can't be read (page {page}: {reason}).",
                "The content of {count} pages can't be read (the first is page {page}: {reason}).",
                count,
            )
            raise NotRunError(message.format(count=count, page=first + 1, reason=reason))

    def unread_pages(self) -> dict[int, str]:
        """The 0-based pages whose content can't be read, with the reason, to follow a colon."""
        looked_at = ((page.index, self._marks_on(page)) for page in self.pages)
        return {index: found for index, found in looked_at if isinstance(found, str)}

    def strange_pages(self) -> list[int]:
        """The 0-based pages whose content can be read, and has operators that there are none of."""
        looked_at = ((page.index, self._marks_on(page)) for page in self.pages)
        return [index for index, found in looked_at if not isinstance(found, str) and found.is_strange]

    def marked_places(self, page: int) -> MarkedPlaces:
        """Where the marked content of the page with the 0-based index *page* is; none where it can't be read."""
        found = self._marks_on(self.pages[page])
        return MarkedPlaces() if isinstance(found, str) else found.marked

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


def open_document(path: Path) -> Document:
    """Open the PDF *path*. Raises UnopenableError, and FileAccessError when it can't be read; never anything else."""
    opened = open_pdf(path)
    return Document(opened.kept, path=path, root=opened.root, pages=opened.pages, labels=opened.labels)

"""Snapshots of PDFs, of ours and of others, read by pdfium."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages
from pipeline.regression.kept_files import open_kept
from pipeline.regression.snapshot.snapshot import MAX_PAGES, MOST_ENTRIES, Entry, Page, Snapshot, Style, page_of

MAX_FILE = 1 << 30  # bytes
_PATIENCE = Patience(wait=60, later_work=2)
_MOST_TAGS = 20_000


def snapshot_of(path: Path) -> Snapshot:
    """The snapshot of the PDF *path*. A page at which the reader stops has nothing on it, not even a picture.

    Raises FileAccessError when the file can't be read, BindingError when it is no PDF that can be opened, or when too
    many of its pages keep the reader busy or bring it down.
    """
    with open_kept(path, MAX_FILE):
        pass
    rows: list[dict[str, Any]] = []
    try:
        for row in tell_pages(path, _read_rows, (), _PATIENCE):
            if row is not None and "end" in row:
                if row["end"] is None:
                    raise _refusal(path, _("it has more than {count} pages").format(count=MAX_PAGES))
                return _snapshot(rows, row["end"])
            rows.append(_nothing() if row is None else row)
    except UnreadablePdfError as error:
        raise _refusal(path, str(error)) from error
    raise _refusal(path, _("the reader was brought down by it, or found no end"))


def _nothing() -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in ("boxes", "lines", "images", "vectors", "links")}
    return empty | {"rotation": 0, "label": "", "columns": 0, "raster": "", "tags": {}}


def _refusal(path: Path, reason: str) -> BindingError:
    return BindingError(Problem(_("The PDF can't be compared: {reason}.").format(reason=reason), path))


def _snapshot(rows: list[dict[str, Any]], entries: list[tuple[int, str, int]]) -> Snapshot:
    styles: dict[tuple[Any, ...], int] = {}
    pages: list[Page] = []
    tags: Counter[str] = Counter()
    for row in rows:
        for line in row["lines"]:
            line["pieces"] = [(styles.setdefault(tuple(style), len(styles)), text) for style, text in line["pieces"]]
        tags.update(row.pop("tags"))
        pages.append(page_of(row))
    outline = tuple(Entry(level, title, page) for level, title, page in entries)
    return Snapshot(tuple(pages), tuple(Style(*each) for each in styles), outline, tuple(sorted(tags.items())))


# --- in the process of its own ---------------------------------------------------------------------------------------


def _read_rows(document: Any, start: int) -> Iterator[dict[str, Any]]:
    """The facts of each page from *start* on, then the outline."""
    import ctypes

    import pypdfium2

    from pipeline.regression.snapshot.page_reading import page_row

    if len(document) > MAX_PAGES:
        yield {"end": None}
        return
    for index in range(start, len(document)):
        try:
            row = page_row(document, index)
            row["tags"] = _tags(document, index)
        except (pypdfium2.PdfiumError, MemoryError, ValueError, OverflowError, ctypes.ArgumentError):
            row = _nothing()
        yield row
    yield {"end": _outline(document)}


def _outline(document: Any) -> list[tuple[int, str, int]]:
    found = []
    for number, item in enumerate(document.get_toc()):
        if number == MOST_ENTRIES:
            break
        place = item.get_dest()
        page = place.get_index() if place else None
        found.append((item.level, item.get_title()[:1_000], -1 if page is None else page))
    return found


def _tags(document: Any, index: int) -> dict[str, int]:
    import ctypes

    from pypdfium2 import raw

    page = document[index]
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    found: Counter[str] = Counter()
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting and found.total() < _MOST_TAGS:
        element = waiting.pop()
        if not element:
            continue
        buffer = ctypes.create_string_buffer(128)
        size = raw.FPDF_StructElement_GetType(element, buffer, 128)
        found[buffer.raw[: max(0, min(size, 128) - 2)].decode("utf-16-le", "replace")] += 1
        count = min(_MOST_TAGS, raw.FPDF_StructElement_CountChildren(element))
        waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(count)]
    raw.FPDF_StructTree_Close(tree)
    page.close()
    return dict(found)

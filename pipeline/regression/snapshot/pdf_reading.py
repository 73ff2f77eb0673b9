"""Snapshots of PDFs, of ours and of others: pages read by pdfium, what is beneath them by ``intake``."""

import os
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.intake.opened_pdf import OpenedPdf, UnopenableError, open_pdf
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages
from pipeline.regression.kept_files import open_kept
from pipeline.regression.snapshot.file_layers import Face
from pipeline.regression.snapshot.font_reading import wanted_fonts
from pipeline.regression.snapshot.glyph_reading import tell_glyphs
from pipeline.regression.snapshot.layer_reading import FoundBookmark, read_layers
from pipeline.regression.snapshot.snapshot import MAX_PAGES, MOST_ENTRIES, Entry, Page, Snapshot, Style, page_of

MAX_FILE = 1 << 30  # bytes
_SMALL, _MOST_PROCESSES = 4 << 20, 4  # bytes of a file that one process reads as fast as several; processes
_PATIENCE = Patience(wait=60, later_work=2)


def snapshot_of(path: Path) -> Snapshot:
    """The snapshot of the PDF *path*. A page at which the reader stops has nothing on it, not even a picture.

    Raises FileAccessError when the file can't be read, BindingError when it is no PDF that can be opened, or when too
    many of its pages keep the reader busy or bring it down.
    """
    with open_kept(path, MAX_FILE):
        pass
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(_open, path)
        rows, entries = _read_file(path)
        opened = opening.result()
    marked = {(page, number): text for page, row in enumerate(rows) for number, text in row.pop("marked")}
    snapshot = _snapshot(rows, entries)
    if opened is None or len(opened.pages) != len(rows):
        return snapshot
    bookmarks = [FoundBookmark(page, *form) for _level, _title, page, *form in entries]
    faces, is_whole = _faces(path, opened, snapshot)
    layers = read_layers(opened, marked, bookmarks, faces)
    return replace(snapshot, layers=layers if is_whole else replace(layers, is_cut=True))


def _read_file(path: Path) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """The rows of all pages and the entries of the outline; the pages of a long file are read by several processes."""
    parts = min(_MOST_PROCESSES, len(os.sched_getaffinity(0))) if path.stat().st_size > _SMALL else 1
    with ThreadPoolExecutor(parts) as pool:
        found = list(pool.map(lambda part: _read_part(path, part, parts), range(parts)))
    rows = [row for part, _entries in found for row in part]
    return rows, found[-1][1]


def _read_part(path: Path, part: int, parts: int) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    rows: list[dict[str, Any]] = []
    try:
        for row in tell_pages(path, _read_rows, (part, parts), _PATIENCE):
            if row is not None and "end" in row:
                if row["end"] is None:
                    raise _refusal(path, _("it has more than {count} pages").format(count=MAX_PAGES))
                return rows, row["end"]
            rows.append(_nothing() if row is None else row)
    except UnreadablePdfError as error:
        raise _refusal(path, str(error)) from error
    raise _refusal(path, _("the reader was brought down by it, or found no end"))


def _open(path: Path) -> OpenedPdf | None:
    """The objects of the PDF *path*; None where they are too damaged to be read."""
    try:
        return open_pdf(path)
    except UnopenableError:
        return None


def _faces(path: Path, opened: OpenedPdf, snapshot: Snapshot) -> tuple[tuple[Face, ...], bool]:
    """The faces with the glyphs that are shown, and whether all of them were read."""
    shown: dict[str, set[str]] = defaultdict(set)
    for page in snapshot.pages:
        for line in page.lines:
            for style, text in line.pieces:
                shown[snapshot.styles[style].font].update(text)
    wanted = wanted_fonts(opened, {face: frozenset(texts) for face, texts in shown.items()})
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    is_whole = True
    for rows in tell_pages(path, tell_glyphs, (wanted,), _PATIENCE) if wanted else ():
        is_whole = is_whole and rows is not None
        for face, text, digest in rows or ():
            found[face].add((text, digest))
    return tuple(Face(face, tuple(sorted(glyphs))) for face, glyphs in sorted(found.items())), is_whole


def _nothing() -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in ("boxes", "lines", "images", "vectors", "links", "marked")}
    return empty | {"rotation": 0, "label": "", "columns": 0, "raster": ""}


def _refusal(path: Path, reason: str) -> BindingError:
    return BindingError(Problem(_("The PDF can't be compared: {reason}.").format(reason=reason), path))


def _snapshot(rows: list[dict[str, Any]], entries: list[tuple[Any, ...]]) -> Snapshot:
    styles: dict[tuple[Any, ...], int] = {}
    pages: list[Page] = []
    for row in rows:
        for line in row["lines"]:
            line["pieces"] = [(styles.setdefault(tuple(style), len(styles)), text) for style, text in line["pieces"]]
        pages.append(page_of(row))
    outline = tuple(Entry(level, title, page) for level, title, page, *_form in entries)
    return Snapshot(tuple(pages), tuple(Style(*each) for each in styles), outline, ())


# --- in the process of its own ---------------------------------------------------------------------------------------


def _read_rows(document: Any, start: int, part: int, parts: int) -> Iterator[dict[str, Any]]:
    """The facts of each page of a *part* of the file (of *parts*, from 0), without the first *start*; then an end.

    That of the last part is the outline.
    """
    import ctypes

    import pypdfium2

    from pipeline.regression.snapshot.page_reading import page_row

    if len(document) > MAX_PAGES:
        yield {"end": None}
        return
    first, last = (len(document) * number // parts for number in (part, part + 1))
    for index in range(first + start, last):
        try:
            row = page_row(document, index)
        except (pypdfium2.PdfiumError, MemoryError, ValueError, OverflowError, ctypes.ArgumentError):
            row = _nothing()
        yield row
    yield {"end": _outline(document) if part == parts - 1 else []}


_VIEWS = ("", "XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV")  # as pdfium numbers them
_TOPS = {"XYZ": 1, "FitH": 0, "FitR": 3, "FitBH": 0}  # which of their numbers is the top


def _outline(document: Any) -> list[tuple[int, str, int, bool, str, float | None]]:
    """Level, title, page (−1: none), whether it is open, and how the page is shown, of each entry."""
    found = []
    for number, item in enumerate(document.get_toc()):
        if number == MOST_ENTRIES:
            break
        place = item.get_dest()
        page = place.get_index() if place else None
        mode, numbers = place.get_view() if place else (0, [])
        view = _VIEWS[mode] if 0 <= mode < len(_VIEWS) else ""
        top = numbers[_TOPS[view]] if view in _TOPS and _TOPS[view] < len(numbers) else None
        is_open = item.get_count() >= 0
        found.append((item.level, item.get_title()[:1_000], -1 if page is None else page, is_open, view, top))
    return found

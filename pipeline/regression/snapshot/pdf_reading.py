"""Snapshots of PDFs, of ours and of others: pages read by pdfium, what is beneath them by ``intake``."""

import os
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.intake.opened_pdf import OpenedPdf, UnopenableError, open_pdf
from pipeline.pdf.bounded_pdfium import Patience, PdfiumReader, UnreadablePdfError
from pipeline.regression.kept_files import open_kept
from pipeline.regression.snapshot.file_layers import Face
from pipeline.regression.snapshot.font_reading import wanted_fonts
from pipeline.regression.snapshot.glyph_reading import tell_glyphs
from pipeline.regression.snapshot.layer_reading import FoundBookmark, read_layers
from pipeline.regression.snapshot.page_rows import empty_row, read_rows
from pipeline.regression.snapshot.snapshot import MAX_PAGES, Entry, Page, Snapshot, Style, page_of

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
    with PdfiumReader(path) as reader:
        with ThreadPoolExecutor(1) as pool:
            opening = pool.submit(_open, path)
            rows, entries = _read_file(path, reader)
            opened = opening.result()
        marked = {(page, number): text for page, row in enumerate(rows) for number, text in row.pop("marked")}
        snapshot = _snapshot(rows, entries)
        if opened is None or len(opened.pages) != len(rows):
            return snapshot
        bookmarks = [FoundBookmark(page, *form) for _level, _title, page, *form in entries]
        faces, is_whole = _faces(reader, opened, snapshot)
    layers = read_layers(opened, marked, bookmarks, faces)
    return replace(snapshot, layers=layers if is_whole else replace(layers, is_cut=True))


def _read_file(path: Path, reader: PdfiumReader) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    """The rows of all pages and the entries of the outline; beside *reader*, others read parts of a long file."""
    parts = min(_MOST_PROCESSES, len(os.sched_getaffinity(0))) if path.stat().st_size > _SMALL else 1
    with ExitStack() as others, ThreadPoolExecutor(parts) as pool:
        readers = [reader, *(others.enter_context(PdfiumReader(path)) for _other in range(1, parts))]
        found = list(pool.map(lambda part: _read_part(path, readers[part], part, parts), range(parts)))
    rows = [row for part, _entries in found for row in part]
    return rows, found[-1][1]


def _read_part(
    path: Path, reader: PdfiumReader, part: int, parts: int
) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
    rows: list[dict[str, Any]] = []
    end: dict[str, Any] | None = None
    try:
        for row in reader.tell(read_rows, (part, parts), _PATIENCE):
            if row is not None and "end" in row:
                end = row
            elif end is None:
                rows.append(empty_row() if row is None else row)
    except UnreadablePdfError as error:
        raise _refusal(path, str(error)) from error
    if end is None:
        raise _refusal(path, _("the reader was brought down by it, or found no end"))
    if end["end"] is None:
        raise _refusal(path, _("it has more than {count} pages").format(count=MAX_PAGES))
    return rows, end["end"]


def _open(path: Path) -> OpenedPdf | None:
    """The objects of the PDF *path*; None where they are too damaged to be read."""
    try:
        return open_pdf(path)
    except UnopenableError:
        return None


def _faces(reader: PdfiumReader, opened: OpenedPdf, snapshot: Snapshot) -> tuple[tuple[Face, ...], bool]:
    """The faces with the glyphs that are shown, and whether all of them were read."""
    shown: dict[str, set[str]] = defaultdict(set)
    for page in snapshot.pages:
        for line in page.lines:
            for style, text in line.pieces:
                shown[snapshot.styles[style].font].update(text)
    wanted = wanted_fonts(opened, {face: frozenset(texts) for face, texts in shown.items()})
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    is_whole = True
    for rows in reader.tell(tell_glyphs, (wanted,), _PATIENCE) if wanted else ():
        is_whole = is_whole and rows is not None
        for face, text, digest in rows or ():
            found[face].add((text, digest))
    return tuple(Face(face, tuple(sorted(glyphs))) for face, glyphs in sorted(found.items())), is_whole


def _refusal(path: Path, reason: str) -> BindingError:
    hint = _("Print it to a new PDF from a program that opens it, and compare that.")
    return BindingError(Problem(_("The PDF can't be compared: {reason}.").format(reason=reason), path, hint=hint))


def _snapshot(rows: list[dict[str, Any]], entries: list[tuple[Any, ...]]) -> Snapshot:
    styles: dict[tuple[Any, ...], int] = {}
    pages: list[Page] = []
    for row in rows:
        for line in row["lines"]:
            line["pieces"] = [(styles.setdefault(tuple(style), len(styles)), text) for style, text in line["pieces"]]
        pages.append(page_of(row))
    outline = tuple(Entry(level, title, page) for level, title, page, *_form in entries)
    return Snapshot(tuple(pages), tuple(Style(*each) for each in styles), outline, ())

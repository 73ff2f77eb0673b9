"""Snapshots of PDFs, of ours and of others. pdfium reads them in a process of its own, within limits.

The process tells page by page on its standard output. Where it is brought down or stands still, another goes on with
the page that follows, a few times; the process of the caller is never in danger.
"""

import json
import math
import os
import resource
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.regression.kept_files import open_kept
from pipeline.regression.snapshot import MAX_PAGES, MOST_ENTRIES, Entry, Page, Snapshot, Style, page_of

MAX_FILE = 1 << 30  # bytes
_SECONDS_PER_PAGE = 60  # without a word
_WORK, _WORK_AFTER_A_STOP = 8, 2  # seconds of processor time for one page
_MOST_STOPS = 4  # pages that the reader may be stopped at before the file is given up
# Bytes, and more for each of the file: an image that a scanner made has a twentieth of its pixels there at least.
_MEMORY, _MEMORY_PER_BYTE, _MOST_MEMORY = 448 << 20, 4, 3 << 30
_HOME = Path(__file__).resolve().parents[2]
_MOST_TAGS = 20_000
_WRONG = "no pdf"


def snapshot_of(path: Path) -> Snapshot:
    """The snapshot of the PDF *path*. A page at which the reader stops has nothing on it, not even a picture.

    Raises FileAccessError when the file can't be read, BindingError when it is no PDF that can be opened, or when too
    many of its pages keep the reader busy or bring it down.
    """
    with open_kept(path, MAX_FILE):
        pass
    rows: list[dict[str, Any]] = []
    count = 1
    for stop in range(_MOST_STOPS):
        work = _WORK_AFTER_A_STOP if stop else _WORK
        # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
        command = [sys.executable, "-P", "-m", __name__, str(path.resolve()), str(len(rows)), str(work)]
        for row in _told(command, path):
            if "end" in row:
                return _snapshot(rows, row["end"])
            if "pages" in row:
                count = row["pages"]
            else:
                rows.append(row)
        if len(rows) >= count:
            break
        rows.append(_nothing())  # the page that it was stopped at
    raise _refusal(path, _("the reader was brought down by it, or found no end"))


def _nothing() -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in ("boxes", "lines", "images", "vectors", "links")}
    return empty | {"rotation": 0, "label": "", "columns": 0, "raster": "", "tags": {}}


def _told(command: list[str], path: Path) -> Iterator[dict[str, Any]]:
    """What the reader tells until it ends, dies, or says nothing for too long."""
    environment = os.environ | {"PYTHONPATH": str(_HOME)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdout is not None
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                pending = b""
                while selector.select(_SECONDS_PER_PAGE):
                    data = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
                    if not data:
                        return
                    *lines, pending = (pending + data).split(b"\n")
                    yield from (_row(line, path) for line in lines)
        finally:
            process.kill()


def _row(line: bytes, path: Path) -> dict[str, Any]:
    row = json.loads(line)
    assert isinstance(row, dict)
    if _WRONG in row:
        raise _refusal(path, _("it is no PDF, or damaged, or needs a password"))
    return row


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


def _tell(path: str, start: int, work: int) -> None:
    import ctypes

    import pypdfium2

    from pipeline.regression.page_reading import page_row

    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
    except pypdfium2.PdfiumError:
        count = 0
    if not 0 < count <= MAX_PAGES:
        _say({_WRONG: True})
        return
    _say({"pages": count})
    for index in range(start, count):
        _bound(resource.RLIMIT_CPU, math.ceil(time.process_time()) + work)
        try:
            row = page_row(document, index)
            row["tags"] = _tags(document, index)
        except (pypdfium2.PdfiumError, MemoryError, ValueError, OverflowError, ctypes.ArgumentError):
            row = _nothing()
        _say(row)
    _say({"end": _outline(document)})


def _bound(kind: int, limit: int) -> None:
    """Set the soft limit of *kind*, as far as the hard one allows. Who started this process may have a lower one."""
    _soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))


def _say(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


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


if __name__ == "__main__":
    _bound(resource.RLIMIT_DATA, min(_MEMORY + _MEMORY_PER_BYTE * Path(sys.argv[1]).stat().st_size, _MOST_MEMORY))
    _bound(resource.RLIMIT_CPU, 2 * _WORK)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _tell(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""The pages of a PDF as rows, in the process that reads them: it loads nothing but what that needs."""

from collections.abc import Iterator
from typing import Any

from pipeline.regression.snapshot.snapshot import MAX_PAGES, MOST_ENTRIES

_VIEWS = ("", "XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV")  # as pdfium numbers them
_TOPS = {"XYZ": 1, "FitH": 0, "FitR": 3, "FitBH": 0}  # which of their numbers is the top


def read_rows(document: Any, start: int, part: int, parts: int) -> Iterator[dict[str, Any]]:
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
            row = empty_row()
        yield row
    yield {"end": _outline(document) if part == parts - 1 else []}


def empty_row() -> dict[str, Any]:
    """The row of a page that can't be read."""
    empty: dict[str, Any] = {name: [] for name in ("boxes", "lines", "images", "vectors", "links", "marked")}
    return empty | {"rotation": 0, "label": "", "columns": 0, "raster": ""}


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

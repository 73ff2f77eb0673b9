"""Where each issue stands in the bound volume: volume folios, and the parts 上册/下册 of a thick one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacedIssue:
    """The place of one issue: volume folio of its first page, and the 0-based part of the volume that it is in."""

    first_folio: int
    volume_part: int


def place_issues(page_counts: Sequence[int], page_limit: int | None) -> list[PlacedIssue]:
    """Place issues of *page_counts* pages one after the other, each beginning on a recto (an odd folio).

    Folios go on through all parts. A part has at most *page_limit* pages unless one issue alone has more.
    """
    parts = split(page_counts, page_limit)
    folio, places = 1, []
    for count, part in zip(page_counts, parts, strict=True):
        places.append(PlacedIssue(folio, part))
        folio += count + count % 2
    return places


def split(page_counts: Sequence[int], page_limit: int | None) -> list[int]:
    """The 0-based part of each issue: as few parts as *page_limit* allows, the thickest as thin as can be."""
    sheets = [count + count % 2 for count in page_counts]
    if not sheets or page_limit is None or sum(sheets) <= page_limit:
        return [0] * len(sheets)
    limit = max(page_limit, *sheets)
    wanted = max(_fill_parts(sheets, limit)) + 1
    low, high = max(sheets), limit
    while low < high:  # the least limit that still gives as few parts
        middle = (low + high) // 2
        if max(_fill_parts(sheets, middle)) < wanted:
            high = middle
        else:
            low = middle + 1
    return _fill_parts(sheets, low)


def _fill_parts(sheets: Sequence[int], limit: int) -> list[int]:
    """The part of each issue when each part is filled up to *limit* pages in turn."""
    part = pages = 0
    parts = []
    for count in sheets:
        if pages and pages + count > limit:
            part, pages = part + 1, 0
        pages += count
        parts.append(part)
    return parts

"""Which pages the report of a comparison shows, in which size, and how large they are. Pure."""

import math
from collections.abc import Iterable, Sequence

from pipeline.regression.findings import Finding, PagePair
from pipeline.regression.snapshot.snapshot import Page, Snapshot
from pipeline.regression.verdicts.verdict import Verdict
from pipeline.reports.page_pictures import PageToDraw, picture_size
from pipeline.reports.page_places import Size, seen_size

MAX_PAIRS = 300  # that are shown
MAX_LARGE = 120  # whose pictures are so large that text can be read
_LARGEST = 1e6  # pt; larger pages are damaged


def changed_pairs(verdict: Verdict) -> list[PagePair]:
    """The pages, before and after as indexes from 0, that any finding names, and those without a partner; in order."""
    return [pair for pair, _is_marked in _find_changed(verdict)]


def count_changed(pages: Iterable[PagePair], before: Snapshot, after: Snapshot) -> int:
    """How many of *pages* look otherwise, by all that is drawn on them, or are there on one side only."""
    return sum(
        here is None or there is None or _find_looks(before, here) != _find_looks(after, there) for here, there in pages
    )


def _find_looks(snapshot: Snapshot, index: int) -> tuple[object, ...] | None:
    """What is seen of the page with the *index*: tags, links and labels are not. None where it isn't known."""
    if not 0 <= index < len(snapshot.pages):
        return None
    page = snapshot.pages[index]
    lines = [
        (line.x, line.y, line.width, [(snapshot.styles[style], text) for style, text in line.pieces])
        for line in page.lines
    ]
    return cut_size(page), page.rotation, page.raster, page.images, page.vectors, lines


def shown_pairs(verdict: Verdict) -> list[PagePair]:
    """Those of ``changed_pairs`` that there is room for, in order: pages that only follow are left out first."""
    return _take_first(_find_changed(verdict), MAX_PAIRS)


def large_pairs(verdict: Verdict) -> list[PagePair]:
    """Those of ``shown_pairs`` that have large pictures, in order."""
    shown = set(shown_pairs(verdict))
    return _take_first([each for each in _find_changed(verdict) if each[0] in shown], MAX_LARGE)


def _take_first(changed: Sequence[tuple[PagePair, bool]], count: int) -> list[PagePair]:
    if len(changed) <= count:
        return [pair for pair, _is_marked in changed]
    places = sorted(range(len(changed)), key=lambda place: not changed[place][1])[:count]
    return [changed[place][0] for place in sorted(places)]


def _find_changed(verdict: Verdict) -> list[tuple[PagePair, bool]]:
    """Changed pages in order, and whether something was done there or they only follow."""
    findings = verdict.comparison.findings
    before = {page for each in findings for page in marked_before(each)}
    after = {page for each in findings for page in marked_after(each)}
    followed = {page for each in findings for page in each.pages_followed}
    rows = []
    for here, there in verdict.comparison.pages:
        is_marked = here is None or there is None or here in before or there in after
        if is_marked or here in followed:
            rows.append(((here, there), is_marked))
    return rows


def marked_before(finding: Finding) -> set[int]:
    """Indexes of the pages before that *finding* names."""
    return {*finding.pages_before, *(page for page, _box in finding.marks_before)}


def marked_after(finding: Finding) -> set[int]:
    """Indexes of the pages after that *finding* names."""
    return {*finding.pages_after, *(page for page, _box in finding.marks_after)}


def pages_to_draw(snapshot: Snapshot, large: Iterable[int], small: Iterable[int] = ()) -> list[PageToDraw]:
    """The pages of *snapshot* to be drawn as they are cut: indexes from 0, in order; *large* so that they can be read.

    Pages whose size isn't known are left out.
    """
    readable = set(large)
    found = []
    for index in sorted(readable | set(small)):
        page = snapshot.pages[index] if 0 <= index < len(snapshot.pages) else None
        size = None if page is None else cut_size(page)
        pixels = size and page and picture_size(seen_size(size, page.rotation), is_large=index in readable)
        if page is not None and pixels:
            width, height = pixels
            found.append(PageToDraw(index=index, media=None, rotation=page.rotation, width=width, height=height))
    return found


def cut_size(page: Page) -> Size | None:
    """Width and height in pt of *page* as it is cut, before it is turned. None when it has none that can be shown."""
    boxes = dict(page.boxes)
    box = boxes.get("trim") or boxes.get("crop") or boxes.get("media")
    if box is None or not all(map(math.isfinite, box)):
        return None
    width, height = box[2] - box[0], box[3] - box[1]
    return (width, height) if 0 < width <= _LARGEST and 0 < height <= _LARGEST else None

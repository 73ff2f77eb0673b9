"""Pages that came or went with all that is on them: most of their text has no other side. Pure.

Where folios behind such a page count on, and it is filled like those around it, its text came or went, and made a page.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.alignment import rising
from pipeline.regression.alignment.page_measures import body_size
from pipeline.regression.alignment.pairing import Pairing, number_in
from pipeline.regression.alignment.text_flow import Flow

_SAME_SIZE = 0.15  # pt
_AROUND = "—–-·• "  # what stands beside a folio


@dataclass(frozen=True, slots=True)
class LonePages:
    """Indexes of pages that are new (*added*, after) or gone (*removed*, before)."""

    added: tuple[int, ...]
    removed: tuple[int, ...]


def find_lone_pages(pairing: Pairing) -> LonePages:
    """The pages of *pairing* that became none, or came from none, with all that is on them."""
    return LonePages(
        added=_find_alone(pairing, pairing.added_pages, after=True),
        removed=_find_alone(pairing, pairing.removed_pages, after=False),
    )


def find_moved_pages(pairing: Pairing) -> tuple[int, ...]:
    """The fewest pages before that must have moved for all to stand in the order that they have; none where some came
    or went: then it is text that moved. What a page only has floats in common with may stand anywhere.
    """
    if pairing.added_pages or pairing.removed_pages:
        return ()
    rows = sorted((page, there) for page, there in pairing.page_map.items() if page not in pairing.floated_pages)
    kept = {page for page, _there in rising([(page, there) for page, there in rows])}
    return tuple(page for page, _there in rows if page not in kept)


def _find_alone(pairing: Pairing, pages: Sequence[int], *, after: bool) -> tuple[int, ...]:
    """Those of *pages* most of whose text neither stayed nor is a part of what begins or ends on a page that is
    known.
    """
    flow = pairing.flow_after if after else pairing.flow_before
    side = 1 if after else 0
    pages = [page for page in pages if not _is_filled_by_text(pairing, flow, page, side)]
    stayed = _Spans([(row[side], row[side] + row[2]) for row in pairing.matches + pairing.moves if row[2] > 6])
    gaps = _Spans([row[2:] if after else row[:2] for row in pairing.gaps])
    unknown = set(pages)
    company, letters = Counter[int](), Counter[int]()
    for index, line in enumerate(flow.lines):
        if line.page in unknown:
            start, end = flow.starts[index], flow.end_of(index)
            letters[line.page] += end - start
            gap = gaps.at(start, end)
            is_shared = gap is not None and not unknown >= {
                flow.lines[flow.line_at(place)].page for place in (gap[0], gap[1] - 1)
            }
            company[line.page] += (end - start) * bool(stayed.at(start, end) or is_shared)
    return tuple(page for page in pages if 2 * company[page] < letters[page] or not letters[page])


def _is_filled_by_text(pairing: Pairing, flow: Flow, page: int, side: int) -> bool:
    """Whether *page* of *flow* is of body text, between pages of it, and the folios behind it count it."""
    usual = body_size(pairing.after if side else pairing.before)
    filled = {line.page for line in flow.lines if abs(line.size - usual) < _SAME_SIZE}
    return {page - 1, page} <= filled and _counts_on(pairing, page, side)


def _counts_on(pairing: Pairing, page: int, side: int) -> bool:
    """Whether the folio of the first page behind *page* that stayed went on by as many pages as it did."""
    for pair in sorted(pairing.page_map.items()):
        if pair[side] > page:
            folios = _folios(pairing.flow_before, pair[0]), _folios(pairing.flow_after, pair[1])
            if folios[0] and folios[1]:
                return pair[0] != pair[1] and folios[1] == {each + pair[1] - pair[0] for each in folios[0]}
    return False


def _folios(flow: Flow, page: int) -> set[int]:
    numbers = (number_in(line.text.strip(_AROUND)) for line in flow.furniture.get(page, ()))
    return {each for each in numbers if each is not None}


class _Spans:
    """Stretches of a text, to be found by a place."""

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        self._rows = sorted(row for row in rows if row[1] > row[0])
        self._starts = [row[0] for row in self._rows]

    def at(self, start: int, end: int) -> tuple[int, int] | None:
        """The last that begins before *end*, if it reaches beyond *start*."""
        place = bisect_left(self._starts, end) - 1
        return self._rows[place] if place >= 0 and self._rows[place][1] > start else None

"""Which page became which: by the text on both, then by their pictures and their order. Pure, about linear."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque

from pipeline.regression.alignment.alignment import Match, rising
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.snapshot.snapshot import Page

_OF_TEXT = 100  # what a letter of the text says of its page, of what one in a float does, which may stand on any


def page_map(
    before: tuple[Page, ...], after: tuple[Page, ...], flows: tuple[Flow, Flow], matches: list[Match]
) -> dict[int, int]:
    """Page before → page after: where most of its text stands; pages without text by their picture and their order."""
    one, other = flows
    weights: dict[int, Counter[int]] = defaultdict(Counter)
    for a, b, size in matches:
        place = 0
        while place < size:
            line, there = one.line_at(a + place), other.line_at(b + place)
            step = max(1, min(one.end_of(line) - a - place, other.end_of(there) - b - place, size - place))
            weights[one.lines[line].page][other.lines[there].page] += step
            place += step
    found: dict[int, int] = {}
    taken: set[int] = set()
    for page, row in sorted(weights.items(), key=lambda each: -max(each[1].values())):
        best = next((each for each, _weight in row.most_common() if each not in taken), None)
        if best is not None:
            found[page] = best
            taken.add(best)
    _add_alike(found, before, after)
    _add_in_order(found, len(before), len(after))
    return found


def _free(found: dict[int, int], count: int, other_count: int) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [n for n in range(count) if n not in found], [n for n in range(other_count) if n not in taken]


def _add_alike(found: dict[int, int], before: tuple[Page, ...], after: tuple[Page, ...]) -> None:
    """Pages that are known by their picture alone: first those in order, then the others."""
    free, unclaimed = _free(found, len(before), len(after))
    places: dict[str, list[int]] = defaultdict(list)
    for page in unclaimed:
        places[after[page].raster].append(page)
    counts = Counter(before[page].raster for page in free)
    single = [
        (page, places[before[page].raster][0])
        for page in free
        if counts[before[page].raster] == 1 and len(places.get(before[page].raster, ())) == 1
    ]
    found.update(rising(single))
    known = sorted(found)
    used = set(found.values())
    waiting = {raster: deque(each for each in pages if each not in used) for raster, pages in places.items()}
    for page in free:
        if page in found or not (row := waiting.get(before[page].raster)):
            continue
        low, high = _room(found, known, page, len(after))
        while row and row[0] <= low < high:
            row.popleft()
        if row and (row[0] < high or high < low):
            found[page] = row.popleft()


def _room(found: dict[int, int], known: list[int], page: int, end: int) -> tuple[int, int]:
    """Between which pages after *page* belongs, by its neighbours in *known*."""
    place = bisect_right(known, page)
    return found[known[place - 1]] if place else -1, found[known[place]] if place < len(known) else end


def _add_in_order(found: dict[int, int], count: int, other_count: int) -> None:
    """Pages that nothing is known of, by their order between those that are known."""
    free, unclaimed = _free(found, count, other_count)
    known = sorted(found)
    used: set[int] = set()
    next_of: dict[int, int] = {}
    for page in free:
        low, high = _room(found, known, page, other_count)
        place = next_of.get(low, bisect_left(unclaimed, low + 1))
        while place < len(unclaimed) and unclaimed[place] in used:
            place += 1
        if low < high and place < len(unclaimed) and unclaimed[place] < high:
            found[page] = unclaimed[place]
            used.add(unclaimed[place])
            next_of[low] = place + 1

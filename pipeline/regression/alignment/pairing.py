"""Two snapshots laid side by side: which text is the same, and which page became which. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.regression.alignment.alignment import Gap, Match, align, begin_at_lines, find_moved, gaps_of
from pipeline.regression.alignment.page_pairing import page_map
from pipeline.regression.alignment.running_heads import head_words
from pipeline.regression.alignment.text_flow import Flow, FlowLine, flow_of, in_order_of, layers_of, settle
from pipeline.regression.findings import PagePair, Place
from pipeline.regression.snapshot.snapshot import Line, Snapshot

_MOST_CHANGED = 400  # characters between stretches that moved together
_MOST_ASIDE = 80.0  # pt that the frames of rectos and versos may stand apart


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Both sides. *matches* are stretches of text that stayed, *moves* those that stand elsewhere in the stream."""

    before: Snapshot
    after: Snapshot
    flow_before: Flow
    flow_after: Flow
    matches: list[Match]
    moves: list[Match]
    page_map: dict[int, int]

    @property
    def removed_pages(self) -> list[int]:
        """Pages before that have become none."""
        return [page for page in range(len(self.before.pages)) if page not in self.page_map]

    @property
    def added_pages(self) -> list[int]:
        """Pages after that came from none."""
        known = set(self.page_map.values())
        return [page for page in range(len(self.after.pages)) if page not in known]

    @property
    def all_pages(self) -> tuple[PagePair, ...]:
        """All pages in the order they have after; those that are gone stand where they were."""
        pairs: list[PagePair] = [(None, page) for page in self.added_pages]
        pairs += self.page_map.items()
        pairs.sort(key=lambda pair: pair[1] or 0)
        rest = deque(self.removed_pages)
        rows: list[PagePair] = []
        for pair in pairs:
            while rest and pair[0] is not None and pair[0] > rest[0]:
                rows.append((rest.popleft(), None))
            rows.append(pair)
        return (*rows, *((page, None) for page in rest))

    @cached_property
    def lines_on(self) -> dict[int, list[int]]:
        """The lines before by their page, in the order of the text."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, line in enumerate(self.flow_before.lines):
            found[line.page].append(index)
        return found

    @cached_property
    def _stretches(self) -> tuple[list[Match], list[int]]:
        rows = sorted(self.matches + self.moves)
        return rows, [row[0] for row in rows]

    def there(self, place: int) -> int | None:
        """Where the character *place* of the text before stands after; None where it is gone."""
        rows, starts = self._stretches
        row = bisect_right(starts, place) - 1
        if row < 0:
            return None
        a, b, size = rows[row]
        return b + place - a if place < a + size else None

    @cached_property
    def _stretches_after(self) -> tuple[list[Match], list[int]]:
        rows = sorted(self.matches, key=lambda row: row[1])
        return rows, [row[1] for row in rows]

    def back(self, place: int) -> int | None:
        """Where the character *place* of the text after, or the first behind it that stayed, stands before."""
        rows, starts = self._stretches_after
        row = max(0, bisect_right(starts, place) - 1)
        if row < len(rows) and place < rows[row][1] + rows[row][2]:
            return rows[row][0] + max(0, place - rows[row][1])
        return rows[row + 1][0] if row + 1 < len(rows) else None

    def first_between(self, start: int, end: int) -> int | None:
        """Where the first stretch that begins behind *start* and before *end* stands after."""
        rows, starts = self._stretches
        row = bisect_right(starts, start)
        return rows[row][1] if row < len(rows) and rows[row][0] < end else None

    @cached_property
    def same_lines(self) -> list[tuple[FlowLine, FlowLine]]:
        """The lines that have the same words on both sides."""
        one, other = self.flow_before, self.flow_after
        found = []
        for index, line in enumerate(one.lines):
            if (there := self.there(one.starts[index])) is not None:
                now = other.lines[other.line_at(there)]
                if "".join(line.line.text.split()) == "".join(now.line.text.split()):
                    found.append((line, now))
        return found

    @cached_property
    def heads_before(self) -> set[str]:
        """The words of all running heads before, without digits and spaces."""
        return {head_of(line) for lines in self.flow_before.furniture.values() for line in lines}

    def aside_of(self, page: int, there: int) -> float:
        """How far aside the frame of the body stands on the page *there* because it is on the other side of its sheet
        than *page* was, pt, as it was before.
        """
        versos = (there % 2) - (page % 2)  # pages from 0: odd ones are versos
        return versos * self._verso_aside if versos else 0.0

    @cached_property
    def _verso_aside(self) -> float:
        """How far right of the left edge of rectos that of versos stands before, pt, by most pages."""
        lefts: dict[int, float] = {}
        for each in self.flow_before.lines:
            lefts[each.page] = min(lefts.get(each.page, each.line.x), each.line.x)
        sides = [Counter(round(left, 1) for page, left in lefts.items() if page % 2 == side) for side in (0, 1)]
        if not all(sides):
            return 0.0
        recto, verso = (side.most_common(1)[0][0] for side in sides)
        return verso - recto if abs(verso - recto) <= _MOST_ASIDE else 0.0

    @cached_property
    def titles_before(self) -> set[str]:
        """The titles of the outline before, as heads say them: a section's without its brackets."""
        return {_without_numbers(entry.title).strip("【】") for entry in self.before.outline}

    @cached_property
    def page_pairs(self) -> set[tuple[int, int]]:
        """Pages before and after that have text in common, by where stretches and their lines begin."""
        pages = ((here.page, now.page) for here, now in self._lines_in_common())
        return set(self.page_map.items()).union(pages)

    @cached_property
    def floated_pages(self) -> set[int]:
        """Pages before that became one with which they have floats in common, but no text, though they have text."""
        one = self.flow_before
        filled = {line.page for line in one.lines if line.unit < 0}
        rows = [rows for rows in self._lines_in_common() if self.page_map.get(rows[0].page) == rows[1].page]
        floats = {here.page for here, _now in rows if here.unit >= 0}
        return (floats & filled) - {here.page for here, _now in rows if here.unit < 0}

    def _lines_in_common(self) -> Iterator[tuple[FlowLine, FlowLine]]:
        """Lines before and after that have text in common, by where stretches and their lines begin."""
        one, other = self.flow_before, self.flow_after
        for a, b, size in self.matches + self.moves:
            for line in range(one.line_at(a), one.line_at(a + size - 1) + 1):
                place = max(a, one.starts[line])
                if place < a + size:
                    yield one.lines[line], other.lines[other.line_at(b + place - a)]

    @cached_property
    def origins(self) -> dict[int | None, int]:
        """Page after → the page before that became it."""
        return {there: page for page, there in self.page_map.items()}

    @cached_property
    def page_shifts(self) -> set[int]:
        """By how many pages text has moved."""
        return {there - here for here, there in self.page_pairs}

    @cached_property
    def label_shifts(self) -> set[int]:
        """By how much labels of pages that stayed are other numbers, where all are by as much."""
        labels = [
            (number_in(self.before.pages[page].label), number_in(self.after.pages[there].label))
            for page, there in self.page_map.items()
        ]
        found = {now - here for here, now in labels if here is not None and now is not None}
        return found - {0} if len(found) == 1 else set()

    @cached_property
    def gaps(self) -> list[Gap]:
        """The texts that changed: from, to before; from, to after. What only moved is none."""
        length, other = len(self.flow_before.text), len(self.flow_after.text)
        rows = gaps_of(self.matches, length, other)
        if not self.moves:
            return rows
        result = []
        spans = [(row[0], row[-1]) for row in self._moved_rows]
        gone = sorted((first[0], last[0] + last[2]) for first, last in spans)
        come = sorted((first[1], last[1] + last[2]) for first, last in spans)
        starts = [one for one, _other in gone], [one for one, _other in come]
        for a0, a1, b0, b1 in rows:
            left, right = _cut_out(a0, a1, gone, starts[0]), _cut_out(b0, b1, come, starts[1])
            if left or right:
                left, right = left or [(a0, a0)], right or [(b0, b0)]
                gap = left[0][0], left[-1][1], right[0][0], right[-1][1]
                texts = self.flow_before.text[gap[0] : gap[1]], self.flow_after.text[gap[2] : gap[3]]
                if texts[0] != texts[1] and any(each.isalnum() for text in texts for each in text):
                    result.append(gap)
        return result

    @cached_property
    def moved_gaps(self) -> list[list[Gap]]:
        """The texts that changed within text that moved: from, to before; from, to after; each list in order."""
        rows = [
            [(a + size, c, b + size, d) for (a, b, size), (c, d, _size) in pairwise(row)] for row in self._moved_rows
        ]
        texts = self.flow_before.text, self.flow_after.text
        return [[gap for gap in row if texts[0][gap[0] : gap[1]] != texts[1][gap[2] : gap[3]]] for row in rows]

    @cached_property
    def _moved_rows(self) -> list[list[Match]]:
        """*moves* that went together, in order: nothing else stands between them, but for words that changed."""
        order = {each: number for number, each in enumerate(sorted(self.moves + self.matches, key=lambda row: row[1]))}
        rows: list[list[Match]] = []
        is_moved = set(self.moves)
        last: Match = (0, 0, 0)
        for each in sorted(order):
            goes_on = {last, each} <= is_moved and order[each] == order[last] + 1 and _are_near(last, each)
            if goes_on:
                rows[-1].append(each)
            elif each in is_moved:
                rows.append([each])
            last = each
        return rows

    def place_before(self, line: int) -> Place:
        """Page and box of a line before."""
        found = self.flow_before.lines[line]
        return found.page, found.box

    def place_after(self, line: int) -> Place:
        """Page and box of a line after."""
        found = self.flow_after.lines[line]
        return found.page, found.box


def _are_near(one: Match, other: Match) -> bool:
    """Whether no more than some words stand between both, on either side."""
    return all(0 <= other[n] - one[n] - one[2] <= _MOST_CHANGED for n in (0, 1))


def _cut_out(start: int, end: int, taken: list[tuple[int, int]], starts: list[int]) -> list[tuple[int, int]]:
    parts, place = [], start
    first = max(0, bisect_right(starts, start) - 1)
    for one, other in taken[first : bisect_left(starts, end)]:
        if other <= start:
            continue
        if one > place:
            parts.append((place, one))
        place = max(place, other)
    return [*parts, (place, end)] if place < end else parts


def number_in(text: str) -> int | None:
    """The number that *text* is, if it is one that pages may have."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 9 else None


def head_of(line: Line) -> str:
    """What a running head says, without digits and spaces."""
    return _without_numbers(line.text)


def _without_numbers(text: str) -> str:
    return "".join(each for each in text if not each.isspace() and not each.isdecimal())


def pair_versions(before: Snapshot, after: Snapshot) -> Pairing:
    """Pair the pages and the text of *before* and *after*."""
    heads = head_words(before, after)
    reads_tags = all(side.layers is not None and side.layers.tags for side in (before, after))
    first = layers_of(before, heads, reads_tags=reads_tags)
    layers = first, layers_of(after, heads, first.labels, reads_tags=reads_tags)
    settled = settle(*layers), settle(layers[1], layers[0])
    one, other = flow_of(before, settled[0]), flow_of(after, in_order_of(settled[1], settled[0]))
    matches = begin_at_lines(align(one.text, other.text), (one.text, one.starts), (other.text, other.starts))
    moves = find_moved(one.text, other.text, matches)
    pages = page_map(before.pages, after.pages, (one, other), matches + moves)
    return Pairing(
        before=before, after=after, flow_before=one, flow_after=other, matches=matches, moves=moves, page_map=pages
    )

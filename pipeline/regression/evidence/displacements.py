"""Where the lines beside a place went: what an image or a rule on a page whose text moves is judged by. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.evidence.line_pairs import LinePair
from pipeline.regression.snapshot.snapshot import Box

REACH = 0.6  # pt: two roundings to tenths, and half a step of a leading between two lines
_NEAR = 24.0  # pt from a line that changed: what is drawn there goes with it


@dataclass(frozen=True, slots=True)
class Went:
    """A line that stood in *box* of its page went to *page* (from 0), *across* and *down* pt from where it was."""

    box: Box
    page: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines beside a mark that are known on both sides: those *within* it, the one *above*, the one *below*."""

    within: tuple[Went, ...]
    above: Went | None
    below: Went | None

    @property
    def all(self) -> tuple[Went, ...]:
        """All of them, those first that say most."""
        return *self.within, *(each for each in (self.below, self.above) if each is not None)

    @property
    def agrees(self) -> bool:
        """Whether lines on both sides of the mark, or within it, went as far: it must have gone with them."""
        found = self.within
        if not found and self.above is not None and self.below is not None:
            found = self.above, self.below
        return bool(found) and all(
            each.page == found[0].page
            and abs(each.across - found[0].across) <= REACH
            and abs(each.down - found[0].down) <= REACH
            for each in found
        )

    def explains(self, page: int, across: float, down: float) -> bool:
        """Whether a mark that went to *page*, *across* and *down*, went with a line beside it, or between two."""
        rows = [each for each in self.all if each.page == page and abs(each.across - across) <= REACH]
        if not rows:
            return False
        downs = [each.down for each in rows]
        return min(downs) - REACH <= down <= max(downs) + REACH


class Displacements:
    """Lines by the page they stood on, and places where lines changed."""

    def __init__(self, rows: Iterable[tuple[int, Went]], changed: Iterable[tuple[int, Box]]) -> None:
        self._lines: dict[int, list[Went]] = defaultdict(list)
        for page, went in rows:
            self._lines[page].append(went)
        for lines in self._lines.values():
            lines.sort(key=lambda each: each.box[3])
        self._ends = {page: [each.box[3] for each in lines] for page, lines in self._lines.items()}
        self._changed: dict[int, list[Box]] = defaultdict(list)
        for page, box in changed:
            self._changed[page].append(box)

    def beside(self, page: int, box: Box) -> Beside:
        """The known lines beside *box* on *page*; of its column where there are such."""
        lines, ends = self._lines.get(page, []), self._ends.get(page, [])
        place = bisect_left(ends, box[1] + 2.0)
        above = next((each for each in reversed(lines[:place]) if _shares(each.box, box)), None)
        within: list[Went] = []
        below: Went | None = None
        for each in lines[place:]:
            if not _shares(each.box, box):
                continue
            middle = (each.box[1] + each.box[3]) / 2
            if middle <= box[3]:
                within = [*within[:1], each]  # the first and the last
            else:
                below = each
                break
        return Beside(tuple(within), above, below)

    def is_first(self, page: int, box: Box) -> bool:
        """Whether no known line of its column stands above *box* on *page*."""
        lines, ends = self._lines.get(page, []), self._ends.get(page, [])
        return not any(_shares(each.box, box) for each in lines[: bisect_left(ends, box[1] + 2.0)])

    def is_by_change(self, page: int, box: Box) -> bool:
        """Whether a line that changed stands within reach of *box*; within it, where there are lines that didn't."""
        reach = 0.0 if self.beside(page, box).within else _NEAR
        return any(near(each, box, reach) for each in self._changed.get(page, ()))


def displacements(pairing: Pairing, pairs: Sequence[LinePair], words: Set[int]) -> tuple[Displacements, Displacements]:
    """Where lines went, by *pairs* of them; and back, from where they stand after. *words* are lines before that are
    known to have changed.
    """
    one, other = pairing.flow_before, pairing.flow_after
    paired = [pair for pair in pairs if pair.starts_alike and not pair.rebroken]
    went = [(one.lines[pair.index], other.lines[pair.there]) for pair in paired]
    rows = [(here.page, here.box, now.page, now.box) for here, now in went]
    here_known, there_known = ({pair.index for pair in paired}, {pair.there for pair in paired})
    changed = [(line.page, line.box) for n, line in enumerate(one.lines) if n not in here_known or n in words]
    come = {pair.there for pair in pairs if pair.index in words}
    others = [(line.page, line.box) for n, line in enumerate(other.lines) if n not in there_known or n in come]
    forward = [(page, Went(box, there, now[0] - box[0], now[3] - box[3])) for page, box, there, now in rows]
    backward = [(there, Went(now, page, box[0] - now[0], box[3] - now[3])) for page, box, there, now in rows]
    return Displacements(forward, changed), Displacements(backward, others)


def near(one: Box, other: Box, reach: float = _NEAR) -> bool:
    """Whether two boxes of a page stand within *reach* pt, a line, of one another."""
    return _shares(one, other) and one[1] - reach < other[3] and other[1] - reach < one[3]


def _shares(one: Box, other: Box) -> bool:
    """Whether two boxes share some of their measure."""
    return one[0] - 2.0 < other[2] and other[0] - 2.0 < one[2]

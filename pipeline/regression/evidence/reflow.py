"""What moved the lines: the lines are gone through in the order of the text, once. Pure.

What moves a line is looked for where the movement begins: words or a style that changed there, an image above it. What
only goes on from there, over pages too, is a consequence. A movement that begins without a reason is evidence of a
cause of its own, one for all that move by as much.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.evidence.line_pairs import (
    TOLERANCE,
    LinePair,
    is_off,
    is_respaced,
    subtract_vectors,
    turns_between,
    usual_pitches,
)
from pipeline.regression.evidence.movements import Movement, Pitches, Reason, Trace, find_alike, reason_of
from pipeline.regression.findings import Place

_BLOCK = 40  # lines of a table or figure that goes to another page as a whole
_COLUMN = 40.0  # pt aside: to another column
_LOOSER = 3.0  # pt from line to line, than in most of the text
REFLOWS = frozenset({"text.changed", "text.moved", "pages.count", "articles.moved", "lines.rebroken"})
REBROKEN = Reason(("lines.rebroken",), "lines.rebroken")
FOLLOWED = Reason(("followed",), "pages.count")  # whatever it is that moved what stands before
TURNING = Reason(("lines.rebroken", "turning"), "lines.rebroken")  # in paragraphs that may be composed anew
SPACING = Reason(("style.spacing",), "style.spacing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflow:
    """What the lines tell: all *pairs* of them; *movements* without a reason; the *traces* of all other reasons.

    *pages*: what moved, or broke anew, the lines of each page before. *broken_on*: the pages of lines that broke for no
    reason, in paragraphs that are whole on their page, and in others.
    """

    pairs: tuple[LinePair, ...]
    movements: tuple[Movement, ...]
    traces: Mapping[Reason, Trace]
    pages: Mapping[int, Reason]
    broken_on: tuple[frozenset[int], frozenset[int]]


def follow_lines(
    pairing: Pairing, pairs: tuple[LinePair, ...], lines: Mapping[int, Reason], notes: Mapping[int, Reason]
) -> Reflow:
    """Follow the *pairs* of lines of *pairing*. *lines* tell what was done to each line before, *notes* to the notes of
    each page.
    """
    return _Walk(pairing, lines, notes).follow(pairs)


@dataclass(slots=True, kw_only=True)
class _Tally:
    """A trace in the making."""

    before: list[Place] = field(default_factory=list)
    after: list[Place] = field(default_factory=list)
    moved: int = 0
    pages: set[int] = field(default_factory=set)
    rebroken: int = 0

    def trace(self) -> Trace:
        return Trace(
            before=tuple(self.before),
            after=tuple(self.after),
            moved=self.moved,
            pages=frozenset(self.pages),
            rebroken=self.rebroken,
        )


class _Walk:
    """One walk over the lines: the reason that lines move for at its place, and what was seen till there."""

    def __init__(self, pairing: Pairing, lines: Mapping[int, Reason], notes: Mapping[int, Reason]) -> None:
        self.pairing, self.lines, self.notes = pairing, lines, notes
        self.usual = usual_pitches(pairing.flow_before)
        self.reason: Reason | None = None
        self.latest = FOLLOWED
        self.begun: list[Movement] = []
        self.tallies: dict[Reason, _Tally] = defaultdict(_Tally)
        self.pages: dict[int, Reason] = {}
        self.broken_on: tuple[set[int], set[int]] = (set(), set())
        self.paragraphs: dict[int, Reason] = {}
        for index, reason in lines.items():
            self.paragraphs.setdefault(pairing.flow_before.paragraphs[index], reason)

    def follow(self, pairs: tuple[LinePair, ...]) -> Reflow:
        before: LinePair | None = None
        for pair in pairs:
            for index in range(before.index + 1 if before else 0, pair.index):  # lines that have no place after
                self.reason = self.lines.get(index, self.reason)
            self._look_at(pair, before)
            before = pair
        traces = {reason: each.trace() for reason, each in self.tallies.items()}
        return Reflow(
            pairs=pairs,
            movements=tuple(
                replace(each, trace=traces.pop(reason_of(n), Trace())) for n, each in enumerate(self.begun)
            ),
            traces=traces,
            pages=self.pages,
            broken_on=(frozenset(self.broken_on[0]), frozenset(self.broken_on[1])),
        )

    def _look_at(self, pair: LinePair, before: LinePair | None) -> None:
        index = pair.index
        local = self.lines.get(index)
        if local is None and index and (above := self.lines.get(index - 1)):
            local = above if above.kind.startswith("style") else None
        if not pair.is_moved:
            self.reason = None
        elif before is None or is_off(subtract_vectors(pair.vector, before.vector)) or self.reason is None:
            self._begin(pair, before, local)
        elif self.reason.kind == "blocks.shifted" and turns_between(self.pairing, before, pair):
            self._place(self.reason, pair)  # all pages have another head
        self.latest = self.reason or self.latest
        if pair.is_moved and self.reason is not None:
            page = self.pairing.flow_before.lines[index].page
            self.tallies[self.reason].moved += 1
            self.tallies[self.reason].pages.add(page)
            self.pages.setdefault(page, self.reason)
        if pair.rebroken:
            self._rebroken(pair)
        elif not local and is_respaced(self.pairing, pair):
            known = self.paragraphs.get(self.pairing.flow_before.paragraphs[index])
            if known is None or known.kind == "lines.rebroken":
                self._place(SPACING, pair)

    def _place(self, reason: Reason, pair: LinePair) -> None:
        self.tallies[reason].before.append(self.pairing.place_before(pair.index))
        self.tallies[reason].after.append(self.pairing.place_after(pair.there))

    def _begin(self, pair: LinePair, before: LinePair | None, local: Reason | None) -> None:
        """Find what the movement that begins with *pair* comes from."""
        was_moved = before is not None and before.is_moved
        turns = before is None or turns_between(self.pairing, before, pair)
        if local is not None and local.is_float and was_moved and self.reason is not None:
            local = None  # the figure went where there was room for it
        known = local or (self.paragraphs.get(self._paragraph(pair)) if pair.rebroken else None)
        across = pair.vector[1] - (before.vector[1] if before else 0.0)
        if known is None and before is not None and before.rebroken and abs(across) <= TOLERANCE:
            known = self.paragraphs.get(self._paragraph(before))
        goes_on = self.reason is not None and (
            (turns and was_moved) or (self.reason.kind == "lines.rebroken" and pair.rebroken)
        )
        if known is not None:
            self.reason = known
        elif not is_off(pair.vector):
            self.reason = self.latest  # its page is on the other side of its sheet
        elif not goes_on:
            self.reason = self._known_reason(pair, before, turns=turns) or self._new_movement(pair, before, turns=turns)

    def _paragraph(self, pair: LinePair) -> int:
        return self.pairing.flow_before.paragraphs[pair.index]

    def _known_reason(self, pair: LinePair, before: LinePair | None, *, turns: bool) -> Reason | None:
        """What is known already and may have moved *pair* too, where nothing was done to it or its paragraph."""
        one = self.pairing.flow_before.lines
        page = one[pair.index].page
        if turns and abs(pair.vector[1]) > _COLUMN and (reason := self._find_balancing(page)) is not None:
            return reason
        if before is not None and (reason := self._kept_together(before, pair)) is not None:
            return reason
        if turns and (notes := self.notes.get(one[before.index].page if before else page)) is not None:
            return notes  # they leave the page another height
        known = self.pages.get(page) or self.pages.get(page - 1)
        is_reflow = known is not None and known.kind != "blocks.shifted"
        return known if (turns or is_reflow) and abs(pair.vector[1]) <= TOLERANCE else None

    def _new_movement(self, pair: LinePair, before: LinePair | None, *, turns: bool) -> Reason:
        one = self.pairing.flow_before.lines
        vector = pair.vector if turns or before is None else subtract_vectors(pair.vector, before.vector)
        if abs(vector[1]) > TOLERANCE and (turns or (before is not None and before.rebroken)):
            vector = 0, vector[1], 0.0 if before is not None else vector[2]
        pitches = None if turns or before is None else self._pitches(before, pair)
        number = find_alike(self.begun, vector, pitches)
        reason = reason_of(number)
        if number == len(self.begun):
            usual = self.usual.get(one[pair.index].size, 0.0)
            is_between = pitches is not None and pitches[0] > usual + _LOOSER
            new = Movement(across=abs(vector[1]), down=vector[2], pitches=pitches, is_between=is_between)
            self.begun.append(replace(new, reasons=frozenset([reason])))
        movement = self.begun[number]
        above = one[before.index].line.text if before is not None and not turns else ""
        within = movement.within + (not one[pair.index].begins)
        self.begun[number] = replace(movement, within=within, above=movement.above or above)
        self._place(reason, pair)
        self.paragraphs.setdefault(self._paragraph(pair), reason)
        return reason

    def _pitches(self, upper: LinePair, lower: LinePair) -> Pitches | None:
        """From line to line, where the two follow one another in one text."""
        one, other = self.pairing.flow_before.lines, self.pairing.flow_after.lines
        if upper.index != lower.index - 1 or upper.there != lower.there - 1:
            return None
        pitch = one[lower.index].line.y - one[upper.index].line.y
        if one[lower.index].size != one[upper.index].size or not 0 < pitch < 2.4 * one[lower.index].size:
            return None
        return pitch, other[lower.there].line.y - other[upper.there].line.y

    def _kept_together(self, before: LinePair, pair: LinePair) -> Reason | None:
        """What changed further down in a block that goes to the next page as a whole: it has no room here any more."""
        one, other = self.pairing.flow_before.lines, self.pairing.flow_after.lines
        here = one[pair.index]
        if here.page != one[before.index].page or other[pair.there].page == other[before.there].page:
            return None
        rows = range(pair.index, min(len(one), pair.index + _BLOCK))
        return next((self.lines[n] for n in rows if one[n].page == here.page and n in self.lines), None)

    def _find_balancing(self, page: int) -> Reason | None:
        """The words that changed on *page*: its columns are made as long as one another, from their beginning."""
        rows = (self.lines.get(index) for index in self.pairing.lines_on.get(page, ()))
        return next((each for each in rows if each is not None and each.kind in REFLOWS), None)

    def _rebroken(self, pair: LinePair) -> None:
        paragraph, page = self._paragraph(pair), self.pairing.flow_before.lines[pair.index].page
        reason = self.lines.get(pair.index) or self.paragraphs.get(paragraph)
        if reason is None:
            is_whole = is_composed_whole(self.pairing, pair)
            # What moves the lines here and gives none of them another measure can't have broken them anew.
            if not (self.reason is not None and self.reason.kind in REFLOWS and is_whole):
                reason = self.reason
            if reason is None:
                reason = REBROKEN if is_whole else TURNING
                self.broken_on[not is_whole].add(page)
            self.paragraphs[paragraph] = reason  # what stands below it moves by a line when it has one more or less
        self.pages.setdefault(page, reason)
        self.tallies[reason].rebroken += 1
        if reason.kind == "lines.rebroken":
            self._place(reason, pair)


def is_composed_whole(pairing: Pairing, pair: LinePair) -> bool:
    """Whether nothing tells that the paragraph of *pair* was composed anew to fill its page.

    One that was stands at the end or the head of a page or column, or takes a line more or less; but its lines are
    full.
    """
    one, other = pairing.flow_before, pairing.flow_after
    here, now = one.lines[pair.index], other.lines[pair.there]
    if pair.starts_alike and now.line.x + now.line.width < here.line.x + here.line.width - 2.5 * here.size:
        return True
    paragraphs = one.paragraphs[pair.index], other.paragraphs[pair.there]
    if paragraphs[0] in one.turning or paragraphs[1] in other.turning:
        return False
    # A page may be set again with any of its paragraphs a line shorter or longer, so that no line stands alone.
    first = bisect_left(one.paragraphs, paragraphs[0])
    last = bisect_right(one.paragraphs, paragraphs[0]) - 1
    ends = pairing.there(one.starts[first]), pairing.there(one.end_of(last) - 1)
    if ends[0] is None or ends[1] is None:
        return one.line_counts[paragraphs[0]] == other.line_counts[paragraphs[1]]
    return other.line_at(ends[1]) - other.line_at(ends[0]) == last - first

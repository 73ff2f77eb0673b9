"""Lines that are broken otherwise, and text that stands elsewhere; each with what made it so.

The lines are gone through in the order of the text. What moves a line is looked for where the movement begins: words
or a style that changed there, an image above it. What only goes on from there, over pages too, is a consequence. A
movement that begins without a reason is a finding of its own, one for all that move by as much.
"""

from bisect import bisect_left, bisect_right

from pipeline.i18n import _, ngettext
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.shifts import (
    TOLERANCE,
    LinePair,
    Shift,
    Vector,
    across_of,
    count_of,
    is_off,
    measure_of,
    minus,
)
from pipeline.regression.findings import Cause

_BLOCK = 40  # lines of a table or figure that goes to another page as a whole
_OTHER_MEASURE = 4.0  # pt
_COLUMN = 40.0  # pt aside: to another column
REFLOWS = frozenset({"text.changed", "text.moved", "pages.count", "articles.moved", "lines.rebroken"})


class FlowChanges:
    """Goes through the lines of both sides; ``shifts`` are the movements found."""

    def __init__(self, known: KnownCauses) -> None:
        self.known = known
        self.shifts: list[Shift] = []
        self.paragraph_causes: dict[int, Cause] = {}
        self.cause: Cause | None = None
        self.pairs: list[LinePair] = []
        self.rebroken_pages: dict[bool, set[int]] = {True: set(), False: set()}  # by whether paragraphs are whole
        self.offset = 0  # by how many pages the last line that stood where it was has moved on
        self.whole: Cause | None = None  # what changed all pages, with all that moves

    def run(self) -> None:
        """Add causes and consequences to those that are known."""
        known = self.known
        for index, cause in known.line_causes.items():
            self.paragraph_causes.setdefault(known.pairing.flow_before.paragraphs[index], cause)
        before: LinePair | None = None
        for index in range(len(known.pairing.flow_before.lines)):
            pair = self._pair(index)
            if pair is None:
                self.cause = known.line_causes.get(index, self.cause)
            else:
                self.pairs.append(pair)
                self._look_at(pair, before)
            before = pair or before
        self.close()

    def _pair(self, index: int) -> LinePair | None:
        one, other = self.known.pairing.flow_before, self.known.pairing.flow_after
        start, end = one.starts[index], one.end_of(index)
        while end > start + 1 and one.text[end - 1] in " \x01":
            end -= 1
        first, last = self.known.pairing.there(start), self.known.pairing.there(end - 1)
        place = first if first is not None else self.known.pairing.first_between(start, end)
        if place is None:
            return None
        there = other.line_at(place)
        starts_alike = first is not None and first == other.starts[there]
        rebroken = False
        if first is not None and last is not None:
            tail = other.text[last + 1 : other.end_of(other.line_at(last))].strip(" \x01")
            rebroken = not (starts_alike and other.line_at(last) == there and not tail)
        here, now = one.lines[index], other.lines[there]
        offset = now.page - here.page
        pages = now.page - self.known.pairing.page_map.get(here.page, now.page) if offset != self.offset else 0
        across = across_of(here.line, now.line) if starts_alike else 0.0
        return LinePair(
            index=index,
            there=there,
            starts_alike=starts_alike,
            rebroken=rebroken,
            vector=(pages, across, now.line.y - here.line.y),
        )

    def _look_at(self, pair: LinePair, before: LinePair | None) -> None:
        known, index = self.known, pair.index
        local = known.line_causes.get(index)
        if local is None and index and (above := known.line_causes.get(index - 1)):
            local = above if above.kind.startswith("style") else None
        is_moved = is_off(pair.vector)
        was_moved = before is not None and is_off(before.vector)
        if not is_moved:
            self.cause = None
            one, other = known.pairing.flow_before.lines, known.pairing.flow_after.lines
            self.offset = other[pair.there].page - one[index].page
        elif before is None or is_off(minus(pair.vector, before.vector)) or self.cause is None:
            self._began(pair, before, local, was_moved=was_moved)
        elif self.cause.kind == "blocks.shifted" and self._turns(before, pair):
            self.cause.before.append(known.pairing.place_before(index))  # all pages have another head
            self.cause.after.append(known.pairing.place_after(pair.there))
        if is_moved and self.cause is not None:
            page = known.pairing.flow_before.lines[index].page
            self.cause.moved += 1
            self.cause.moved_pages.add(page)
            known.page_causes.setdefault(page, self.cause)
        if pair.rebroken:
            self._rebroken(pair)
        elif pair.starts_alike and not local:
            self._spacing(pair)

    def _began(self, pair: LinePair, before: LinePair | None, local: Cause | None, *, was_moved: bool) -> None:
        """Find what the movement that begins with *pair* comes from."""
        paragraph = self.known.pairing.flow_before.paragraphs[pair.index]
        turns = before is None or self._turns(before, pair)
        if local is not None and local.is_float and was_moved and self.cause is not None:
            local = None  # the figure went where there was room for it
        known = local or (self.paragraph_causes.get(paragraph) if pair.rebroken else None)
        across = pair.vector[1] - (before.vector[1] if before else 0.0)
        if known is None and before is not None and before.rebroken and abs(across) <= TOLERANCE:
            known = self.paragraph_causes.get(self.known.pairing.flow_before.paragraphs[before.index])
        if known is not None:
            self.cause = known
        elif (turns and self.cause is not None and was_moved) or (
            self.cause is not None and self.cause.kind == "lines.rebroken" and pair.rebroken
        ):
            pass
        else:
            self._find_reason(pair, before, turns=turns)

    def _turns(self, before: LinePair, pair: LinePair) -> bool:
        """Whether a page or column ends between the two lines, before or after."""
        one, other = self.known.pairing.flow_before.lines, self.known.pairing.flow_after.lines
        rows = (one[before.index], one[pair.index]), (other[before.there], other[pair.there])
        return any(upper.page != lower.page or lower.line.y < upper.line.y - 1 for upper, lower in rows)

    def _find_reason(self, pair: LinePair, before: LinePair | None, *, turns: bool) -> None:
        one, other = self.known.pairing.flow_before.lines, self.known.pairing.flow_after.lines
        page = one[pair.index].page
        known = self.known.page_causes.get(page) or self.known.page_causes.get(page - 1)
        if turns and abs(pair.vector[1]) > _COLUMN and (reason := self._find_balancing(page)) is not None:
            self.cause = reason
            return
        if before is not None and (reason := self._kept_together(before, pair)) is not None:
            self.cause = reason
            return
        if turns and (notes := self.known.note_causes.get(one[before.index].page if before else page)) is not None:
            self.cause = notes  # they leave the page another height
            return
        is_reflow = known is not None and known.kind != "blocks.shifted"
        if (turns or is_reflow) and known is not None and abs(pair.vector[1]) <= TOLERANCE:
            self.cause = known
            return
        vector = pair.vector if turns or before is None else minus(pair.vector, before.vector)
        if abs(vector[1]) > TOLERANCE and (turns or (before is not None and before.rebroken)):
            vector = 0, vector[1], 0.0 if before is not None else vector[2]
        pitches = None
        if before is not None and not turns and before.index == pair.index - 1 and before.there == pair.there - 1:
            pitch = one[pair.index].line.y - one[before.index].line.y
            if one[pair.index].size == one[before.index].size and 0 < pitch < 2.4 * one[pair.index].size:
                pitches = pitch, other[pair.there].line.y - other[before.there].line.y
        shift = self.shift(vector, pitches)
        shift.within += not one[pair.index].begins
        if before is not None and not turns and not shift.above:
            shift.above = one[before.index].line.text
        shift.cause.before.append(self.known.pairing.place_before(pair.index))
        shift.cause.after.append(self.known.pairing.place_after(pair.there))
        self.cause = shift.cause
        self.paragraph_causes.setdefault(self.known.pairing.flow_before.paragraphs[pair.index], shift.cause)

    def _kept_together(self, before: LinePair, pair: LinePair) -> Cause | None:
        """What changed further down in a block that goes to the next page as a whole: it has no room here any more."""
        one, other = self.known.pairing.flow_before.lines, self.known.pairing.flow_after.lines
        here = one[pair.index]
        if here.page != one[before.index].page or other[pair.there].page == other[before.there].page:
            return None
        rows = (
            index for index in range(pair.index, min(len(one), pair.index + _BLOCK)) if one[index].page == here.page
        )
        causes = (self.known.line_causes.get(index) for index in rows)
        return next((each for each in causes if each is not None), None)

    def _find_balancing(self, page: int) -> Cause | None:
        """The words that changed on *page*: its columns are made as long as one another, from their beginning."""
        causes = (self.known.line_causes.get(index) for index in self.known.pairing.lines_on.get(page, ()))
        return next((each for each in causes if each is not None and each.kind in REFLOWS), None)

    def shift(self, vector: Vector, pitches: tuple[float, float] | None = None) -> Shift:
        """The movement of about *vector*: one that is known, or a new one. Mirrored pages move as much both ways."""
        across, down = abs(vector[1]), vector[2]
        for each in self.shifts:
            alike = abs(each.across - across) < TOLERANCE and abs(each.down - down) < TOLERANCE
            if alike and (each.pitches is None) == (pitches is None):
                return each
        if len(self.shifts) > 200:
            return self.shifts[-1]
        found = Shift(cause=Cause(kind="blocks.shifted", sentence=""), across=across, down=down, pitches=pitches)
        self.shifts.append(found)
        return found

    def _rebroken(self, pair: LinePair) -> None:
        one = self.known.pairing.flow_before
        paragraph = one.paragraphs[pair.index]
        cause = self.known.line_causes.get(pair.index) or self.paragraph_causes.get(paragraph)
        if cause is None and not (self._only_reflows() and self._is_whole(pair)):
            cause = self.cause
        if cause is None:
            is_whole = self._is_whole(pair)
            cause = self.known.cause(() if is_whole else ("turning",), "lines.rebroken")
            self.paragraph_causes[paragraph] = cause
            self.rebroken_pages[is_whole].add(one.lines[pair.index].page)
        self.known.page_causes.setdefault(one.lines[pair.index].page, cause)
        cause.rebroken += 1
        if cause.kind == "lines.rebroken":
            cause.before.append(self.known.pairing.place_before(pair.index))
            cause.after.append(self.known.pairing.place_after(pair.there))

    def _only_reflows(self) -> bool:
        """Whether what moves the lines here gives none of them another measure: it can't have broken them anew."""
        return self.cause is not None and self.cause.kind in REFLOWS

    def _is_whole(self, pair: LinePair) -> bool:
        """Whether nothing tells that the paragraph was composed anew to fill its page.

        One that was stands at the end or the head of a page or column, or takes a line more or less; but its lines
        are full.
        """
        one, other = self.known.pairing.flow_before, self.known.pairing.flow_after
        here, now = one.lines[pair.index], other.lines[pair.there]
        if pair.starts_alike and now.line.x + now.line.width < here.line.x + here.line.width - 2.5 * here.size:
            return True
        paragraphs = one.paragraphs[pair.index], other.paragraphs[pair.there]
        if paragraphs[0] in one.turning or paragraphs[1] in other.turning:
            return False
        # A page may be set again with any of its paragraphs a line shorter or longer, so that no line stands alone.
        first = bisect_left(one.paragraphs, paragraphs[0])
        last = bisect_right(one.paragraphs, paragraphs[0]) - 1
        ends = self.known.pairing.there(one.starts[first]), self.known.pairing.there(one.end_of(last) - 1)
        if ends[0] is None or ends[1] is None:
            return one.line_counts[paragraphs[0]] == other.line_counts[paragraphs[1]]
        return other.line_at(ends[1]) - other.line_at(ends[0]) == last - first

    def _spacing(self, pair: LinePair) -> None:
        one, other = self.known.pairing.flow_before, self.known.pairing.flow_after
        here, now = one.lines[pair.index], other.lines[pair.there]
        paragraph = one.paragraphs[pair.index]
        words = [
            "".join(each.line.text.split()) for each in (here, now)
        ]  # wide spaces between letters are read as such
        if abs(here.line.width - now.line.width) < 0.7 or words[0] != words[1]:
            return
        known = self.paragraph_causes.get(paragraph)
        if known is not None and known.kind not in {"lines.rebroken", "style.spacing"}:
            return
        cause = self.known.cause((), "style.spacing")
        cause.before.append(self.known.pairing.place_before(pair.index))
        cause.after.append(self.known.pairing.place_after(pair.there))

    def close(self) -> None:
        """Put the movements among the causes."""
        causes = self.known.causes
        spacing = causes.get(("style.spacing",))
        measures = measure_of(self.known.pairing.flow_before), measure_of(self.known.pairing.flow_after)
        is_measured = abs(measures[0] - measures[1]) > _OTHER_MEASURE
        if is_measured and (turning := causes.pop(("lines.rebroken", "turning"), None)) is not None:
            self.absorb(self.known.cause((), "lines.rebroken"), turning)
        for key, is_whole in ((("lines.rebroken", "turning"), False), (("lines.rebroken",), True)):
            told = causes.get(key) if not is_measured else None
            if told is not None and (reason := self._reason_nearby(told, is_whole=is_whole)) is not None:
                self.absorb(reason, told, marks=False)
                del causes[key]
        if (turning := causes.pop(("lines.rebroken", "turning"), None)) is not None:
            self.absorb(self.known.cause((), "lines.rebroken"), turning)
        rebroken = causes.get(("lines.rebroken",))
        if spacing is not None and is_measured:
            rebroken = self.known.cause((), "lines.rebroken")
            self.absorb(rebroken, spacing)
            del causes["style.spacing",]
            spacing = None
        if rebroken is not None and is_measured:
            for each in self.shifts:
                self.absorb(rebroken, each.cause)
            self.shifts, self.whole = [], rebroken
        if spacing is not None and rebroken is not None:
            self.absorb(spacing, rebroken)
            del causes["lines.rebroken",]
        if spacing is not None:
            count = len(spacing.before)
            text = ngettext("The space within {count} line changes.", "The space within {count} lines changes.", count)
            spacing.sentence = text.format(count=count)
        elif rebroken is not None:
            text = ngettext(
                "{count} line is broken otherwise.", "{count} lines are broken otherwise.", rebroken.rebroken
            )
            rebroken.sentence, rebroken.rebroken = text.format(count=rebroken.rebroken), 0
            if is_measured:
                text = _("The measure changes from {before:g} pt to {after:g} pt.")
                rebroken.scale = measures[1] / measures[0] if measures[0] else 0.0
                rebroken.others.append(text.format(before=measures[0], after=measures[1]))

    def _reason_nearby(self, told: Cause, *, is_whole: bool) -> Cause | None:
        """What changed the flow on every page, or the one before or after it, on which lines broke for no reason.

        Paragraphs that are whole on their page are not composed anew because text came before them.
        """
        causes = self.known.page_causes
        reasons = []
        for page in self.rebroken_pages[is_whole]:
            near = [causes[each] for each in (page, page - 1, page + 1) if each in causes]
            fits = (each for each in near if each.moved and each.kind != "lines.rebroken")
            reason = next((each for each in fits if not (is_whole and each.kind in REFLOWS)), None)
            if reason is None:
                return self._reason_anywhere(told.rebroken)
            reasons.append(reason)
        return reasons[0] if reasons else None

    def _reason_anywhere(self, count: int) -> Cause | None:
        """A movement down that reaches further than *count* lines that broke for no reason: pages were filled anew."""
        wide = [each for each in self.shifts if each.down > TOLERANCE and each.cause.moved > count]
        return max(wide, key=count_of).cause if wide else None

    def absorb(self, cause: Cause, other: Cause, *, marks: bool = True) -> None:
        """Tell *other*, and what followed from it, with *cause*; with the places where it is seen if *marks*."""
        cause.moved += other.moved
        cause.moved_pages |= other.moved_pages
        cause.rebroken += other.rebroken
        cause.references += other.references
        if marks:
            cause.before += other.before
            cause.after += other.after
        for causes in (self.known.page_causes, self.paragraph_causes):
            for key, each in causes.items():
                if each is other:
                    causes[key] = cause

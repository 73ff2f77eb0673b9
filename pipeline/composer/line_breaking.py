"""Breaking a Chinese paragraph into lines: the breaks of the whole paragraph with the least total badness.

Pure: knows characters and widths in em, and nothing of faces or of the layout engine. The rules are those of clreq
(W3C Requirements for Chinese Text Layout) §3.1, §3.2 and §3.5: squeeze before stretch (先挤后拉). Sections are numbered
as in docs/clreq-conformance.md.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.composer.characters import Kind
from pipeline.composer.composition_rules import NEVER_FIRST_STRICT
from pipeline.composer.line_fitting import ComposedLine, LineFitting
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6  # em
_SLACK = 1.6  # em that a line may be short of the measure before it is only a last resort
_LAST_SLACK = 3.0  # the same for the lines before the last: they may have to lend it characters
_LINE = 2.5  # badness of one more line
_BEARABLE = 14.0  # badness that a line may have for the sake of the page: 0.07 em more between characters
_LOOSE = 0.049  # em at each gap; looser lines count as loose, 0.05 em on paper
_LOOSE_BADNESS = 6.0  # badness that such a line has at least
_IN_A_ROW = 3  # of them stand in a row only where there is no other way
_RUN = 500.0  # badness of each line by which they do
_LAST_RESORT = 4000.0  # badness of breaking where one may not
_AFTER_FIGURES = frozenset("%‰℃％")  # what ends a number
_HOLE = 150.0  # badness of a line that would need more than half an em at each gap, and so is left short
_CUT = 400.0  # badness of a word cut where it may not be broken
_State = tuple[int, int]  # a break, and how many loose lines in a row stand before it
_LEFT_BY_CUT = 8.0  # em that a line may be short of the measure after a word is cut


def compose(
    paragraph: Paragraph,
    measure: float,
    indent: float = 0.0,
    start: int = 0,
    justify: bool = True,
    justify_last: bool = False,
) -> list[ComposedLine]:
    """Lines of *paragraph* from the character *start* on, the first one *indent* em shorter than *measure*.

    Every line but the last ones (of the paragraph, or before a line feed) is exactly as wide as the measure when
    *justify* is set and it has any gap to stretch; the last ones are when *justify_last* is (均排, clreq §3.4.3).
    """
    lines: list[ComposedLine] = []
    for begin, end in stretches(paragraph, start):
        composition = Composition(paragraph, begin, end, (measure, measure - indent), (justify, justify_last))
        lines.extend(composition.lines())
        indent = 0.0
    return lines


def stretches(paragraph: Paragraph, start: int) -> Iterator[tuple[int, int]]:
    """Where the text between two line feeds begins and ends, from the character *start* on, without leading spaces."""
    length = len(paragraph.text)
    while start < length:
        while start < length and paragraph.kinds[start] is Kind.SPACE:
            start += 1
        end = start
        while end < length and paragraph.kinds[end] is not Kind.NEWLINE:
            end += 1
        yield start, end
        start = end + 1


def recompose(
    paragraph: Paragraph,
    measure: float,
    indent: float,
    start: int,
    count: int,
    justify: bool = True,
    *,
    may_run: bool = True,
) -> list[ComposedLine] | None:
    """Lines of *paragraph* from the character *start* on, as ``compose`` sets them but exactly *count* of them.

    None when one of them would be worse than _BEARABLE, when the text has line feeds, or when *start* is its end; and
    when three loose ones would follow one another, unless these *may_run* on.
    """
    end = len(paragraph.text)
    if start >= end or Kind.NEWLINE in paragraph.kinds[start:]:
        return None
    composition = Composition(paragraph, start, end, (measure, measure - indent), (justify, False))
    places = composition.places_of(count)
    if places and not may_run and composition.has_loose_run(places):
        return None
    return [composition.set(*pair) for pair in pairwise(places)] if places else None


class Composition(LineFitting):
    """The search for the breaks with the least total badness in the text between two line feeds.

    A break is the index of the character that begins the next line. Methods are given breaks, not line numbers.
    """

    def lines(self) -> Iterator[ComposedLine]:
        """The lines, in order."""
        places, worst = self._search()
        if worst > _LOOSE_BADNESS and self.has_loose_run(places):
            places = self._search_without_runs()
        for start, resume in pairwise(places):
            yield self.set(start, resume)

    def width(self, start: int, resume: int) -> float:
        """Natural width, em, of a line from one break to another, without the white at its edges, with its hyphen."""
        hyphen = self.paragraph.hyphens.get(resume, 0.0) if resume != self.end else 0.0
        return self.width_between(start, self.line_end(resume)) + hyphen

    def has_loose_run(self, places: Sequence[int]) -> bool:
        """Whether three loose lines follow one another among those between *places*."""
        count = 0
        for start, resume in pairwise(places):
            count = count + 1 if self.looseness(start, resume) > _LOOSE else 0
            if count == _IN_A_ROW:
                return True
        return False

    def places_of(self, count: int) -> list[int] | None:
        """Where the best *count* lines begin, and the end; None when one of them would be worse than _BEARABLE."""
        layers: list[dict[_State, tuple[float, _State]]] = [{(self.start, 0): (0.0, (self.start, 0))}]
        candidates: dict[int, list[tuple[int, float]]] = {}
        for _line in range(count):
            layer: dict[_State, tuple[float, _State]] = {}
            for state, (cost, _origin) in layers[-1].items():
                place = state[0]
                if place == self.end:
                    continue
                if place not in candidates:
                    candidates[place] = [each for each in self._candidates(place) if each[1] <= _BEARABLE]
                for resume, badness in candidates[place]:
                    following, added = self._after(state, resume, badness)
                    if following not in layer or cost + badness + added < layer[following][0]:
                        layer[following] = cost + badness + added, state
            layers.append(layer)
        ends = [state for state in layers[-1] if state[0] == self.end]
        if not ends:
            return None
        states = [min(ends, key=lambda state: layers[-1][state][0])]
        for layer in reversed(layers[1:]):
            states.append(layer[states[-1]][1])
        return [place for place, _row in reversed(states)]

    def _after(self, state: _State, resume: int, badness: float) -> tuple[_State, float]:
        """The state behind a line from *state* to *resume*, and how bad it is that it ends a run of loose ones."""
        is_loose = badness > _LOOSE_BADNESS and self.looseness(state[0], resume) > _LOOSE
        row = state[1] + 1 if is_loose else 0
        return (resume, min(row, _IN_A_ROW - 1)), _RUN if row == _IN_A_ROW else 0.0

    def _search(self) -> tuple[list[int], float]:
        """Where the best lines begin, and the end; and the badness of the worst of them."""
        cost = {self.start: 0.0}
        origin: dict[int, int] = {}
        queue = [self.start]
        while queue:
            start = heapq.heappop(queue)
            if start == self.end:
                break
            for resume, badness in self._candidates(start):
                total = cost[start] + badness + _LINE
                known = cost.get(resume)
                if known is None:
                    heapq.heappush(queue, resume)
                if known is None or total < known:
                    cost[resume], origin[resume] = total, start
        places = [self.end]
        worst = 0.0
        while places[-1] != self.start:
            last = places[-1]
            places.append(origin[last])
            worst = max(worst, cost[last] - cost[origin[last]])
        return (places[::-1] if len(places) > 1 else [self.start, self.end]), worst - _LINE

    def _search_without_runs(self) -> list[int]:
        """As *_search*, where each break is also known by how many loose lines in a row stand before it."""
        cost: dict[_State, float] = {(self.start, 0): 0.0}
        origin: dict[_State, _State] = {}
        queue = [(self.start, 0)]
        while queue[0][0] != self.end:
            state = heapq.heappop(queue)
            for resume, badness in self._candidates(state[0]):
                following, added = self._after(state, resume, badness)
                total = cost[state] + badness + _LINE + added
                known = cost.get(following)
                if known is None:
                    heapq.heappush(queue, following)
                if known is None or total < known:
                    cost[following], origin[following] = total, state
        state = min((each for each in cost if each[0] == self.end), key=lambda each: cost[each])
        places = [self.end]
        while state[0] != self.start:
            state = origin[state]
            places.append(state[0])
        return places[::-1]

    def _candidates(self, start: int) -> list[tuple[int, float]]:
        """The ends of a line from *start*, with their badness; never empty."""
        measure = self.first_measure if start == self.start else self.measure
        begin = self.paragraph.widths[start]
        if self.paragraph.kinds[start] is Kind.OPENING:
            begin += self.start_trim(start)
        first = bisect_left(self.breaks, start + 1)
        slack = _SLACK if self.ends[-1] - begin > 2 * measure else _LAST_SLACK
        index = max(first, bisect_left(self.ends, begin + measure - slack, lo=first))
        result = []
        misses = 0
        fallback = index - 1
        rooms, breaks, edges, ends = self.paragraph.room_sums, self.breaks, self.edges, self.ends
        spare, count = rooms[start], len(breaks)
        while index < count and misses < 3:
            excess = ends[index] - begin - measure
            fits = excess <= rooms[edges[index]] - spare + _TOLERANCE
            badness = self.badness(start, index, excess) if fits else None
            if badness is None:
                misses += 1
            else:
                result.append((breaks[index], badness))
            index += 1
        if not result and fallback >= first:
            badness = self.badness(start, fallback, self.ends[fallback] - begin - measure)
            if badness is not None:
                result.append((self.breaks[fallback], badness))
        if result and result[0][1] <= _HOLE:  # most often, and quickest
            return result
        limit = begin + measure
        if all(badness > _HOLE and self.is_torn(start, resume, limit) for resume, badness in result):
            cut = self._cut(start, limit)
            if cut is not None:
                result.append(cut)
            elif not result or (
                self._is_cut(result[-1][0]) and all(self.has_hole(start, each[0], limit) for each in result)
            ):
                return [self._last_resort(start, limit)]
        return result

    def _cut(self, start: int, limit: float) -> tuple[int, float] | None:
        """Where a word is best cut for a line from *start* to *limit*, and how bad that is."""
        paragraph = self.paragraph
        best = None
        places = paragraph.cut_places
        for place in reversed(places[bisect_left(places, start + 1) : bisect_left(places, self.end)]):
            edge = self.line_end(place)
            end = self.end_width(edge) + paragraph.hyphens.get(place, 0.0)
            if end < limit - _LEFT_BY_CUT:
                break
            if end <= limit + _TOLERANCE:
                badness = _CUT + self.stretching_badness(start, edge, limit - end)
                if best is None or badness < best[1]:
                    best = place, badness
        return best

    def _is_cut(self, start: int) -> bool:
        """Whether what may not be broken, from the break *start* on, is too wide for a line, and so is cut anyway."""
        index = bisect_left(self.breaks, start + 1)
        if index == len(self.breaks):
            return False
        rooms, widths = self.paragraph.room_sums, self.paragraph.widths
        return self.ends[index] - widths[start] - rooms[self.edges[index]] + rooms[start] > self.measure

    def _last_resort(self, start: int, limit: float) -> tuple[int, float]:
        """The longest piece before *limit* of what has no place to break; one character at the least.

        Spaces go with what is before them: a line of nothing but spaces would be an empty one. So do closing marks
        where there is another place, and figures stay together.
        """
        paragraph = self.paragraph
        glued, kinds = paragraph.glued, paragraph.kinds
        best = good = start
        index = start + 1
        while index <= self.end:
            if index == self.end or not (glued[index] or kinds[index] is Kind.SPACE):
                if best > start and self.end_width(self.line_end(index)) > limit + _TOLERANCE:
                    break
                best = index
                if index == self.end or self._may_be_cut(index):
                    good = index
            index += 1
        return good if good > start else best, _LAST_RESORT

    def _may_be_cut(self, index: int) -> bool:
        """Whether a line that has to be cut somewhere may be cut before *index*."""
        kinds, text = self.paragraph.kinds, self.paragraph.text
        before, after = kinds[index - 1], kinds[index]
        if after in NEVER_FIRST_STRICT or before is Kind.OPENING:
            return False
        has_figure = text[index - 1].isdigit() or (text[index].isdigit() and text[index - 1] not in _AFTER_FIGURES)
        return not has_figure or before is not after

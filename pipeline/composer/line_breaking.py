"""Breaking a Chinese paragraph into lines: the breaks of the whole paragraph with the least total badness.

Pure: knows characters and widths in em, and nothing of faces or of the layout engine. The rules are those of clreq
(W3C Requirements for Chinese Text Layout) §3.1, §3.2 and §3.5: squeeze before stretch (先挤后拉). Sections are numbered
as in docs/clreq-conformance.md.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.composer.characters import TRIMMED_AFTER, Kind
from pipeline.composer.composition_rules import Level
from pipeline.composer.justification import set_line
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6  # em
_SLACK = 1.6  # em that a line may be short of the measure before it is only a last resort
_LAST_SLACK = 3.0  # the same for the lines before the last: they may have to lend it characters
_LINE = 20.0  # badness of one more line
_ORPHAN = 900.0  # badness of a last line that is too short: loose lines are better, a forbidden break is not
_HYPHEN = 12.0  # badness of a word cut in two
_FEW_GAPS = 600.0  # most that a line in a narrow measure costs for each em that it is short
_NO_GAP = 700.0  # the same for a line that cannot be stretched at all
_COUNTED = 12.0  # badness of parting a number from what it counts
_BEARABLE = 30.0  # badness that a line may have for the sake of the page: 0.1 em more between characters
_LAST_RESORT = 1000.0  # badness of breaking where one may not
_SQUEEZE = {Level.WORD_SPACE: 0.5, Level.BRACKET: 0.8, Level.PAUSE: 1.0, Level.HAN_LATIN: 1.2, Level.STOP: 1.5}
# Before a run that is too wide for a line and so is cut: a line worse than this is filled from the run instead. It is
# the badness of gaps that are stretched by half an em each.
_STRANDED = 600.0
_STRETCH = 0.02  # em for each gap: badness 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedLine:
    """One line: characters *start* to *end*; the next begins at *resume* (past spaces, or a line feed if *forced*).

    *trims* gives for a character's index what is cut off its start and its end, *gaps* what is added after a character
    (negative at a space that is set narrower). Their sum with the advances and the *hyphen*, if the line ends with one,
    is *width*. All in em of the paragraph.
    """

    start: int
    end: int
    resume: int
    width: float
    trims: dict[int, tuple[float, float]]
    gaps: dict[int, float]
    last: bool
    forced: bool = False
    hyphen: float = 0.0


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
    paragraph: Paragraph, measure: float, indent: float, start: int, count: int, justify: bool = True
) -> list[ComposedLine] | None:
    """Lines of *paragraph* from the character *start* on, as ``compose`` sets them but exactly *count* of them.

    None when that takes lines that no reader should see, or when the text has line feeds, or is at its end.
    """
    end = len(paragraph.text)
    if start >= end or Kind.NEWLINE in paragraph.kinds[start:]:
        return None
    composition = Composition(paragraph, start, end, (measure, measure - indent), (justify, False))
    places = composition.places_of(count)
    return [composition.set(*pair) for pair in pairwise(places)] if places else None


class Composition:
    """The search for the best breaks of the text between two line feeds."""

    def __init__(
        self, paragraph: Paragraph, start: int, end: int, measures: tuple[float, float], justify: tuple[bool, bool]
    ) -> None:
        self.paragraph, self.start, self.end = paragraph, start, end
        self.measure, self.first_measure = measures
        self.justify, self.justify_last = justify
        breaks = paragraph.breaks
        low, high = bisect_left(breaks, start + 1), bisect_left(breaks, end)
        self.breaks = [*breaks[low:high], end]
        self.edges = [self._line_end(index) for index in self.breaks]
        han, widths, gaps, kinds = Kind.HAN, paragraph.widths, paragraph.gaps, paragraph.kinds
        self.ends = [
            widths[edge] - gaps[edge - 1] if kinds[edge - 1] is han else self._end_width(edge) for edge in self.edges
        ]
        for place, width in paragraph.hyphens.items():
            index = bisect_left(self.breaks, place)
            if start < place < end and self.breaks[index] == place:
                self.ends[index] += width

    def lines(self) -> Iterator[ComposedLine]:
        """The lines, in order."""
        from_ = self._search()
        positions = [self.end]
        while positions[-1] != self.start:
            positions.append(from_[positions[-1]])
        positions.reverse()
        if len(positions) == 1:
            positions.append(self.end)
        for start, resume in pairwise(positions):
            yield self.set(start, resume)

    def width(self, start: int, resume: int) -> float:
        """Natural width of a line from one break to another, without the white at its edges."""
        hyphen = self.paragraph.hyphens.get(resume, 0.0) if resume != self.end else 0.0
        end = self._line_end(resume)
        return self._end_width(end) - self.paragraph.widths[start] - self._start_trim(start) + hyphen

    def places_of(self, count: int) -> list[int] | None:
        """Where the best *count* lines begin, and the end; None when it takes a line that is worse than bearable."""
        layers: list[dict[int, tuple[float, int]]] = [{self.start: (0.0, self.start)}]
        candidates: dict[int, list[tuple[int, float]]] = {}
        for _line in range(count):
            layer: dict[int, tuple[float, int]] = {}
            for place, (cost, _origin) in layers[-1].items():
                if place == self.end:
                    continue
                if place not in candidates:
                    candidates[place] = [each for each in self._candidates(place) if each[1] <= _BEARABLE]
                for resume, badness in candidates[place]:
                    if resume not in layer or cost + badness < layer[resume][0]:
                        layer[resume] = cost + badness, place
            layers.append(layer)
        if self.end not in layers[-1]:
            return None
        places = [self.end]
        for layer in reversed(layers[1:]):
            places.append(layer[places[-1]][1])
        return places[::-1]

    def _search(self) -> dict[int, int]:
        """For each break that may be reached, the break that the line before it best begins at."""
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
        return origin

    def _candidates(self, start: int) -> list[tuple[int, float]]:
        """The ends of a line from *start*, with their badness; never empty."""
        measure = self.first_measure if start == self.start else self.measure
        begin = self.paragraph.widths[start] + self._start_trim(start)
        first = bisect_left(self.breaks, start + 1)
        slack = _SLACK if self.ends[-1] - begin > 2 * measure else _LAST_SLACK
        index = max(first, bisect_left(self.ends, begin + measure - slack, lo=first))
        result = []
        misses = 0
        fallback = index - 1
        rooms, breaks, edges, ends = self.paragraph.room_sums, self.breaks, self.edges, self.ends
        spare = rooms[start]
        while index < len(breaks) and misses < 3:
            excess = ends[index] - begin - measure
            if excess <= rooms[edges[index]] - spare + _TOLERANCE:
                badness = self._badness(start, index, excess)
            else:
                badness = None
            if badness is None:
                misses += 1
            else:
                result.append((breaks[index], badness))
            index += 1
        if not result and fallback >= first:
            badness = self._badness(start, fallback, self.ends[fallback] - begin - measure)
            if badness is not None:
                result.append((self.breaks[fallback], badness))
        if all(badness > _STRANDED for _resume, badness in result) and (not result or self._is_cut(result[-1][0])):
            return [self._last_resort(start, begin + measure)]
        return result

    def _is_cut(self, start: int) -> bool:
        """Whether what may not be broken, from the break *start* on, is too wide for a line, and so is cut anyway."""
        index = bisect_left(self.breaks, start + 1)
        if index == len(self.breaks):
            return False
        rooms, widths = self.paragraph.room_sums, self.paragraph.widths
        return self.ends[index] - widths[start] - rooms[self.edges[index]] + rooms[start] > self.measure

    def _badness(self, start: int, index: int, excess: float) -> float | None:
        """Badness of a line that is *excess* em too wide, or None if it cannot be squeezed so far."""
        end, final = self.edges[index], self.breaks[index] == self.end
        badness = 0.0
        if excess > _TOLERANCE:
            squeezed = self._squeezed(start, end, excess)
            if squeezed is None:
                return None
            badness = squeezed
        elif not final:
            badness = self._stretched(start, end, -excess)
        if self.paragraph.hyphens and self.breaks[index] in self.paragraph.hyphens:
            badness += _HYPHEN
        elif self.breaks[index] in self.paragraph.reluctant:
            badness += _COUNTED
        if final and start != self.start and self._han(start, end) < self.paragraph.rules.last_line:
            badness += _ORPHAN
        return badness

    def _squeezed(self, start: int, end: int, excess: float) -> float | None:
        badness = 0.0
        for level, sums in self.paragraph.squeezes.items():
            room = sums[end] - sums[start] - self._edge_room(start, end, level)
            taken = min(room, excess)
            if taken > 0:
                badness += _SQUEEZE[level] * (taken + taken * taken)
                excess -= taken
            if excess <= _TOLERANCE:
                return badness
        return None

    def _stretched(self, start: int, end: int, short: float) -> float:
        if not self.justify:
            return short * short / 4
        paragraph = self.paragraph
        rest = short - (paragraph.word_spaces[end - 1] - paragraph.word_spaces[start])
        rest -= paragraph.han_latins[end - 1] - paragraph.han_latins[start]
        if rest <= 0:
            return (short + short * short) / 4
        gaps = paragraph.loose[end - 1] - paragraph.loose[start]
        if gaps <= 0:
            return _NO_GAP * rest
        return min((rest / gaps / _STRETCH) ** 2, _FEW_GAPS * rest) + (short + short * short) / 4

    def _last_resort(self, start: int, limit: float) -> tuple[int, float]:
        """The longest piece before *limit* of what has no place to break; one character at the least.

        Spaces go with what is before them: a line of nothing but spaces would be an empty one.
        """
        paragraph = self.paragraph
        glued, kinds = paragraph.glued, paragraph.kinds
        best = start
        index = start + 1
        while index <= self.end:
            if index == self.end or not (glued[index] or kinds[index] is Kind.SPACE):
                if best > start and self._end_width(self._line_end(index)) > limit + _TOLERANCE:
                    break
                best = index
            index += 1
        return best, _LAST_RESORT

    def _line_end(self, resume: int) -> int:
        """Where the text of a line ends whose follower begins at *resume*."""
        end, first, kinds, space = resume, self.start + 1, self.paragraph.kinds, Kind.SPACE
        while kinds[end - 1] is space and end > first:
            end -= 1
        return end

    def _end_width(self, end: int) -> float:
        """Width from the paragraph's start to *end* when a line ends there."""
        paragraph = self.paragraph
        if end == self.start:
            return paragraph.widths[end]
        last = end - 1
        return paragraph.widths[end] - paragraph.gaps[last] - self._end_trim(last)

    def _end_trim(self, index: int) -> float:
        """What a character loses at the end of a line beyond its natural trim (clreq §3.1.6.3)."""
        paragraph = self.paragraph
        kind = paragraph.kinds[index]
        if kind in TRIMMED_AFTER and paragraph.full_width(index):
            return paragraph.sizes[index] / 2 - paragraph.after[index]
        return paragraph.advances[index] if kind is Kind.WIDE_SPACE else -paragraph.unkerned.get(index, 0.0)

    def _start_trim(self, index: int) -> float:
        paragraph = self.paragraph
        if paragraph.kinds[index] is Kind.OPENING and paragraph.full_width(index):
            return paragraph.sizes[index] / 2 - paragraph.before[index]
        return 0.0

    def _edge_room(self, start: int, end: int, level: Level) -> float:
        """What of the room of *level* is used up already at the two ends of a line."""
        paragraph = self.paragraph
        room = 0.0
        if paragraph.levels[end - 1] is level:
            room = paragraph.rooms[end - 1]
        if start < end - 1 and paragraph.levels[start] is level and paragraph.kinds[start] is Kind.OPENING:
            room += paragraph.rooms[start]
        return room

    def _han(self, start: int, end: int) -> int:
        kinds = self.paragraph.kinds
        return sum(kinds[index] is Kind.HAN for index in range(start, end))

    def set(self, start: int, resume: int) -> ComposedLine:
        """Set the line between two chosen breaks: trims and gaps that make it as wide as it must be."""
        measure = self.first_measure if start == self.start else self.measure
        last = resume == self.end
        end = self._line_end(resume)
        forced = last and resume < len(self.paragraph.text)
        trims = (self._start_trim(start), self._end_trim(end - 1)) if end > start else (0.0, 0.0)
        hyphen = self.paragraph.hyphens.get(resume, 0.0) if not last else 0.0
        stretch = self.justify_last if last else self.justify
        setting = set_line(self.paragraph, start, end, trims, measure - hyphen, stretch=stretch)
        width = setting.width + hyphen
        return ComposedLine(
            start=start,
            end=end,
            resume=resume + forced,
            width=width,
            trims=setting.trims,
            gaps=setting.gaps,
            last=last,
            forced=forced,
            hyphen=hyphen,
        )

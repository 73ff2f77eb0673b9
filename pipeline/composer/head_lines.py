"""Heads in lines of about one length that end between words (题文分行): titles, captions, entries of the contents.

Lines keep the rules of ``composition_rules`` for their edges; they are neither squeezed nor stretched. Lengths in em.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.composer.characters import Kind
from pipeline.composer.head_words import HeadWords, label_length, wholes
from pipeline.composer.line_breaking import Composition, stretches
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6
_MOST_LINES = 8  # a head of more is a text, and set as one
_MORE_LINES = 2  # that a head may have beyond the fewest, so that nothing is cut
_WIDEST_LABEL = 0.4  # of the measure: behind a wider one no lines hang
_FEWEST = 2  # letters of a line
_MARK = 1.0  # that a line may be too wide by, and yet a longer one fit, whose last mark loses its white


class _Line(NamedTuple):
    """A line that fits: the break that it ends at, how far its text comes, and what ending there costs."""

    resume: int
    edge: float
    cuts: int
    awkwardness: float


def compose_head(
    paragraph: Paragraph,
    measure: float,
    indent: float = 0.0,
    start: int = 0,
    hanging: float = 0.0,
    kept: Sequence[tuple[int, int]] = (),
) -> list[ComposedLine]:
    """Lines of the head *paragraph* from the character *start* on, the first *indent* em shorter, all others *hanging*.

    Nothing is cut in *kept* stretches, (start, end), while they fit a line. A head that has no such lines (of one piece
    wider than the measure, or of very many lines) is set as any text.
    """
    lines: list[ComposedLine] = []
    for begin, end in stretches(paragraph, start):
        composition = Composition(paragraph, begin, end, (measure - hanging, measure - indent), (False, False))
        lines.extend(_Head(composition, indent, hanging, kept).lines())
        indent = hanging
    return lines


def hanging_indent(paragraph: Paragraph, measure: float, indent: float) -> float:
    """How far the lines after the first are moved in: to where that one begins, behind its number if it has one."""
    length = label_length(paragraph.text)
    if length:
        opening = paragraph.kinds[0] is Kind.OPENING and paragraph.full_width(0)
        label = paragraph.widths[length] - (paragraph.sizes[0] / 2 if opening else 0.0)
        indent += label if label <= _WIDEST_LABEL * measure else 0.0
    return max(0.0, indent)


class _Head:
    """The search for the best lines of a head between two line feeds."""

    def __init__(
        self, composition: Composition, indent: float, hanging: float, kept: Sequence[tuple[int, int]]
    ) -> None:
        self._composition, self._indent, self._hanging = composition, indent, hanging
        self._kept = kept
        self._start, self._end = composition.start, composition.end
        self._lines: dict[int, list[_Line]] = {}
        """Those that begin at a break."""

    def lines(self) -> Iterator[ComposedLine]:
        """The lines, in order."""
        usual = list(self._composition.lines())
        places = self._best() if 1 < len(usual) <= _MOST_LINES else None
        if places is None:
            yield from usual
        else:
            for start, resume in pairwise(places):
                yield self._composition.set(start, resume)

    def _best(self) -> list[int] | None:
        """Where the best lines begin, and the end; None if a line must be broken where none may."""
        self._costs = self._costs_of_breaks()
        letters = (Kind.HAN, Kind.LATIN)
        self._letters = list(accumulate((kind in letters for kind in self._composition.paragraph.kinds), initial=0))
        fewest = self._fewest()
        if fewest is None:
            return None
        counts = range(fewest, fewest + _MORE_LINES + 1)
        found = [(cuts, count, places) for count in counts for cuts, places in self._in_lines(count)]
        return min(found)[2]

    def _parting(self) -> HeadWords:
        """What parting the head costs; stretches that are wider than a line are not kept."""
        text = self._composition.paragraph.text
        narrowest = min(self._composition.measure, self._composition.first_measure) + _TOLERANCE
        label = label_length(text)
        spans = [*self._kept, *wholes(text), *([(0, label + 1)] if label else [])]
        return HeadWords(text, [span for span in spans if self._composition.width(*span) <= narrowest])

    def _fewest(self) -> int | None:
        """The number of lines if each is as long as it can be; None if there is none that fits."""
        count, start = 0, self._start
        while start != self._end:
            fitting = self._lines_from(start)
            if not fitting:
                return None
            count, start = count + 1, fitting[-1].resume
        return count

    def _in_lines(self, count: int) -> Iterator[tuple[int, list[int]]]:
        """What is cut for the best *count* lines, and where they begin and end; nothing if there are none."""
        whole = self._composition.width(self._start, self._text_end(self._end))
        mean = (whole + self._indent + (count - 1) * self._hanging) / count
        layers: list[dict[int, tuple[int, float, int]]] = [{self._start: (0, 0.0, self._start)}]
        for _line in range(count):
            layer: dict[int, tuple[int, float, int]] = {}
            for start, (cuts, badness, _origin) in layers[-1].items():
                for line in self._lines_from(start):
                    uneven = (line.edge - mean) ** 2
                    total = cuts + line.cuts, badness + uneven + line.awkwardness, start
                    if line.resume not in layer or total < layer[line.resume]:
                        layer[line.resume] = total
            layers.append(layer)
        if self._end in layers[-1]:
            places = [self._end]
            for layer in reversed(layers[1:]):
                places.append(layer[places[-1]][2])
            yield layers[-1][self._end][0], places[::-1]

    def _lines_from(self, start: int) -> list[_Line]:
        """The lines that fit and begin at a break, in order."""
        if start == self._end:
            return []
        if start not in self._lines:
            composition = self._composition
            is_first = start == self._start
            room = (composition.first_measure if is_first else composition.measure) + _TOLERANCE
            indent = self._indent if is_first else self._hanging
            begin = composition.paragraph.widths[start] + composition.start_trim(start)
            lines = self._lines[start] = []
            for index in range(bisect_right(composition.breaks, start), len(composition.breaks)):
                width = composition.ends[index] - begin
                if width > room + _MARK:
                    break
                if width <= room:
                    lines.append(self._line(start, composition.breaks[index], indent, width))
        return self._lines[start]

    def _line(self, start: int, resume: int, indent: float, width: float) -> _Line:
        """The line of a *width* between two breaks."""
        cuts, awkwardness = self._costs[resume]
        cuts += self._letters[resume] - self._letters[start] < _FEWEST
        if self._composition.paragraph.kinds[resume - 1] is Kind.OBJECT:
            width = self._composition.width(start, self._text_end(resume))
        return _Line(resume, indent + width, cuts, awkwardness)

    def _costs_of_breaks(self) -> dict[int, tuple[int, float]]:
        """For each break what is cut there, and how awkward that is; nothing at the end."""
        kinds, words = self._composition.paragraph.kinds, self._parting()
        costs = {self._end: (0, 0.0)}
        for place in self._composition.breaks[:-1]:
            in_latin = kinds[place - 1] is Kind.LATIN and kinds[place] is Kind.LATIN
            costs[place] = max(words.cut(place), int(in_latin)), words.awkwardness(place)
        return costs

    def _text_end(self, resume: int) -> int:
        """Where the text of a line ends without the boxed pieces behind it, which keep room in the contents."""
        kinds = self._composition.paragraph.kinds
        while resume > self._start + 1 and kinds[resume - 1] is Kind.OBJECT:
            resume -= 1
        return resume

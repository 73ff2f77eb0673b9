"""How well text between two breaks fills a line, how bad that is, and the line set so."""

from bisect import bisect_left
from dataclasses import dataclass

from pipeline.composer.characters import TRIMMED_AFTER, Kind, is_alphanumeric
from pipeline.composer.composition_rules import Level
from pipeline.composer.justification import set_line, white_between
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6  # em
_ORPHAN = 3000.0  # badness of a last line that is too short: loose lines are better, a forbidden break is not
_ORPHAN_NARROW = 16.0  # the same in a narrow column: 0.08 em more between characters, for few gaps share what it takes
_NARROW_COLUMN = (9.5, 19.5)  # em; what is narrower is a cell rather than a column of text
_HYPHEN = 12.0  # badness of a word cut in two
_FEW_GAPS = 600.0  # most that a line in a narrow measure costs for each em that it is short
_NO_GAP = 700.0  # the same for a line that cannot be stretched at all
_COUNTED = 6.0  # badness of parting a number from what it counts
_SQUEEZE = {Level.WORD_SPACE: 0.05, Level.BRACKET: 0.08, Level.PAUSE: 0.1, Level.HAN_LATIN: 0.12, Level.STOP: 0.15}
_EMPTIED = 1.2  # badness of taking all white out of the commas of a line; of less, much less
_EMPTIED_NARROW = 1.8  # the same in a column of less than _NARROW em, where more lines would come to it
_NARROW = 24.0
_HOLE = 150.0  # badness of a line that would need more than half an em at each gap, and so is left short
_WIDEST = 0.5  # em that is added at each gap
_SHORT = 0.02  # em
_SQUARE = frozenset({Kind.HAN, Kind.FULL_WIDTH})
_LETTER = 0.5  # em, about; two letters or figures stand for a Han character in a last line
_STRETCH = 0.02  # em for each gap: badness 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedLine:
    """One line: characters *start* to *end*; the next begins at *resume* (past spaces, or a line feed if *forced*).

    *trims* gives for a character's index what is cut off its start and its end, *gaps* what is added after a character
    (negative at a space that is set narrower). Their sum with the advances and the *hyphen*, if the line ends with one,
    is *width*. *short*: the line should be as wide as the measure, and is not, for that would tear a hole. All in em of
    the paragraph.
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
    short: bool = False


class LineFitting:
    """Measures lines of the text between two line feeds. Indices and lengths as in ``Paragraph``.

    *measures* are those of all lines but the first, and of the first; *justify*: whether all lines but the last are as
    wide as the measure, and whether the last is. *breaks* are the indices of characters that may begin a line, and the
    end; *edges* and *ends*, one a break, where the line before it ends and its width from the paragraph's start.
    """

    def __init__(
        self, paragraph: Paragraph, start: int, end: int, measures: tuple[float, float], justify: tuple[bool, bool]
    ) -> None:
        self.paragraph, self.start, self.end = paragraph, start, end
        self.measure, self.first_measure = measures
        self.justify, self.justify_last = justify
        self.emptied = _EMPTIED if self.measure >= _NARROW else _EMPTIED_NARROW
        narrowest, widest = _NARROW_COLUMN
        self.orphan = _ORPHAN_NARROW if narrowest <= self.measure < widest else _ORPHAN
        breaks = paragraph.breaks
        low, high = bisect_left(breaks, start + 1), bisect_left(breaks, end)
        self.breaks = [*breaks[low:high], end]
        han, space, widths, gaps, kinds = Kind.HAN, Kind.SPACE, paragraph.widths, paragraph.gaps, paragraph.kinds
        self.edges = [index if kinds[index - 1] is not space else self.line_end(index) for index in self.breaks]
        self.ends = [
            widths[edge] - gaps[edge - 1] if kinds[edge - 1] is han else self.end_width(edge) for edge in self.edges
        ]
        for place, width in paragraph.hyphens.items():
            index = bisect_left(self.breaks, place)
            if start < place < end and self.breaks[index] == place:
                self.ends[index] += width

    def badness(self, start: int, index: int, excess: float) -> float | None:
        """Badness of a line that is *excess* em too wide, or None if it cannot be squeezed so far."""
        end, final = self.edges[index], self.breaks[index] == self.end
        badness = 0.0
        if excess > _TOLERANCE:
            squeezed = self._squeezing_badness(start, end, excess)
            if squeezed is None:
                return None
            badness = squeezed
        elif not final:
            badness = self.stretching_badness(start, end, -excess)
        if self.paragraph.hyphens and self.breaks[index] in self.paragraph.hyphens:
            badness += _HYPHEN
        elif self.breaks[index] in self.paragraph.reluctant:
            badness += _COUNTED
        if final and start != self.start and self._is_too_short(start, end):
            badness += self.orphan
        return badness

    def _squeezing_badness(self, start: int, end: int, excess: float) -> float | None:
        badness = 0.0
        paragraph = self.paragraph
        levels, rooms = paragraph.levels, paragraph.rooms
        last = levels[end - 1]
        first = levels[start] if start < end - 1 and paragraph.kinds[start] is Kind.OPENING else None
        for level, sums in paragraph.squeezes.items():
            used = rooms[end - 1] if last is level else 0.0  # up already, at the two ends of a line
            if first is level:
                used += rooms[start]
            room = sums[end] - sums[start] - used
            taken = room
            if excess < room:
                taken = excess
            if taken > 0:
                badness += _SQUEEZE[level] * (taken + taken * taken)
                if level is Level.PAUSE:
                    cubed = taken * taken * taken / (room * room * room)
                    badness += self.emptied * cubed * cubed
                excess -= taken
            if excess <= _TOLERANCE:
                return badness
        return None

    def stretching_badness(self, start: int, end: int, short: float) -> float:
        """Badness of the characters *start* to *end* as a line that is *short* em too narrow before it is stretched."""
        if not self.justify:
            return short * short / 4
        paragraph = self.paragraph
        rest = short - (paragraph.word_spaces[end - 1] - paragraph.word_spaces[start])
        rest -= paragraph.han_latins[end - 1] - paragraph.han_latins[start]
        if rest <= 0:
            return (short + short * short) / 4
        gaps = paragraph.loose[end - 1] - paragraph.loose[start]
        if rest > _WIDEST * gaps and not white_between(paragraph, start, end, rest):
            return _HOLE + _FEW_GAPS * rest + (short + short * short) / 4
        if gaps <= 0:
            return _NO_GAP * rest
        return min((rest / gaps / _STRETCH) ** 2, _FEW_GAPS * rest) + (short + short * short) / 4

    def looseness(self, start: int, resume: int) -> float:
        """What is added at each gap of a line between two breaks, em, when its word spaces and Latin gaps are at their
        widest."""
        paragraph, end = self.paragraph, self.line_end(resume)
        if resume == self.end or not self.justify:
            return 0.0
        short = self.first_measure if start == self.start else self.measure
        short -= (
            self.end_width(end) + paragraph.hyphens.get(resume, 0.0) - paragraph.widths[start] - self.start_trim(start)
        )
        short -= paragraph.word_spaces[end - 1] - paragraph.word_spaces[start]
        short -= paragraph.han_latins[end - 1] - paragraph.han_latins[start]
        return max(0.0, short / max(1.0, paragraph.loose[end - 1] - paragraph.loose[start]))

    def has_hole(self, start: int, resume: int, limit: float) -> bool:
        """Whether a line up to the break *resume* falls so short of *limit* that it can't be stretched."""
        end, rest = self.line_end(resume), self._rest(start, resume, limit)
        return resume < self.end and rest > _TOLERANCE and not white_between(self.paragraph, start, end, rest)

    def is_torn(self, start: int, resume: int, limit: float) -> bool:
        """Whether a line up to the break *resume* can't be stretched to *limit*, or only by white before its marks."""
        paragraph, end = self.paragraph, self.line_end(resume)
        gaps = paragraph.loose[end - 1] - paragraph.loose[start]
        if not gaps or resume == self.end:
            return self.has_hole(start, resume, limit)
        return self._rest(start, resume, limit) > _WIDEST * gaps

    def _rest(self, start: int, resume: int, limit: float) -> float:
        """What a line up to the break *resume* is short of *limit* when its word spaces and Latin gaps are widest."""
        paragraph, end = self.paragraph, self.line_end(resume)
        rest = limit - self.end_width(end) - paragraph.hyphens.get(resume, 0.0)
        rest -= paragraph.word_spaces[end - 1] - paragraph.word_spaces[start]
        return rest - (paragraph.han_latins[end - 1] - paragraph.han_latins[start])

    def line_end(self, resume: int) -> int:
        """Where a line ends, without its trailing spaces, whose follower begins at *resume*."""
        end, first, kinds, space = resume, self.start + 1, self.paragraph.kinds, Kind.SPACE
        while kinds[end - 1] is space and end > first:
            end -= 1
        return end

    def end_width(self, end: int) -> float:
        """Width, em, from the paragraph's start to the character *end* (not included) when a line ends there."""
        paragraph = self.paragraph
        if end == self.start:
            return paragraph.widths[end]
        last = end - 1
        return paragraph.widths[end] - paragraph.gaps[last] - self._end_trim(last)

    def width_between(self, start: int, end: int) -> float:
        """Natural width, em, of the characters *start* to *end* as a line, without the white at its edges."""
        return self.end_width(end) - self.paragraph.widths[start] - self.start_trim(start) if end > start else 0.0

    def _end_trim(self, index: int) -> float:
        """What a character loses at the end of a line beyond its natural trim (clreq §3.1.6.3)."""
        paragraph = self.paragraph
        kind = paragraph.kinds[index]
        if index in paragraph.centred:
            return paragraph.white_of_centred(index)[1]
        if kind in TRIMMED_AFTER and paragraph.full_width(index):
            return paragraph.sizes[index] / 2 - paragraph.after[index]
        return paragraph.advances[index] if kind is Kind.WIDE_SPACE else -paragraph.unkerned.get(index, 0.0)

    def start_trim(self, index: int) -> float:
        """What a character loses at the start of a line beyond its natural trim, em (clreq §3.1.6.3)."""
        paragraph = self.paragraph
        if paragraph.kinds[index] is Kind.OPENING and paragraph.full_width(index):
            return paragraph.sizes[index] / 2 - paragraph.before[index]
        return 0.0

    def _is_too_short(self, start: int, end: int) -> bool:
        """Whether a last line has fewer characters than it should."""
        kinds, text = self.paragraph.kinds, self.paragraph.text
        wanted = float(self.paragraph.rules.last_line)
        for index in range(start, end):
            if kinds[index] in _SQUARE:
                wanted -= 1
            elif is_alphanumeric(text[index]):
                wanted -= _LETTER
            if wanted <= 0:
                return False
        return True

    def set(self, start: int, resume: int) -> ComposedLine:
        """Set the line between two chosen breaks: trims and gaps that make it as wide as it must be."""
        measure = self.first_measure if start == self.start else self.measure
        last = resume == self.end
        end = self.line_end(resume)
        forced = last and resume < len(self.paragraph.text)
        trims = (self.start_trim(start), self._end_trim(end - 1)) if end > start else (0.0, 0.0)
        hyphen = self.paragraph.hyphens.get(resume, 0.0) if not last else 0.0
        stretch = self.justify_last if last else self.justify
        setting = set_line(self.paragraph, start, end, trims, measure - hyphen, stretch=stretch, even=last)
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
            short=stretch and width < measure - _SHORT,
        )

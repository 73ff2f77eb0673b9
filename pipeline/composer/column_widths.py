"""How wide the columns of a table are: no number is cut and no word is set one character under another while the table
has room for it.

All lengths are in one unit, whichever the caller measures in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.composer.line_fitting import LineFitting
from pipeline.composer.paragraph import Paragraph

SHORT_CELL = 6.5
"""Em up to which a cell stays on one line while there is room: six Han characters and a mark."""
_TOLERANCE = 1e-6
_PAIR = 2.0  # em: two Han characters are not set one under the other
_LITTLE = 1 / 3  # of what a column has, that it may miss of having all cells on one line, and gets before others
_TIMES = "×"  # a narrow cell has a line end after it, 2,440 mm×|1,220 mm
_FEW = 4.0  # em that a longer cell has in a line, before any column has more than it needs


@dataclass(frozen=True, slots=True)
class WidthNeeds:
    """What a cell or a column wants: *least* without cutting a number, a date or a word that no hyphen parts;
    *fair* with short cells on one line; *most* with every cell on one line. least <= fair <= most.
    """

    least: float
    fair: float
    most: float

    def beside(self, other: "WidthNeeds") -> "WidthNeeds":
        """What satisfies both."""
        return WidthNeeds(max(self.least, other.least), max(self.fair, other.fair), max(self.most, other.most))

    def break_up(self) -> "WidthNeeds":
        """The same of what may stand in two lines though it is short, as heads do."""
        return WidthNeeds(self.least, max(self.least, self.most / 2), self.most)

    def plus(self, padding: float) -> "WidthNeeds":
        """The same with *padding* around the text."""
        return WidthNeeds(self.least + padding, self.fair + padding, self.most + padding)

    def times(self, unit: float) -> "WidthNeeds":
        """The same in units of which one is *unit* of the caller's."""
        return WidthNeeds(self.least * unit, self.fair * unit, self.most * unit)


def width_needs(paragraph: Paragraph) -> WidthNeeds:
    """What a cell that holds *paragraph* needs, in em of the paragraph. At the ends of lines marks have no white."""
    if not paragraph.text:
        return WidthNeeds(0.0, 0.0, 0.0)
    text, fitting = paragraph.text, LineFitting(paragraph, 0, len(paragraph.text), (0.0, 0.0), (False, False))
    least = most = 0.0
    begin = line_begin = 0
    breaks = set(paragraph.breaks) - paragraph.hyphens.keys()
    breaks |= {index for index in paragraph.cuts if text[index - 1] == _TIMES}
    ends = sorted({*breaks, *(index + 1 for index, mark in enumerate(text) if mark == "\n"), len(text)})
    for end in ends:
        is_forced = end == len(text) or text[end - 1] == "\n"
        shown = begin + len(text[begin:end].rstrip())
        least = max(least, fitting.width_between(begin, shown))
        if is_forced:
            most = max(most, fitting.width_between(line_begin, shown))
            line_begin = end
        begin = end
    least = max(least, min(most, _PAIR))
    fair = most if most <= SHORT_CELL else max(least, _FEW)
    return WidthNeeds(least, fair, most)


def share_width(columns: Sequence[WidthNeeds], available: float, hints: Sequence[float] = ()) -> list[float]:
    """The widths of *columns* that together fill *available*, or are wider where even *least* does not fit.

    *hints* are shares of the whole that the author wishes, one a column; no column gets less for them than *fair*, or
    than *least* where that does not fit.
    What is left when all have what is fair, or *least* where that does not fit, is shared so that the columns with long
    text become as wide as their text makes it worth: by the square root of what they miss, which keeps the heights of
    cells alike.
    """
    least, fair, most = zip(*((column.least, column.fair, column.most) for column in columns), strict=True)
    if hints:
        total = sum(hints)
        shares = [share / total * available for share in hints]
        return _fill(shares, fair if sum(fair) <= available else least, available)
    if sum(most) <= available + _TOLERANCE:
        return _grow(most, most, max(0.0, available - sum(most)))
    if sum(fair) <= available + _TOLERANCE:
        return _approach(fair, most, available)
    return _approach(_satisfy_nearly(least, most, available), most, available)


def spread_needs(columns: Sequence[WidthNeeds], cell: WidthNeeds) -> list[WidthNeeds]:
    """*columns*, made wider evenly until a *cell* that stands over all of them has what it needs."""
    extra = [
        max(0.0, want - sum(have)) / len(columns)
        for want, have in (
            (cell.least, [each.least for each in columns]),
            (cell.fair, [each.fair for each in columns]),
            (cell.most, [each.most for each in columns]),
        )
    ]
    grown = (WidthNeeds(each.least + extra[0], each.fair + extra[1], each.most + extra[2]) for each in columns)
    return [WidthNeeds(each.least, max(each.least, each.fair), max(each.least, each.fair, each.most)) for each in grown]


def _satisfy_nearly(least: Sequence[float], most: Sequence[float], available: float) -> list[float]:
    """*least*, but *most* for the columns that miss little of it, the least first, while there is room."""
    widths = list(least)
    missed = [wish - width for width, wish in zip(least, most, strict=True)]
    for missing, column in sorted(zip(missed, range(len(missed)), strict=True)):
        if missing <= _LITTLE * least[column] and sum(widths) + missing <= available:
            widths[column] = most[column]
    return widths


def _grow(widths: Sequence[float], weights: Sequence[float], extra: float) -> list[float]:
    """*widths* with *extra* shared among them by *weights*; evenly if all are 0."""
    total = sum(weights)
    shares = [weight / total for weight in weights] if total else [1 / len(widths)] * len(widths)
    return [width + extra * share for width, share in zip(widths, shares, strict=True)]


def _approach(begin: Sequence[float], most: Sequence[float], available: float) -> list[float]:
    """From *begin* towards *most*, none beyond it, until *available* is used up, if *begin* leaves any."""
    widths = list(begin)
    for _round in range(len(widths)):  # each round at least one column is satisfied, or all is used up
        left = available - sum(widths)
        missing = [max(0.0, wish - width) ** 0.5 for wish, width in zip(most, widths, strict=True)]
        if left <= 0 or not any(missing):
            break
        grown = _grow(widths, missing, left)
        widths = [min(new, wish) for new, wish in zip(grown, most, strict=True)]
    return widths


def _fill(widths: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """*widths*, of which those that are less than *least* take what they miss from the others."""
    result = [max(width, need) for width, need in zip(widths, least, strict=True)]
    spare = [width - need for width, need in zip(result, least, strict=True)]
    excess = max(0.0, sum(result) - available)
    part = min(1.0, excess / sum(spare)) if sum(spare) else 0.0
    return [width - part * each for width, each in zip(result, spare, strict=True)]

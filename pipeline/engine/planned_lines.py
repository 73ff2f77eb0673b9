"""The composer's lines of a paragraph, cached by where they begin and how wide they may be.

All lengths in em of the paragraph, characters from 0. Lines are known by their measure to the last bit: who asks for
them rounds it, so that lines do not depend on the page that they were planned for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.composer.characters import Kind
from pipeline.composer.head_lines import compose_head, hanging_indent
from pipeline.composer.line_breaking import compose, recompose
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph

_UNBOUNDED = 5000.0  # a measure that is asked for to learn how wide the text is
LineKey = tuple[float, float, int]
"""Measure, indent and first character of a line."""
Rest = tuple[tuple[LineKey, ComposedLine], ...]
"""Lines that were planned, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a style sheet wants lines: as wide as the measure (*justify*), the last one too (*justify_last*), or those of
    a head (*balance*): if they begin at one edge (*hang*), behind the number of the first."""

    justify: bool
    justify_last: bool
    balance: bool
    hang: bool


@dataclass(slots=True, kw_only=True)
class PlannedLines:
    """The lines of *paragraph*. *kept*: in a head, the stretches that are not cut, as (start, end)."""

    paragraph: Paragraph
    setting: Setting
    kept: Sequence[tuple[int, int]] = ()
    hanging: float = 0.0
    """How far lines after the first are moved in."""
    _lines: dict[LineKey, ComposedLine] = field(default_factory=dict)
    _recounted: bool = False
    _wanted: int = 0

    def line(self, measure: float, indent: float, start: int) -> ComposedLine | None:
        """The line from the character *start* on, *indent* shorter than the *measure*; None if there is none."""
        key = (measure, indent, start)
        if key not in self._lines:
            self._keep(key, self._compose(measure, indent, start))
        return self._lines.get(key)

    def _compose(self, measure: float, indent: float, start: int) -> list[ComposedLine]:
        if not self.setting.balance:
            spread = self.setting.justify_last and measure < _UNBOUNDED
            return compose(self.paragraph, measure, indent, start, self.setting.justify, spread)
        if self.setting.hang and not start:
            self.hanging = hanging_indent(self.paragraph, measure, indent)
        return compose_head(self.paragraph, measure, indent, start, self.hanging, self.kept)

    def ends_at_space(self, line: ComposedLine) -> bool:
        """Whether *line* ends where there is a space in the text, and the text goes on."""
        kinds = self.paragraph.kinds
        return not line.forced and line.end < line.resume < len(kinds) and kinds[line.end] is Kind.SPACE

    def rest(self, start: int) -> Rest:
        """The lines from the character *start* on, as far as they are known."""
        return tuple((key, self._lines[key]) for key in sorted(self._lines) if key[2] >= start)

    def take_up(self, rest: Rest) -> None:
        """Go on with the *rest* of the same text as it was planned before."""
        self._lines.update(rest)

    def count(self, measure: float, indent: float, start: int) -> int:
        """The number of lines from the character *start* on; arguments as for ``line``."""
        line = self.line(measure, indent, start)
        count = 0
        while line:
            count += 1
            line = self._lines.get((measure, 0.0, line.resume))
        return count

    def recount(
        self, measure: float, indent: float, start: int, count: int, *, for_good: bool, may_run: bool = True
    ) -> bool:
        """Set the text from *start* on in *count* lines, unless one would be too bad; returns whether it did.

        *for_good*: also whenever the paragraph is laid out anew. *may_run*: even if loose lines follow one another.
        Never a head.
        """
        if self.setting.balance:
            return False
        lines = recompose(self.paragraph, measure, indent, start, count, self.setting.justify, may_run=may_run)
        if lines:
            self._recounted = True
            if for_good:
                self._wanted = count
            self._keep((measure, indent, start), lines)
        return bool(lines)

    def forget_counts(self, measure: float, indent: float, start: int) -> None:
        """Undo ``recount``, which was made for a page that is laid out anew."""
        if self._recounted:
            self._lines.clear()
            self._recounted = False
            if self._wanted:
                self.recount(measure, indent, start, self._wanted, for_good=False)

    def _keep(self, key: LineKey, lines: list[ComposedLine]) -> None:
        for line in lines:
            self._lines[(key[0], key[1] if line.start == key[2] else 0.0, line.start)] = line

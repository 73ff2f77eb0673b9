"""Keeping the last line of a paragraph from standing alone on top of a page or column (孤行)."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.typeset.line_source import LineSource

_MORE_OR_LESS = 2  # lines that a paragraph is made shorter or longer by, at most


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of *source* from *skip_stack* on, in lines of *width* px (the first one without its *indent*)."""

    source: LineSource
    width: float
    indent: float
    skip_stack: Any

    @property
    def count(self) -> int:
        """The number of its lines."""
        return self.source.count(self.width, self.indent, self.skip_stack)

    def recount(self, count: int, *, for_good: bool = False) -> bool:
        """Set it in *count* lines, unless they would be bad; whether that was done."""
        return self.source.recount(self.width, self.indent, self.skip_stack, count, for_good=for_good)


@dataclass(slots=True)
class PageOfLines:
    """The paragraphs of a page as it is set."""

    _whole: list[Passage] = field(default_factory=list)
    """Those that end on the page."""
    _lone: LineSource | None = None
    """One that could not be kept together."""
    _helpful: list[int] = field(default_factory=list)
    """How many lines more another paragraph should have for its sake."""

    def add(self, passage: Passage, fitting: int, widows: int, *, in_column: bool) -> None:
        """Settle in how many lines a *passage* is set, of which *fitting* have room on the page or in the column.

        At least *widows* lines go on the next page, or none. If it can't be had, the page will end some lines early.
        """
        source = passage.source
        if passage.skip_stack is None:
            source.forget_counts(passage.width, passage.indent)
        count = passage.count
        over = count - fitting
        if over <= 0:
            if source.is_justified and count > 1 and not in_column:
                self._whole.append(passage)
            return
        if over >= widows or fitting <= 0 or source.has_notes:
            return
        if over <= _MORE_OR_LESS and passage.recount(fitting):
            return
        if widows - over <= _MORE_OR_LESS and passage.recount(fitting + widows):
            return
        if not in_column:
            self._lone = source
            self._helpful = [more for more, lacking in ((-1, over), (1, widows - over)) if lacking == 1]

    def make_room(self) -> bool:
        """For the lone line's sake set one of the paragraphs that end on the page a line shorter, or else longer."""
        if self._lone is None:
            return False
        others = [passage for passage in self._whole if passage.source is not self._lone]
        others.sort(key=lambda passage: passage.count, reverse=True)  # in more lines a change shows less
        return any(passage.recount(passage.count + more, for_good=True) for more in self._helpful for passage in others)

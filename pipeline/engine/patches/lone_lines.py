"""The last line of a paragraph does not stand alone on top of a page or column (孤行).

Replaces: WeasyPrint 70.0, layout/block.py ``_linebox_layout``, which sets the lines of a paragraph that fit on a page;
  layout/page.py ``remake_page``, which sets a page.
Why: by ``widows`` alone each lone line costs a page its last line. Here the paragraph is set in a line less or more, or
  another paragraph of the page is, if no line gets bad for it.
Upstream: it would need a composer that can set a paragraph in a given number of lines.
Effect: changes output.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from weasyprint.layout import block, inline, page
from weasyprint.text import line_break

from pipeline.engine.line_source import LineSource
from pipeline.engine.paragraph_sources import source_of
from pipeline.engine.patches.patch import Effect, Patch

_MORE_OR_LESS = 2  # lines that a paragraph is made shorter or longer by, at most


def apply() -> None:
    """Put functions around WeasyPrint's."""
    kept = _KeptTogether()
    block._linebox_layout = kept.linebox_layout
    page.remake_page = kept.remake_page


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

    def recount(self, count: int, *, for_good: bool = False, may_run: bool = True) -> bool:
        """Set it in *count* lines, unless they would be bad; whether that was done. *may_run*: even if loose ones would
        follow one another."""
        place = self.width, self.indent, self.skip_stack
        return self.source.recount(*place, count, for_good=for_good, may_run=may_run)


@dataclass(slots=True)
class PageOfLines:
    """The paragraphs of a page as it is set."""

    _whole: list[Passage] = field(default_factory=list)
    """Those that end on the page."""
    _lone: Passage | None = None
    """One that could not be kept together, or only with loose lines in a row."""
    _counts: list[int] = field(default_factory=list)
    """In how many lines it might be set so."""
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
        ways = ((fitting, over), (fitting + widows, widows - over))
        counts = [count for count, change in ways if change <= _MORE_OR_LESS]
        if any(passage.recount(count, may_run=False) for count in counts):
            return
        if in_column and any(passage.recount(count) for count in counts):
            return
        if not in_column:
            self._lone, self._counts = passage, counts
            self._helpful = [more for more, lacking in ((-1, over), (1, widows - over)) if lacking == 1]

    def make_room(self) -> bool:
        """For the lone line's sake set one of the paragraphs that end on the page a line shorter, or else longer; one
        without loose lines in a row, if there is one."""
        lone = self._lone
        if lone is None:
            return False
        others = [passage for passage in self._whole if passage.source is not lone.source]
        others.sort(key=lambda passage: passage.count, reverse=True)  # in more lines a change shows less
        ways = [(passage, passage.count + more) for more in self._helpful for passage in others]
        return (
            any(passage.recount(count, for_good=True, may_run=False) for passage, count in ways)
            or any(lone.recount(count, for_good=True) for count in self._counts)
            or any(passage.recount(count, for_good=True) for passage, count in ways)
        )


class _KeptTogether:
    """The replaced functions. *_page* has the paragraphs of the page being set."""

    def __init__(self) -> None:
        self._linebox_layout: Callable[..., Any] = block._linebox_layout
        self._remake_page: Callable[..., Any] = page.remake_page
        self._page = PageOfLines()

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Set one page, as the function it replaces; once more if that keeps a last line from standing alone.

        Another paragraph of the page is then set a line shorter.
        """
        notes = list(context.footnotes), list(context.reported_footnotes)
        self._page = PageOfLines()
        result = self._remake_page(index, context, root_box, html)
        if self._page.make_room() and not context.broken_out_of_flow:
            context.footnotes, context.reported_footnotes = notes
            self._page = PageOfLines()
            result = self._remake_page(index, context, root_box, html)
        self._page = PageOfLines()  # the page is made, and its paragraphs may go
        return result

    def linebox_layout(
        self, context: Any, box: Any, index: int, child: Any, new_children: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set the lines of a paragraph on a page or in a column, as the function it replaces."""
        _absolute, _fixed, adjoining_margins, bottom_space, position_y, skip_stack = arguments[:6]
        source = None if context.excluded_shapes else source_of(context, child, box)
        line_height, _baseline = line_break.strut(child.style)
        top = position_y + (block.collapse_margin(adjoining_margins) if adjoining_margins else 0)
        room = context.page_bottom - bottom_space - top
        if source is not None and line_height and isfinite(room):
            inline.resolve_one_percentage(child, "text_indent", box.width)
            indent = child.text_indent if skip_stack is None else 0
            passage = Passage(source, box.width - indent, indent, skip_stack)
            fitting = int(room * (1 + 1e-9) / line_height)
            self._page.add(passage, fitting, box.style["widows"], in_column=context.in_column)
        return self._linebox_layout(context, box, index, child, new_children, page_is_empty, *arguments)


PATCH = Patch("no lone lines", "weasyprint", Effect.OUTPUT, apply)

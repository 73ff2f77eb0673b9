"""Columns are as high as they can be with their notes below them; at the end of a text they are as low as they can be.

Replaces: WeasyPrint 70.0, layout/column.py ``columns_layout``, and layout/block.py ``block_box_layout``, which that
  calls for each column.
Why: it sets columns as high as the page, then takes off what their notes need, then gives back what fewer notes leave,
  until a height of notes comes again. With many notes that swings between a page full of text, whose notes go to later
  pages, and a page of one line. It also forgets the notes of columns above, where a block across all columns stands
  between. To balance columns it makes them higher by all of the paragraph that goes on, however little would do.
Upstream: look for the height between the greatest that is known to be low enough and the least that is too high.
Effect: changes output.

What a column of some height holds is found by laying it out (`tried_lines`). More height holds no fewer notes, so from
the notes that do not fit follows a height that is low enough, and from those that do one that is not exceeded. Where
these agree the page is full; else one line more would bring a note that has no room. Where all is there, the lowest
columns of whole lines are looked for that hold it, and then how low those behind the first can be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, isinf
from typing import Any

from weasyprint.layout import block, column
from weasyprint.text import line_break

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

_TOLERANCE = 1e-6  # px
_ROUNDING = 1e-8  # px: more than sums of heights are off by, and less than WeasyPrint lets overflow a page
_STEP = 0.5  # of a line: heights closer together are not told apart
_TRIALS = 16  # at most for one page
_REFUSALS = 2  # of heights that were guessed, before one is tried that must do


def apply() -> None:
    """Put functions around WeasyPrint's."""
    heights = _ColumnHeights(column.columns_layout, block.block_box_layout)
    replace_everywhere(column.columns_layout, heights.columns_layout)
    block.block_box_layout = heights.block_box_layout


@dataclass(frozen=True, slots=True)
class Trial:
    """Columns of *heights* (px) and the height of all *notes* of the page with them.

    *columns*: for each what ``block_box_layout`` returned, and the notes it called. *is_whole*: nothing is left.
    """

    heights: tuple[float, ...]
    notes: float
    columns: tuple[tuple[Any, tuple[Any, ...]], ...]
    is_whole: bool

    @property
    def height(self) -> float:
        """That of the highest, px."""
        return max(self.heights)

    @property
    def filled(self) -> float:
        """How high all that stands in the columns is, px."""
        boxes = [result[0] for result, _notes in self.columns]
        children = [(box, [child for child in box.children if child.is_in_normal_flow()]) for box in boxes]
        return float(sum(own[-1].position_y + own[-1].margin_height() - box.position_y for box, own in children if own))


def find_height(lay_out: Callable[[float], Trial], total: float, start: float, step: float) -> Trial | None:
    """The highest columns that leave room for their notes in *total*, to *step*; None if there are none.

    *start* is the height that the columns have if they bring no note. All in px.
    """
    bracket, height = _Bracket(total=total, low_notes=total - start), start
    for _count in range(_TRIALS):
        trial = lay_out(height)
        if trial.height + trial.notes > total + _TOLERANCE:
            bracket.high, bracket.high_notes = trial.height, trial.notes
            bracket.refused += 1
        else:
            bracket.best, bracket.low, bracket.low_notes, bracket.refused = trial, trial.height, trial.notes, 0
            if trial.is_whole or trial.height + trial.notes >= total - _TOLERANCE:
                return trial
        wanted = total - trial.notes if trial.is_whole else bracket.next_height(step)
        if wanted is None:
            break
        height = wanted
    return bracket.best


def balance(
    lay_out: Callable[[Sequence[float]], Trial], count: int, least: float, most: float, line: float
) -> Trial | None:
    """The lowest of *count* columns that hold all, of whole lines (px) between *least* and *most*; None if none do.

    Those behind the first are as low as they can be then, those behind the second as low as these allow, and so on:
    beside a picture as high as all, the text that is left is in columns of one height.
    """
    least = (ceil(least / line - _TOLERANCE) - 1) * line  # paragraphs may be set in a line less than as they stand
    lines = int((most - least) / line + _TOLERANCE)
    low, high, best = -1, 0, None  # *low* lines more than the least are too few
    while best is None and low < lines:
        trial = lay_out([least + high * line] * count)
        if trial.is_whole:
            best = trial
        else:
            low, high = high, min(2 * high + 1, lines)
    if best is None:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        trial = lay_out([least + middle * line] * count)
        if trial.is_whole:
            best, high = trial, middle
        else:
            low = middle
    for first in range(1, count):
        best = _lower_columns(lay_out, best, first, line)
    return best


def _lower_columns(lay_out: Callable[[Sequence[float]], Trial], best: Trial, first: int, line: float) -> Trial:
    """The columns of *best* with those from *first* on (0-based) as low as they can be, by whole lines (px)."""
    kept, high = best.heights[:first], round(best.heights[first] / line)
    low, step = 0, 1
    while high - low > 1:
        middle = max(high - step, low + 1)
        trial = lay_out([*kept, *[middle * line] * (len(best.heights) - first)])
        if trial.is_whole:
            best, high, step = trial, middle, 2 * step
        else:
            low, step = middle, max((high - middle) // 2, 1)
    return best


@dataclass(slots=True, kw_only=True)
class _Bracket:
    """A height that is *low* enough and one that is too *high*, with the notes of both. All in px."""

    total: float
    low_notes: float
    low: float = 0.0
    high: float = 0.0
    high_notes: float = 0.0
    best: Trial | None = None
    refused: int = 0  # trials, one after another

    def next_height(self, step: float) -> float | None:
        """The height to be tried next: where there is just room for the notes, if they grow evenly."""
        least, most = max(self.low, self.total - self.high_notes), min(self.high, self.total - self.low_notes)
        is_least_tried = least <= self.low + _TOLERANCE
        if most - least < step:
            return None if is_least_tried else least
        lacking, left = self.high + self.high_notes - self.total, self.total - self.low - self.low_notes
        even = self.low + (self.high - self.low) * left / (left + lacking)
        if most - even < step and most < self.high - _TOLERANCE:
            return most
        if not is_least_tried and (even - least < step or self.refused > _REFUSALS):
            return least
        even = max(even, least + step / 2)
        return min(even, most - step / 2)


class _Columns:
    """Columns of a page that are being laid out; *notes_above*: how high the notes were before, px."""

    def __init__(self, style: Any, notes_above: float) -> None:
        self.count, self.notes_above = style["column_count"], notes_above
        self.is_to_balance = style["column_fill"] == "balance"
        self.box: Any = None
        """What is being parted into columns; there is more than one where blocks stand across all columns."""
        self.found: Trial | None = None
        self.index = 0  # of the column that is asked for next
        self.balanced: Trial | None = None
        self.is_balanced = False


class _ColumnHeights:
    """The replaced functions. *_columns*: those that are being laid out, if they are of equal width and no height."""

    def __init__(self, columns_layout: Callable[..., Any], block_box_layout: Callable[..., Any]) -> None:
        self._columns_layout, self._block_box_layout = columns_layout, block_box_layout
        self._columns: _Columns | None = None

    def columns_layout(self, context: Any, box: Any, bottom_space: float, *arguments: Any) -> Any:
        """Lay out a box in columns.

        Rounding may make columns that fill the page higher than it, and WeasyPrint drops what stands below them then.
        """
        style, outer = box.style, self._columns
        is_plain = style["column_width"] == "auto" and style["height"] == "auto"
        area = context.current_footnote_area
        notes = 0.0 if area.height == "auto" else area.margin_height()
        self._columns = _Columns(style, notes) if is_plain else None
        try:
            return self._columns_layout(context, box, bottom_space - _ROUNDING, *arguments)
        finally:
            self._columns = outer

    def block_box_layout(
        self, context: Any, box: Any, space: float, skip: Any, container: Any, is_empty: bool, *more: Any, **named: Any
    ) -> Any:
        """Lay out a block. A column, on trial or for good, leaves room for the notes."""
        columns = self._columns
        if not box.is_column or columns is None or isinf(space):
            return self._block_box_layout(context, box, space, skip, container, is_empty, *more, **named)
        is_trial, is_balancing = more[2] is not None, not is_empty

        def set_column(below: float, place: Any, may_overflow: bool) -> Any:
            rest = (container, may_overflow, [], [], [], *more[3:])
            return self._block_box_layout(context, box, below, place, *rest, **named)

        if is_trial and columns.box is not box:
            self._find(columns, context, box, space, skip, set_column)
        known = columns.balanced or (None if is_balancing else columns.found)
        if is_trial and known is not None:
            return self._known_column(columns, known, context)
        if is_trial:
            columns.is_balanced = columns.is_balanced or is_balancing
        elif columns.balanced is not None:
            space = context.page_bottom - box.position_y - columns.balanced.heights[columns.index]
            columns.index = (columns.index + 1) % len(columns.balanced.heights)
            is_empty = False  # as when it was tried
        elif columns.found is not None and not columns.is_balanced:
            least = context.page_bottom - box.position_y - columns.found.height
            space = least if least > space + _TOLERANCE else space
        return self._block_box_layout(context, box, space, skip, container, is_empty, *more, **named)

    def _known_column(self, columns: _Columns, found: Trial, context: Any) -> Any:
        result, notes = found.columns[columns.index]
        columns.index = (columns.index + 1) % len(found.columns)
        for note in notes:
            context.layout_footnote(note)
        return result

    def _find(
        self, columns: _Columns, context: Any, box: Any, space: float, skip: Any, set_column: Callable[..., Any]
    ) -> None:
        """Find how high the columns of *box*, which go on at *skip*, are on this page, and what stands in them.

        *set_column* lays out one, with some space below it and from some place on; what has no room at its head may
        overflow, or not.
        """
        room, line = context.page_bottom - box.position_y, line_break.strut(box.style)[0]

        def lay_out(height: float) -> Trial:
            return _try(context, room, [height] * columns.count, skip, partial(set_column, may_overflow=True))

        def lay_out_balanced(heights: Sequence[float]) -> Trial:
            return _try(context, room, heights, skip, partial(set_column, may_overflow=False))

        total = room - space + columns.notes_above
        columns.box, columns.index, columns.is_balanced, columns.balanced = box, 0, False, None
        columns.found = found = find_height(lay_out, total, total - note_height(context), _STEP * line)
        if columns.is_to_balance and found is not None and found.is_whole:
            columns.balanced = balance(
                lay_out_balanced, columns.count, found.filled / columns.count, found.height, line
            )


def _try(context: Any, room: float, heights: Sequence[float], skip: Any, set_column: Callable[..., Any]) -> Trial:
    """Columns of *heights* in a *room*, px, whose content begins at *skip*; nothing of them stays on the page."""
    shapes = list(context.excluded_shapes)
    made, resume_at = [], skip
    for height in heights:
        before = len(context.current_page_footnotes)
        result = set_column(room - height, resume_at)
        made.append((result, tuple(context.current_page_footnotes[before:])))
        resume_at = result[1]
        if result[0] is None or resume_at is None:
            break
    notes = note_height(context)
    set_boxes = [result[0] for result, _notes in made if result[0] is not None]
    block.remove_placeholders(context, set_boxes, [], [])
    context.excluded_shapes[:] = shapes
    is_whole = resume_at is None and len(set_boxes) == len(made)
    return Trial(tuple(heights), notes, tuple(made), is_whole)


def note_height(context: Any) -> float:
    """How high the notes are that the page has now, px."""
    return float(context.current_footnote_area.margin_height()) if context.current_page_footnotes else 0.0


PATCH = Patch("heights of columns with notes", "weasyprint", Effect.OUTPUT, apply)

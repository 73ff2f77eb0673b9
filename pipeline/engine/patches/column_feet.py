"""Columns that stand side by side end on one line, as far as white above their heads and boxes may grow for it.

Replaces: WeasyPrint 70.0, layout/column.py ``columns_layout``, which sets blocks in columns.
Why: a column ends early where the next line may not stand alone, or a head needs lines below it. A compositor then
  puts a line of white where white is: above heads, boxes and items of short news.
Upstream: vertical justification of fragments (CSS Box Alignment 3, ``align-content: space-between``).
Effect: changes output.

Style sheets say which blocks by ``--white-above: grow``; each grows by one line, so all stays on the grid, or by two
where they say ``grow-twice``. Where the
text goes on, all columns are to be as long as the longest; where it ends, a column may be a line shorter, and where
one stays far shorter, none grows: heads with more white than others would be for nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.layout import column
from weasyprint.text import line_break

from pipeline.engine.custom_properties import WHITE_ABOVE, keyword
from pipeline.engine.feet import foot, is_in_flow
from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere

_TOLERANCE = 0.01  # of a line
_MOST_APART = 2  # lines that may be lacking when all has grown: else columns are as uneven as before, to the eye


def apply() -> None:
    """Put a function around WeasyPrint's."""
    lay_out = column.columns_layout

    def columns_layout(*arguments: Any) -> Any:
        result = lay_out(*arguments)
        made, goes_on = result[0], result[1]
        if made is not None:
            groups = list(_groups(made.children))
            for group in groups:
                level(group, is_end=goes_on is None or group is not groups[-1])
        return result

    replace_everywhere(lay_out, columns_layout)


def level(columns: Sequence[Any], *, is_end: bool) -> None:
    """Let *columns* end on one line, where enough of their blocks may have more white above; *is_end*: of the text.

    There none has, where one of them would yet end far before the others.
    """
    line = line_break.strut(columns[0].style)[0]
    feet = [foot(each) for each in columns]
    growing = []
    for each, end in zip(columns, feet, strict=True):
        lacking = int((max(feet) - end) / line + _TOLERANCE)
        places = _places_to_grow(each)[: max(lacking - 1, 0) if is_end else lacking]
        if lacking - len(places) <= _MOST_APART:
            growing.append((each, places))
    if len(growing) == len(columns) or not is_end:
        for each, places in growing:
            _grow(each, places, line)


def _groups(children: Sequence[Any]) -> Iterator[list[Any]]:
    """The columns among *children* that stand side by side."""
    group: list[Any] = []
    for child in (*children, None):
        if child is not None and getattr(child, "is_column", False):
            group.append(child)
        elif group:
            yield group
            group = []


def _places_to_grow(box: Any) -> list[int]:
    """The indices of children of the column *box* that may have more white above, and have something above them.

    Those that may grow by a second line come once more behind all others.
    """
    places: list[int] = []
    again: list[int] = []
    is_first = True
    for index, child in enumerate(box.children):
        if not is_in_flow(child):
            continue
        growth = "" if is_first else keyword(child.style, WHITE_ABOVE)
        if growth in ("grow", "grow-twice"):
            places.append(index)
        if growth == "grow-twice":
            again.append(index)
        is_first = is_first and foot(child) <= child.position_y
    return places + again


def _grow(box: Any, places: Sequence[int], line: float) -> None:
    """Put a *line* of white (px) above the children at *places*."""
    for index in places:
        for child in box.children[index:]:
            child.translate(0, line)


PATCH = Patch("columns end on one line", "weasyprint", Effect.OUTPUT, apply)

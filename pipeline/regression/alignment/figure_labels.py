"""Figures on a page: the picture above a caption, and the labels within it, which are no prose. Pure."""

import re
from collections.abc import Mapping

from pipeline.regression.snapshot.snapshot import Box, Line, Page

_LEAST_FIGURE, _BELOW_FIGURE = 40.0, 50.0  # pt: a figure's least side; from its foot to its caption's base line
_CAPTION = re.compile(r"\s*(图|圖|Fig|FIG|照片)")
_TABLE = re.compile(r"\s*(表|Table|TABLE)\s*\d")
_CAPTION_NUMBER = re.compile(r"\D{0,4}[\d.\-–]*")
Labels = Mapping[str, tuple[str, ...]]


def gather_labels(lines: list[Line], page: Page, known: Labels, found: dict[str, tuple[str, ...]]) -> list[Line]:
    """*lines* with the labels of each figure right before its caption, by their places: a drawing is no prose.

    Those of a figure that is *known* stand in the order that they have there. *found* is told what they are.
    """
    for caption in [line for line in lines if is_caption(line)]:
        box = figure_box(page, caption)
        labels = [line for line in lines if box is not None and line is not caption and is_within(line, box)]
        if not labels:
            continue
        key = _number_of(caption)
        labels = _in_order(sorted(labels, key=lambda line: (line.y, line.x)), known.get(key, ()))
        found[key] = tuple(map(compact, labels))
        rest = [line for line in lines if line not in labels]
        place = rest.index(caption)
        lines = rest[:place] + labels + rest[place:]
    return lines


def is_caption(line: Line) -> bool:
    """Whether *line* begins as captions of figures do."""
    return _CAPTION.match(line.text) is not None


def is_heading_of_table(line: Line) -> bool:
    """Whether *line* begins as the headings of numbered tables do."""
    return _TABLE.match(line.text) is not None


def _in_order(labels: list[Line], words: tuple[str, ...]) -> list[Line]:
    """*labels* with those first that have known *words*, in their order; the others keep their number in the row."""
    old = sorted((line for line in labels if compact(line) in words), key=lambda line: words.index(compact(line)))
    for number, line in enumerate(labels):
        if compact(line) not in words:
            old.insert(number, line)
    return old


def _number_of(caption: Line) -> str:
    """What names the figure of *caption*: 图 2."""
    found = _CAPTION_NUMBER.match(compact(caption))
    return found[0] if found else ""


def figure_box(page: Page, caption: Line) -> Box | None:
    """The largest picture or drawing of *page* that *caption* stands right below; None if there is none.

    A caption stands below its middle or, where none has that, at the edge of a column that is wider than it.
    """
    middle = caption.x + caption.width / 2
    boxes = [
        box
        for box in (mark.box for mark in (*page.images, *page.vectors))
        if min(box[2] - box[0], box[3] - box[1]) >= _LEAST_FIGURE and -2 <= caption.y - box[3] <= _BELOW_FIGURE
    ]
    beside = [box for box in boxes if abs(middle - (box[0] + box[2]) / 2) <= box[2] - box[0]]
    below = [box for box in beside if box[0] <= middle <= box[2]]
    return max(below or beside, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def is_within(line: Line, box: Box) -> bool:
    """Whether *line* stands within *box* of its page."""
    return box[0] <= line.x + line.width / 2 <= box[2] and box[1] <= line.y - 2 <= box[3]


def compact(line: Line) -> str:
    """The words of *line* without spaces."""
    return "".join(line.text.split())

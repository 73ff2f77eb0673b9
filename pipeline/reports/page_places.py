"""Places of a page as it is seen: turned, and measured from the upper left corner."""

import math
from collections.abc import Iterable

Box = tuple[float, float, float, float]
Size = tuple[float, float]

_LEAST = 9.0  # pt that a mark is wide and high at least: what is smaller is not found on a picture of the page
_ROOM = 2.0  # pt between what is marked and its mark
_CLOSE = 0.7  # of the height of a line: what lies between it and the next one
_COLUMNS = 4  # that are read side by side
_LARGEST = 1e6  # pt; a page has 14,400 units of at most 1,000 pt, and is rarely larger than a few thousand


def seen_size(size: Size, rotation: int) -> Size:
    """Width and height of a page of *size* that is turned by *rotation*, a multiple of 90 degrees clockwise."""
    width, height = size
    return (height, width) if rotation % 180 else (width, height)


def turn_box(box: Box, size: Size, rotation: int) -> Box:
    """*box*, from the lower left corner of a page of *size*, as it is seen when the page is turned by *rotation*.

    What comes back is left, top, right and bottom from the upper left corner of the turned page. *rotation* is a
    multiple of 90 degrees clockwise (ISO 32000-1, table 30).
    """
    (x0, y0, x1, y1), (width, height) = box, size
    match rotation % 360:
        case 90:
            turned = y0, x0, y1, x1
        case 180:
            turned = width - x1, y0, width - x0, y1
        case 270:
            turned = height - y1, width - x1, height - y0, width - x0
        case _:
            turned = x0, height - y1, x1, height - y0
    return turned


def mark_around(box: Box, size: Size) -> Box | None:
    """A frame around *box* that can be seen: not too small, and on the page of *size*; both as seen.

    None if the box is none of numbers. What lies beyond the page is marked at the edge next to it.
    """
    if not all(map(math.isfinite, box)):
        return None
    left, right = _side(min(box[0], box[2]), max(box[0], box[2]), size[0])
    top, bottom = _side(min(box[1], box[3]), max(box[1], box[3]), size[1])
    return left, top, right, bottom


def _side(low: float, high: float, length: float) -> tuple[float, float]:
    room = max(_ROOM, (_LEAST - min(high - low, _LARGEST)) / 2)
    low, high = low - room, high + room
    least = min(_LEAST, length)
    low = min(max(low, 0.0), length - least)
    return low, max(min(high, length), low + least)


def join_boxes(boxes: Iterable[Box]) -> list[Box]:
    """*boxes* of lines, from the upper left corner, as boxes of paragraphs: lines that follow closely are one."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: (each[1], each[0])):
        near = (group for group in reversed(groups[-_COLUMNS:]) if _follows(group[-1], box))
        group = next(near, None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    return [
        (min(each[0] for each in group), group[0][1], max(each[2] for each in group), max(each[3] for each in group))
        for group in groups
    ]


def _follows(line: Box, box: Box) -> bool:
    """Whether *box* is the next line below *line*: they have the same column, and no line fits between them."""
    height = min(line[3] - line[1], box[3] - box[1])
    return line[0] < box[2] and box[0] < line[2] and box[1] - line[3] < _CLOSE * height

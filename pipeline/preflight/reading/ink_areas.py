"""Where on a page too much ink comes to lie."""

from array import array
from dataclasses import dataclass

from PIL import Image

from pipeline.pdf.places import Box

_SPOTS = 2  # of the picture, across and down, are one field of which the mean is judged
_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
_SAME = 0.02  # by how much the scale across may differ from that down, beside rounding


@dataclass(frozen=True, slots=True)
class InkArea:
    """An area with too much ink. *amount* is the most in it, in full inks; *box* in pt from the lower left corner."""

    amount: float
    box: Box


class UnlikePageError(ValueError):
    """A picture has not the shape of its page."""


def worst_area(picture: Image.Image, turn: int, box: Box, limit: float) -> InkArea | None:
    """The area with the most ink in the *box* of a page, if that is more than *limit*, in full inks.

    *picture* holds the sum of inks in that box, 255 for a full one, turned clockwise by *turn* degrees. The area is
    what touches the worst place and is above the limit. Raises UnlikePageError.
    """
    if turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    width, height = box[2] - box[0], box[3] - box[1]
    across, down = picture.width / width, picture.height / height
    if abs(across - down) > _SAME * across + 2 / min(width, height):
        raise UnlikePageError
    fields = picture.reduce(_SPOTS)
    amounts = array("i", fields.tobytes())
    most = max(amounts)
    if most <= limit * 255:
        return None
    x0, y0, x1, y1 = _extent(amounts, fields.width, amounts.index(most), limit * 255)
    left, right = (box[0] + min(each * _SPOTS / across, width) for each in (x0, x1))
    top, bottom = (box[3] - min(each * _SPOTS / down, height) for each in (y0, y1))
    return InkArea(most / 255, (left, bottom, right, top))


def _extent(amounts: "array[int]", width: int, start: int, limit: float) -> tuple[int, int, int, int]:
    """The rectangle around the fields that hang together with *start* and are above *limit*."""
    seen, waiting = {start}, [start]
    while waiting:
        field = waiting.pop()
        column = field % width
        beside = [field - 1] * (column > 0) + [field + 1] * (column < width - 1) + [field - width, field + width]
        for each in beside:
            if 0 <= each < len(amounts) and each not in seen and amounts[each] > limit:
                seen.add(each)
                waiting.append(each)
    columns, rows = [each % width for each in seen], [each // width for each in seen]
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1

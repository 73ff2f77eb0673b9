"""Where marks stand that accompany text: emphasis dots 着重号, the line 专名号 and the wave 书名号甲式 below names.

Pure geometry. All stand below the characters (clreq: “Interlinear marks like proper noun marks, book title mark type A,
and emphasis dots should be positioned underneath the marked characters in horizontal writing mode”), and far enough
above the next line to disturb neither. Lengths without a unit are in em of the marked text, downwards from its base
line.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.composer.characters import is_ideograph

DOT_RADIUS = 0.08
DOT_DEPTH = 0.26
"""Base line to the middle of a dot: Han ink reaches 0.15 down at most (fang), and 0.35 is half way to the next line's
em at a pitch of 1.6 em."""
DOT_DEPTH_BELOW_LETTERS = 0.41
"""The same below letters, whose ink reaches 0.27 down (song's g), and below a line."""
CLOSE_RADIUS, CLOSE_DEPTH = 0.055, 0.155
"""The same close to Han characters, for dots above the readings of a next line, whose tone marks reach up to 0.23 at a
pitch of 1.61 em (9 pt on 14.5 pt)."""
LINE_DEPTH, LINE_WIDTH = 0.2, 0.05
WAVE_DEPTH, WAVE_WIDTH, WAVE_HEIGHT, WAVE_PERIOD = 0.22, 0.04, 0.045, 0.25
SHORTENED = 1 / 16
"""What a line leaves free at each end of a name, so that the lines of two adjacent names don't join."""
_SINE = 0.3642  # of a half period: where the handles stand of the curve that comes nearest to a half sine


class Place(NamedTuple):
    """A glyph where it is drawn: the *text* it stands for, its *origin* and *advance*, and the *start* and *end* of
    what is left of its em when white is cut off. From left to right, in any unit."""

    text: str
    origin: float
    advance: float
    start: float
    end: float


class Dot(NamedTuple):
    """The middle of an emphasis dot and its radius, in the unit of the places; *y* is downwards from the base line."""

    x: float
    y: float
    radius: float


class Curve(NamedTuple):
    """A cubic curve from where the last one ended: two handles and the end; *y* is downwards from the middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    x3: float
    y3: float


def takes_dot(character: str) -> bool:
    """Whether an emphasis dot stands below: not below punctuation marks, signs and spaces."""
    return unicodedata.category(character)[0] in "LN"


def dots(places: Sequence[Place], size: float, above: bool = False, close: bool = False) -> list[Dot]:
    """A dot for each character that takes one, all at one depth; *size* is that of the type, in the unit of *places*.

    *above*: a line stands between the text and the dots, which are lower then. *close*: they are small and close to
    Han characters.
    """
    dotted = [(place, characters) for place in places if (characters := list(filter(takes_dot, place.text)))]
    deep = above or not all(is_ideograph(character) for _place, characters in dotted for character in characters)
    depth = CLOSE_DEPTH if close else DOT_DEPTH
    y, radius = (DOT_DEPTH_BELOW_LETTERS if deep else depth) * size, (CLOSE_RADIUS if close else DOT_RADIUS) * size
    result = []
    for place, characters in dotted:
        # a square character's middle is that of its em, whatever space follows; letters joined in a glyph share it
        share = (size if is_ideograph(characters[0]) else place.advance) / len(characters)
        middles = (place.origin + share * (number + 0.5) for number in range(len(characters)))
        result += [Dot(x, y, radius) for x in middles]
    return result


def line_ends(places: Sequence[Place], size: float, begins: bool, ends: bool) -> tuple[float, float] | None:
    """Start and end of the line below *places*, None where there is nothing to underline.

    It is shortened where the name *begins* and *ends*, and not where it goes on in another line.
    """
    inked = [place for place in places if place.text.strip()]
    if not inked or size <= 0:  # an element without a size may hold text that has one
        return None
    start = min(place.start for place in inked) + (SHORTENED * size if begins else 0)
    end = max(place.end for place in inked) - (SHORTENED * size if ends else 0)
    return (start, end) if start < end else None


def wave(start: float, end: float, size: float) -> list[Curve]:
    """The wave from *start* to *end*: whole periods, and so ready to go on in the next line as it ended in this one."""
    periods = max(1, round((end - start) / (WAVE_PERIOD * size)))
    half = (end - start) / periods / 2
    handle = 4 / 3 * WAVE_HEIGHT * size  # a cubic rises to three quarters of its handles
    result = []
    for number in range(2 * periods):
        x, y = start + number * half, handle if number % 2 else -handle
        x1, x2 = x + _SINE * half, x + (1 - _SINE) * half
        result.append(Curve(x1=x1, y1=y, x2=x2, y2=y, x3=x + half, y3=0.0))
    return result

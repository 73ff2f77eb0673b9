"""In which order the marks and gaps of a line have given way or grown (clreq 3.5.3, 3.5.4): told from one line alone.

Rooms are in em of the character. What readings of ruby widen, and marks beside other marks, are not looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tests.conformance.printed_page import CLOSING, OPENING, Glyph, Line

PAUSES, STOPS = "，、；：", "。？！"
BRACKETS = {"（": 1, "〔": 1, "［": 1, "【": 1, "）": -1, "〕": -1, "］": -1, "】": -1}
_NATURAL = {"brackets": 1.0, "pauses": 1.0, "gaps": 0.25, "stops": 1.0}
_LEAST = {"brackets": 0.5, "pauses": 0.5, "gaps": 0.125, "stops": 0.5}
_WIDEST_GAP = 0.5
_EXACT = 0.015  # PDF positions are cut to thousandths


def is_han(character: str) -> bool:
    """Whether a character is a Han character."""
    return "\u4e00" <= character <= "\u9fff"


def is_alphanumeric(character: str) -> bool:
    """Whether a character is a Latin letter or a digit."""
    return character.isascii() and character.isalnum()


@dataclass
class Rooms:
    """The rooms of a line's marks and gaps by level, in the order in which they give way. *white* is what stands
    between Han characters."""

    white: float
    by_level: dict[str, list[float]] = field(default_factory=lambda: {level: [] for level in _NATURAL})

    @property
    def are_natural(self) -> bool:
        """Whether nothing has given way or grown."""
        every = ((level, room) for level, rooms in self.by_level.items() for room in rooms)
        return abs(self.white) < _EXACT and all(abs(room - _NATURAL[level]) < _EXACT for level, room in every)

    @property
    def have_given_way_in_order(self) -> bool:
        """Whether each level has given all before the next one gave anything, and nothing has less than its least."""
        before_are_spent = True
        for level, rooms in self.by_level.items():
            if any(room < _LEAST[level] - _EXACT for room in rooms):
                return False
            if not before_are_spent and any(room < _NATURAL[level] - _EXACT for room in rooms):
                return False
            before_are_spent &= all(room < _LEAST[level] + _EXACT for room in rooms)
        return True

    @property
    def have_grown_in_order(self) -> bool:
        """Whether white came between Han characters only when the gaps had grown to their most, and no mark gave."""
        if self.white < _EXACT:
            return True
        marks = (room for level, rooms in self.by_level.items() if level != "gaps" for room in rooms)
        return all(room > 1 - _EXACT for room in marks) and all(
            room > _WIDEST_GAP - _EXACT for room in self.by_level["gaps"]
        )


def rooms_of(line: Line, white: float, depth: int) -> Rooms:
    """The rooms in a *line* with *white* between its Han characters; *depth* brackets are open before it."""
    rooms = Rooms(white)
    before = ""
    for first, second in pairwise(line.glyphs):
        is_pair = first.character in "？！" and before in ("？", "！")
        before = first.character
        depth = max(0, depth + BRACKETS.get(first.character, 0))
        if is_pair:  # it takes half an em
            continue
        if abs(first.size - second.size) < 0.01 and not (line.has_reading(first) or line.has_reading(second)):
            for level, room in _room(first, second, depth):
                rooms.by_level[level].append(room)
    return rooms


def _room(first: Glyph, second: Glyph, depth: int) -> Iterator[tuple[str, float]]:
    one, two = first.character, second.character
    distance = (second.x - first.x) / first.size
    if is_han(two) and one in CLOSING and first.advance > 0.9:
        level = "pauses" if one in PAUSES else "stops" if one in STOPS else "brackets"
        yield level, distance
    elif is_han(one) and two in OPENING and second.advance > 0.9:
        yield "brackets", (second.left - first.x) / first.size - first.advance + 0.5
    elif depth == 0 and ((is_han(one) and is_alphanumeric(two)) or (is_alphanumeric(one) and is_han(two))):
        yield "gaps", distance - first.advance

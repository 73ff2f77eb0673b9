"""Paragraphs that became one, or two, though no word changed: one begins, or began, within a line. Pure.

Where a paragraph begins is seen by indents and short lines, which a layout may change: the tags must say so as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.snapshot.snapshot import Snapshot

_LEAST, _LONGEST = 4, 24  # characters of what a paragraph begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A paragraph begins at *place* of the text before and at *there* after: on one side only, or *is_joined* to the
    one above now, or was and is parted from it.
    """

    place: int
    there: int
    is_joined: bool


def find_joints(pairing: Pairing) -> tuple[Joint, ...]:
    """All of them, in the order of the text before; none in files without tags."""
    one, other = pairing.flow_before, pairing.flow_after
    known = _first_words(pairing.before), _first_words(pairing.after)
    if not all(known):
        return ()
    joined = [
        Joint(place=place, there=there, is_joined=True)
        for place in _beginnings(one)
        if _is_tagged(one, place, known[0]) and not _is_tagged(one, place, known[1])
        if (there := pairing.there(place)) is not None and _stays(pairing, place, there) and _is_within(other, there)
    ]
    parted = [
        Joint(place=place, there=there, is_joined=False)
        for there in _beginnings(other)
        if _is_tagged(other, there, known[1]) and not _is_tagged(other, there, known[0])
        if (place := pairing.back(there)) is not None and _stays(pairing, place, there) and _is_within(one, place)
    ]
    return tuple(sorted((*joined, *parted), key=lambda each: each.place))


def _first_words(snapshot: Snapshot) -> set[str]:
    """What elements begin with."""
    return {tag.text for tag in snapshot.layers.tags if tag.text} if snapshot.layers else set()


def _is_tagged(flow: Flow, place: int, known: set[str]) -> bool:
    """Whether an element begins with the words at *place*."""
    words = "".join(flow.text[place : place + _LONGEST].split())
    return any(words[:count] in known for count in range(_LEAST, len(words) + 1))


def _beginnings(flow: Flow) -> Iterator[int]:
    """Where paragraphs begin that stand below another line in the same size."""
    for number, line in enumerate(flow.lines):
        above = flow.lines[number - 1]
        is_below = above.page != line.page or abs(above.line.y - line.line.y) > line.size / 2
        if number and line.begins and above.size == line.size and is_below and above.is_note == line.is_note:
            yield flow.starts[number]


def _stays(pairing: Pairing, place: int, there: int) -> bool:
    """Whether the letters at *place* and before it stand one after the other on both sides."""
    return place > 0 and pairing.there(place) == there and pairing.there(place - 1) == there - 1


def _is_within(flow: Flow, place: int) -> bool:
    """Whether the letter at *place* stands within a line of one size, and not at its beginning."""
    return flow.starts[flow.line_at(place)] != place

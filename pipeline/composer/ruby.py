"""Ruby: readings in half size above their bases, which stay characters of the paragraph like any other.

A reading wider than its base pushes base and neighbours apart, so that it never hangs over another character, and two
readings side by side are never nearer than a word space (clreq, https://www.w3.org/TR/clreq/#id138: about 1/4 em,
which is taken to be that of the readings). Pure; lengths are in em of the paragraph, characters are counted from 0
through it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.composer.characters import Kind

_APART = 1 / 8  # em of the base


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters *start* to *end* bear one reading, *width* wide; no line breaks among them."""

    start: int
    end: int
    width: float


@dataclass(frozen=True, slots=True)
class Room:
    """What is added to the start and the end of characters, and to the gap after one, for readings to have room."""

    before: Mapping[int, float]
    after: Mapping[int, float]
    gaps: Mapping[int, float]


def room_for(
    readings: Sequence[Reading], widths: Sequence[float], kinds: Sequence[Kind], sizes: Sequence[float]
) -> Room:
    """The room that *readings*, in order, need; *widths* has for each character what it takes up in its line.

    A group of Han characters is spread evenly below a wider reading, anything else stands together in its middle.
    """
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    gaps: dict[int, float] = {}
    previous, free_before = -1, 0.0
    for reading in readings:
        base = range(reading.start, reading.end)
        excess = reading.width - sum(widths[index] for index in base)
        if excess > 0:
            spread = all(kinds[index] is Kind.HAN for index in base)
            share = excess / 2 / (len(base) if spread else 1)
            for index in base if spread else base[:1]:
                before[index] = share
            for index in base if spread else base[-1:]:
                after[index] = share
        free = max(0.0, -excess / 2)
        if previous == reading.start:
            gap = _APART * sizes[reading.start] - free_before - free
            if gap > 0:
                gaps[reading.start - 1] = gap
        previous, free_before = reading.end, free
    return Room(before, after, gaps)


def breaks_beside(readings: Sequence[Reading], breaks: Sequence[int]) -> list[int]:
    """Those of *breaks* (indices of characters that may begin a line) that part no base."""
    held = {index for reading in readings for index in range(reading.start + 1, reading.end)}
    return [index for index in breaks if index not in held]


def reading_start(
    reading: Reading,
    start: int,
    advances: Sequence[float],
    trims: Mapping[int, tuple[float, float]],
    gaps: Mapping[int, float],
) -> float:
    """Where a reading begins that is centred above its base, from where the base's place in its line ends (≤ 0).

    *start*: the first character of the line; *trims* and *gaps* are those of ``ComposedLine``.
    """
    first, last = max(reading.start, start), reading.end - 1
    width = 0.0
    for index in range(first, last + 1):
        before, after = trims.get(index, (0.0, 0.0))
        width += advances[index]
        if index > first:
            width -= before
        if index < last:
            width += gaps.get(index, 0.0) - after
    end = trims.get(last, (0.0, 0.0))[1] - gaps.get(last, 0.0)
    return end - (width + reading.width) / 2

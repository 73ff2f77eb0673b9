"""Movements of lines without a reason of their own: what they are called, and which of them are one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.snapshot import Line

TOLERANCE = 0.35  # pt: two roundings to tenths, and what is not seen
_LEAST_WITHIN = 2  # lines that follow another one of their paragraph
_WIDER = 0.7  # pt: a line that is set otherwise

Vector = tuple[int, float, float]  # pages, pt to the right, pt down


@dataclass(slots=True, kw_only=True)
class Shift:
    """Lines that began to move by *across* and *down* pt without a reason; *pitches* from line to line, if so."""

    cause: Cause
    across: float
    down: float
    pitches: tuple[float, float] | None = None
    within: int = 0  # lines within a paragraph
    above: str = ""  # the line above the first of them that didn't move


@dataclass(slots=True, kw_only=True)
class LinePair:
    """A line before and where its beginning stands after; *rebroken* when both have not the same words."""

    index: int
    there: int
    starts_alike: bool
    rebroken: bool
    vector: Vector


def count_of(shift: Shift) -> int:
    """How many blocks began to move by *shift*."""
    return len(shift.cause.before)


def is_leading(shift: Shift) -> bool:
    """Whether *shift* is another pitch of lines: it is met within paragraphs, more than once."""
    pitches = shift.pitches
    is_of_text = 3 * shift.within >= count_of(shift) and shift.within >= _LEAST_WITHIN
    return pitches is not None and is_of_text and abs(pitches[0] - pitches[1]) > TOLERANCE


def is_alike(one: Shift, other: Shift) -> bool:
    """Whether both move as far; down alone counts for the few that stand within what the others follow."""
    if abs(one.down - other.down) >= TOLERANCE:
        return False
    if abs(one.across - other.across) < TOLERANCE:
        return True
    pages = [{page for page, _box in each.cause.before} | each.cause.moved_pages for each in (one, other)]
    return abs(one.down) > TOLERANCE and (pages[0] <= pages[1] or pages[1] <= pages[0])


def has_other_axis(causes: Sequence[Cause]) -> bool:
    """Whether the blocks of *causes* had their left edges in common and have their middles, or the other way round."""
    rows = [(one, other) for cause in causes for one, other in zip(cause.before, cause.after, strict=True)]
    sides = [one for one, _other in rows], [other for _one, other in rows]
    left = [_is_common([(page, box[0]) for page, box in side]) for side in sides]
    middle = [_is_common([(page, (box[0] + box[2]) / 2) for page, box in side]) for side in sides]
    return (left[0] and middle[1]) or (middle[0] and left[1])


def _is_common(rows: list[tuple[int, float]]) -> bool:
    """Whether rectos have the same value, and versos."""
    sides = [[value for page, value in rows if page % 2 == side] for side in (0, 1)]
    return all(max(side) - min(side) < 1.5 for side in sides if side)


def measure_of(flow: Flow) -> float:
    """The width of the widest lines but for a few, pt."""
    widths = sorted(each.line.width for each in flow.lines)
    return float(round(widths[-1 - len(widths) // 20])) if widths else 0.0


def is_multiple(shift: Shift, leading: Shift) -> bool:
    """Whether *shift* is a number of half steps of *leading*: spaces are whole lines, and a line has its half above."""
    if shift.across > TOLERANCE or not leading.down:
        return False
    steps = 2 * shift.down / leading.down
    if abs(steps - round(steps)) * abs(leading.down) / 2 >= 0.2:
        return False
    pitch = leading.pitches[1] if leading.pitches else 0.0
    return 0 < steps <= 60 or abs(shift.down) <= pitch  # pictures stand in whole lines: one more or less


def across_of(one: Line, other: Line) -> float:
    """How far *other* stands aside of *one*, pt; not at all when it grew about its middle."""
    across, wider = other.x - one.x, other.width - one.width
    about = max(TOLERANCE, abs(wider) / 4)  # what stands behind the last letter is not seen
    return 0.0 if abs(wider) >= _WIDER and abs(across + wider / 2) <= about else across


def is_off(vector: Vector) -> bool:
    """Whether *vector* is more than a rounding."""
    return vector[0] != 0 or abs(vector[1]) > TOLERANCE or abs(vector[2]) > TOLERANCE


def minus(one: Vector, other: Vector) -> Vector:
    """The vector *one* less *other*."""
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]

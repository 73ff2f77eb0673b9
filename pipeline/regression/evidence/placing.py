"""How text stands in its frame: left, centred, right; outside and inside by the side of its page. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.line_pairs import TOLERANCE
from pipeline.regression.evidence.movements import Movement, join
from pipeline.regression.evidence.roles import Roles
from pipeline.regression.findings import Place

_ABOUT, _EDGE = 1.5, 2.5  # pt: what an alignment may be off by; at an edge, where letters have white beside them
_ROW = 1.5  # pt
_LEAST_FREE = 6.0  # pt beside what stands in a frame: what fills it has no alignment


class Alignment(Enum):
    """How a block stands in its frame."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    OUTSIDE = "outside"
    INSIDE = "inside"


Frame = tuple[float, float]  # from the left edge of the page, pt
_Row = tuple[float, float, float]  # a base line from above, and what stands on it from left to right, pt


class Frames:
    """What the blocks of a *flow* stand in: the measure of their page, from the left edge of its first column to the
    right edge of its last, or, of a part of a page that is narrower, the rows above and below a block.
    """

    def __init__(self, flow: Flow) -> None:
        self._pages: dict[int, Frame] = {}
        rows: dict[int, dict[int, _Row]] = defaultdict(dict)
        for each in flow.lines:
            left, right = self._pages.get(each.page, (each.box[0], each.box[2]))
            self._pages[each.page] = min(left, each.box[0]), max(right, each.box[2])
            key = round(each.line.y)
            row = rows[each.page].get(key, (each.line.y, each.box[0], each.box[2]))
            rows[each.page][key] = row[0], min(row[1], each.box[0]), max(row[2], each.box[2])
        self._rows = {page: sorted(own.values()) for page, own in rows.items()}
        known = self._pages.values()
        self._usual = (min(left for left, _r in known), max(right for _l, right in known)) if known else (0.0, 0.0)

    def around(self, place: Place) -> Iterator[Frame]:
        """The frames that *place* may stand in, the widest first."""
        page, box = place
        yield self._pages.get(page, self._usual)
        base = box[3] - (box[3] - box[1]) / 5  # a quarter of its size stands below
        rows = [row for row in self._rows.get(page, ()) if row[1] < box[2] and box[0] < row[2]]
        above = [row for row in rows if row[0] < base - _ROW][-1:]
        below = [row for row in rows if row[0] > base + _ROW][:1]
        if beside := above + below:
            yield min(row[1] for row in beside), max(row[2] for row in beside)


def alignment_of(places: Sequence[Place], frames: Frames) -> Alignment | None:
    """How all of *places* stand in their *frames*, but for those that fill them; None where they don't stand alike."""
    rows = [(place[0] % 2, _align(place, frames)) for place in places if not is_filling(place, frames)]
    kinds = {kind for _side, kind in rows}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {Alignment.LEFT, Alignment.RIGHT}:
        outside = {(side, kind) for side, kind in rows} == {(0, Alignment.RIGHT), (1, Alignment.LEFT)}
        inside = {(side, kind) for side, kind in rows} == {(0, Alignment.LEFT), (1, Alignment.RIGHT)}
        return Alignment.OUTSIDE if outside else Alignment.INSIDE if inside else None
    return None


def is_filling(place: Place, frames: Frames) -> bool:
    """Whether *place* is as wide as its page's measure, about: then nothing tells how it stands there."""
    left, right = next(frames.around(place))
    return place[1][2] - place[1][0] > right - left - _LEAST_FREE


def _align(place: Place, frames: Frames) -> Alignment | None:
    found = (_align_in(place[1][0], place[1][2], frame) for frame in frames.around(place))
    return next((each for each in found if each is not None), None)


def _align_in(left: float, right: float, frame: Frame) -> Alignment | None:
    if right - left > frame[1] - frame[0] - _LEAST_FREE:
        return None
    if abs(left - frame[0]) <= _EDGE:
        return Alignment.LEFT
    if abs(right - frame[1]) <= _EDGE:
        return Alignment.RIGHT
    return Alignment.CENTRE if abs(left + right - frame[0] - frame[1]) <= 2 * _ABOUT else None


def join_aligned(movements: Sequence[Movement], before: Frames, after: Frames) -> tuple[Movement, ...]:
    """*movements*, those as one that went aside from one alignment to another, as far as the width of each lets it."""
    kept: list[Movement] = []
    for each in sorted(movements, key=lambda each: -each.count):
        twin = next((n for n, one in enumerate(kept) if _are_aligned_alike(one, each, before, after)), None)
        if twin is None:
            kept.append(each)
        else:
            kept[twin] = replace(join(kept[twin], each), is_turned=True)
    return tuple(kept)


def join_turned(movements: Sequence[Movement], before: Frames, after: Frames, roles: Roles) -> tuple[Movement, ...]:
    """*movements*, those as one that went from one alignment to the same other one, in the same faces: heads in the
    text and in contents, each in frames of their own.
    """
    kept: dict[object, Movement] = {}
    for number, each in enumerate(movements):
        ways = axis_of(each.trace.before, before), axis_of(each.trace.after, after)
        faces = frozenset(face for face, _size in roles.at(each.trace.before))
        is_turned = abs(each.down) <= TOLERANCE and None not in ways and ways[0] is not ways[1] and faces
        key: object = (ways, faces) if is_turned else number
        kept[key] = replace(join(kept[key], each), is_turned=True) if key in kept else each
    return tuple(kept.values())


def _are_aligned_alike(one: Movement, other: Movement, before: Frames, after: Frames) -> bool:
    if max(abs(one.down), abs(other.down)) > TOLERANCE or min(one.across, other.across) <= TOLERANCE / 2:
        return False
    was = axis_of(one.trace.before + other.trace.before, before)
    now = axis_of(one.trace.after + other.trace.after, after)
    return was is not None and now is not None and was is not now


def axis_of(places: Sequence[Place], frames: Frames) -> Alignment | None:
    """What *places* have in common: their alignment, or else how far from the left edge of their frame they begin."""
    if (found := alignment_of(places, frames)) is not None:
        return found
    if len(set(places)) < 2:
        return None
    indents = [box[0] - next(frames.around((page, box)))[0] for page, box in places]
    return Alignment.LEFT if max(indents) - min(indents) <= _ABOUT else None

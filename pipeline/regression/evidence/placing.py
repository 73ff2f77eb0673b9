"""How text stands in its frame: left, centred, right; outside and inside by the side of its page. Pure."""

from collections.abc import Sequence
from enum import Enum

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.findings import Place

_ABOUT = 1.5  # pt: what an alignment may be off by
_LEAST_FREE = 6.0  # pt beside what stands in a frame: what fills it has no alignment


class Alignment(Enum):
    """How a block stands in its frame."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    OUTSIDE = "outside"
    INSIDE = "inside"


Frame = tuple[float, float]  # from the left edge of the page, pt


def find_frames(flow: Flow) -> dict[int, Frame]:
    """The measure of the body on each page, from the left edge of its first column to the right edge of its last."""
    found: dict[int, Frame] = {}
    for each in flow.lines:
        left, right = found.get(each.page, (each.box[0], each.box[2]))
        found[each.page] = min(left, each.box[0]), max(right, each.box[2])
    return found


def alignment_of(places: Sequence[Place], frames: dict[int, Frame]) -> Alignment | None:
    """How all of *places* stand in the *frames* of their pages; None where they don't stand alike."""
    known = frames.values()
    usual = (min(left for left, _r in known), max(right for _l, right in known)) if known else (0.0, 0.0)
    rows = [(page % 2, _align(box[0], box[2], frames.get(page, usual))) for page, box in places]
    kinds = {kind for _side, kind in rows}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {Alignment.LEFT, Alignment.RIGHT}:
        outside = {(side, kind) for side, kind in rows} == {(0, Alignment.RIGHT), (1, Alignment.LEFT)}
        inside = {(side, kind) for side, kind in rows} == {(0, Alignment.LEFT), (1, Alignment.RIGHT)}
        return Alignment.OUTSIDE if outside else Alignment.INSIDE if inside else None
    return None


def _align(left: float, right: float, frame: Frame) -> Alignment | None:
    if right - left > frame[1] - frame[0] - _LEAST_FREE:
        return None
    if abs(left - frame[0]) <= _ABOUT:
        return Alignment.LEFT
    if abs(right - frame[1]) <= _ABOUT:
        return Alignment.RIGHT
    return Alignment.CENTRE if abs(left + right - frame[0] - frame[1]) <= 2 * _ABOUT else None

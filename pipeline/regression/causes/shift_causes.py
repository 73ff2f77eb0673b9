"""What differs since lines moved: movements by one distance become one cause."""

from pipeline.i18n import _
from pipeline.regression.causes.block_words import are_heads, shift_sentence
from pipeline.regression.causes.flow_changes import FlowChanges
from pipeline.regression.causes.page_depth import depth_cause
from pipeline.regression.causes.shifts import (
    TOLERANCE,
    Shift,
    Vector,
    count_of,
    has_other_axis,
    is_alike,
    is_leading,
    is_multiple,
)
from pipeline.regression.evidence.columns import are_columns_elsewhere, gutters_of
from pipeline.regression.findings import Cause

_FEW, _FAR = 3, 40.0  # blocks; pt
_MOST_SHIFTS = 8  # of different lengths that are told one by one


def tell_shifts(flow: FlowChanges) -> None:
    """Put the movements among the causes, the pitch of lines before all that follows from it."""
    boxes = next((each for key, each in flow.known.causes.items() if key[0] == "boxes.changed"), None)
    if boxes is not None and "→" in boxes.sentence and "MediaBox" in boxes.sentence:
        for key in [key for key in flow.known.causes if key[0] in {"lines.rebroken", "style.spacing"}]:
            flow.absorb(boxes, flow.known.causes.pop(key), marks=False)
        flow.whole = boxes
    if flow.whole is not None:
        for each in flow.shifts:
            flow.absorb(flow.whole, each.cause, marks=False)
        return
    _tell_with_boxes(flow)
    _merge_alike(flow)
    leading = max((each for each in flow.shifts if is_leading(each)), key=count_of, default=None)
    rest = []
    for each in sorted(flow.shifts, key=count_of, reverse=True):
        if leading is not None and each is not leading and is_multiple(each, leading):
            flow.absorb(leading.cause, each.cause)
        elif each is not leading:
            rest.append(each)
    _tell_depth(flow, rest, leading)
    if leading is not None:
        leading.cause.kind = "style.leading"
        text = _("From line to line it is {after:.1f} pt instead of {before:.1f} pt.")
        assert leading.pitches is not None
        leading.cause.sentence = text.format(before=leading.pitches[0], after=leading.pitches[1])
        leading.cause.facts = repr([round(each, 1) for each in leading.pitches])
        flow.known.causes["style.leading",] = leading.cause
    rest = _without_consequences(flow, _without_gutter(flow, rest), leading)
    for each in rest[_MOST_SHIFTS:]:
        flow.absorb(rest[0].cause, each.cause)
    for number, each in enumerate(rest[:_MOST_SHIFTS]):
        each.cause.sentence = shift_sentence(flow.known.pairing, each)
        each.cause.facts = repr((round(each.across), round(each.down)))
        each.cause.is_of_heads = are_heads(flow.known.pairing, each.cause)
        flow.known.causes["blocks.shifted", number] = each.cause


def _without_gutter(flow: FlowChanges, rest: list[Shift]) -> list[Shift]:
    """*rest* without what only went aside, by no more than the gutter between columns changed; that is told once."""
    found = gutters_of(flow.known.pairing.flow_before), gutters_of(flow.known.pairing.flow_after)
    if found[0] is None or found[1] is None or not are_columns_elsewhere(found[0], found[1]):
        return rest
    gutters, most = (found[0].width, found[1].width), max(found[0].most, found[1].most)
    if abs(gutters[0] - gutters[1]) <= TOLERANCE:
        return rest
    wider = most * (abs(gutters[1] - gutters[0]) + TOLERANCE)
    aside = [each for each in rest if abs(each.down) <= TOLERANCE and each.across <= wider]
    if not aside:
        return rest
    text = _("The gutter between columns changes from {before:g} pt to {after:g} pt.")
    cause = flow.known.cause(("gutter",), "blocks.shifted", text.format(before=gutters[0], after=gutters[1]))
    cause.facts = repr(gutters)
    for each in aside:
        flow.absorb(cause, each.cause)
    for key in (("vectors.changed",), ("style.spacing",)):  # rules and lines across all columns are as wide as these
        stretched = flow.known.causes.get(key)
        if stretched is not None and _is_within(stretched, wider):
            flow.absorb(cause, flow.known.causes.pop(key))
    return [each for each in rest if each not in aside]


def _is_within(cause: Cause, most: float) -> bool:
    """Whether all that *cause* is seen in became something at the same place, by *most* pt at most."""
    rows = sorted(cause.before), sorted(cause.after)
    return len(rows[0]) == len(rows[1]) and all(
        page == there and all(abs(x - y) <= most for x, y in zip(box, other, strict=True))
        for (page, box), (there, other) in zip(*rows, strict=True)
    )


def _without_consequences(flow: FlowChanges, rest: list[Shift], leading: Shift | None) -> list[Shift]:
    """*rest*, the one of most blocks first, without the few that only went where there was room for them.

    What goes far up, down or aside goes to the head or the foot of its page or column since others moved. Where lines
    have another pitch, whatever else only went up or down follows from that.
    """
    main = leading or next(iter(rest), None)
    kept = []
    for each in rest:
        few = main is not None and each is not main and count_of(each) <= _FEW
        is_far = max(abs(each.down), each.across) > _FAR
        is_placed = main is not None and abs(main.down) > TOLERANCE and is_far
        if few and main is not None and (is_placed or (leading is not None and each.across <= TOLERANCE)):
            flow.absorb(main.cause, each.cause, marks=False)
        else:
            kept.append(each)
    return kept


def _tell_depth(flow: FlowChanges, rest: list[Shift], leading: Shift | None) -> None:
    """Take those out of *rest* that begin at the head of a page, where pages hold another number of lines."""
    turns = [each for each in rest if each.pitches is None]
    depth = depth_cause(flow.known, leading.cause if leading else None) if turns else None
    if depth is None:
        return
    for each in turns:
        flow.absorb(depth, each.cause, marks=leading is None)
        rest.remove(each)
    if (told := flow.known.causes.pop(("lines.rebroken",), None)) is not None:
        flow.absorb(depth, told, marks=False)


def _tell_with_boxes(flow: FlowChanges) -> None:
    """What moved only on pages that have other boxes moved because of them."""
    for key in [key for key in flow.known.causes if key[0] == "boxes.changed"]:
        told = {page for page, _box in flow.known.causes[key].before}
        for each in [each for each in flow.shifts if {page for page, _box in each.cause.before} <= told]:
            flow.absorb(flow.known.causes[key], each.cause, marks=False)
            flow.shifts.remove(each)


def _merge_alike(flow: FlowChanges) -> None:
    """Movements by as much are one, whether their lines follow another line or begin a page."""
    kept: list[Shift] = []
    for each in sorted(flow.shifts, key=lambda each: (each.pitches is None, -count_of(each))):
        twin = next((one for one in kept if is_alike(one, each)), None)
        if twin is None:
            kept.append(each)
        else:
            flow.absorb(twin.cause, each.cause)
            twin.within += each.within
    aside = [each for each in kept if each.across > TOLERANCE >= abs(each.down)]
    if len(aside) > 1 and has_other_axis([each.cause for each in aside]):
        for each in aside[1:]:
            flow.absorb(aside[0].cause, each.cause)
            kept.remove(each)
    flow.shifts = kept


def absorb_alike(flow: FlowChanges, cause: Cause, vector: Vector) -> None:
    """Let the movement of few lines by *vector* be told with *cause*: words of a drawing that moved."""
    for each in list(flow.shifts):
        alike = abs(each.across - abs(vector[1])) < TOLERANCE and abs(each.down - vector[2]) < TOLERANCE
        if alike and count_of(each) <= 3 and each.cause.moved <= 6:
            flow.absorb(cause, each.cause)
            flow.shifts.remove(each)

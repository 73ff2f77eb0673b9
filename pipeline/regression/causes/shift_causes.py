"""Movements without a reason become causes: those by one distance one, the pitch of lines first."""

from collections.abc import Sequence, Set
from dataclasses import replace

from pipeline.i18n import _
from pipeline.regression.causes.block_words import are_heads, shift_sentence
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.flow_causes import other_measure
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.page_depth import depth_cause, usual_pitch
from pipeline.regression.evidence.columns import are_columns_elsewhere, gutters_of
from pipeline.regression.evidence.line_pairs import TOLERANCE
from pipeline.regression.evidence.movements import Movement, is_multiple, join, join_alike
from pipeline.regression.evidence.placing import Frames, join_aligned, join_turned
from pipeline.regression.evidence.reflow import REBROKEN

_FEW, _FAR = 3, 40.0  # blocks; pt
_MOST_LABELS = 10  # of a figure
_MOST_SHIFTS = 8  # of different lengths that are told one by one

Movements = tuple[Movement, ...]


def tell_shifts(known: KnownCauses, movements: Movements) -> None:
    """Put *movements* among the causes."""
    whole = known.causes.get(REBROKEN.key) if other_measure(known.pairing) else None
    whole = next((each for each in known.causes.values() if each.is_of_paper), whole)
    if whole is not None:
        for each in movements:
            known.absorb(whole, each, marks=False)
        return
    movements = join_alike(_without_those_of_boxes(known, movements))
    frames = Frames(known.pairing.flow_before), Frames(known.pairing.flow_after)
    movements = join_turned(join_aligned(movements, *frames), *frames, known.evidence.roles)
    first = max((each for each in movements if each.is_leading), key=lambda each: each.count, default=None)
    leading, rest = first, []
    for each in sorted(movements, key=lambda each: each.count, reverse=True):
        if leading is not None and each is not first and is_multiple(each, leading):
            leading = join(leading, each)
        elif each is not first:
            rest.append(each)
    pitch = _tell_leading(known, leading) if leading is not None else None
    rest = _without_gutter(known, _without_depth(known, rest, pitch))
    _tell_each(known, _without_consequences(known, rest, leading, pitch))


def _tell_leading(known: KnownCauses, leading: Movement) -> Draft:
    assert leading.pitches is not None
    text = _("From line to line it is {after:.1f} pt instead of {before:.1f} pt.")
    text = text.format(before=leading.pitches[0], after=leading.pitches[1])
    cause = known.cause((), "style.leading", text)
    cause.facts = repr([round(each, 1) for each in leading.pitches])
    known.absorb(cause, leading)
    return cause


def _tell_each(known: KnownCauses, rest: Sequence[Movement]) -> None:
    """One cause for each movement that is left, the first with those beyond the most that are told."""
    for number, each in enumerate(rest[:_MOST_SHIFTS]):
        movement = each
        for further in rest[_MOST_SHIFTS:] if number == 0 else ():
            movement = join(movement, further)
        cause = known.cause((number,), "blocks.shifted", shift_sentence(known.pairing, movement))
        cause.facts = repr((round(each.across), round(each.down)))
        known.absorb(cause, movement)
        cause.is_of_heads = are_heads(known.pairing, cause.before)


def _without_those_of_boxes(known: KnownCauses, movements: Movements) -> Movements:
    """*movements* without what moved only on pages that have other boxes: it moved because of them."""
    left = movements
    for key in [key for key in known.causes if key[0] == "boxes.changed"]:
        told = {page for page, _box in known.causes[key].before}
        own = [each for each in left if {page for page, _box in each.trace.before} <= told]
        for each in own:
            known.absorb(known.causes[key], each, marks=False)
        left = tuple(each for each in left if each not in own)
    return left


def _without_gutter(known: KnownCauses, rest: Sequence[Movement]) -> list[Movement]:
    """*rest* without what only went aside, by no more than the gutter between columns changed; that is told once."""
    found = gutters_of(known.pairing.flow_before), gutters_of(known.pairing.flow_after)
    if found[0] is None or found[1] is None or not are_columns_elsewhere(found[0], found[1]):
        return list(rest)
    gutters, most = (found[0].width, found[1].width), max(found[0].most, found[1].most)
    if abs(gutters[0] - gutters[1]) <= TOLERANCE:
        return list(rest)
    wider = most * (abs(gutters[1] - gutters[0]) + TOLERANCE)
    aside = [each for each in rest if abs(each.down) <= TOLERANCE and each.across <= wider]
    if not aside:
        return list(rest)
    text = _("The gutter between columns changes from {before:g} pt to {after:g} pt.")
    cause = known.cause(("gutter",), "blocks.shifted", text.format(before=gutters[0], after=gutters[1]))
    cause.facts = repr(gutters)
    for each in aside:
        known.absorb(cause, each)
    cause.aside = wider
    pages = {page for page, _box in cause.before}  # words in figures that are wider go as far at most
    labels = [each for each in rest if _are_on(each, pages) and abs(each.down) <= wider and each.across <= wider]
    for each in labels:
        if each not in aside:
            known.absorb(cause, each, marks=False)
    return [each for each in rest if each not in aside and each not in labels]


def _are_on(movement: Movement, pages: Set[int]) -> bool:
    """Whether some blocks moved, all on *pages*."""
    return movement.count <= _MOST_LABELS and {page for page, _box in movement.trace.before} <= pages


def _without_consequences(
    known: KnownCauses, rest: Sequence[Movement], leading: Movement | None, pitch: Draft | None
) -> list[Movement]:
    """*rest*, the one of most blocks first, without the few that only went where there was room for them.

    What goes far up, down or aside goes to the head or the foot of its page or column since others moved. Where lines
    have another pitch, whatever else only went up or down follows from that.
    """
    main = leading or next(iter(rest), None)
    step = usual_pitch(known.pairing.flow_after) if rest else 0.0
    kept: list[Movement] = []
    placed: list[Movement] = []
    for number, each in enumerate(rest):
        is_other = main is not None and (leading is not None or number > 0)
        few = is_other and each.count <= (max(_FEW, main.count) if main and _ends_columns(main) else _FEW)
        is_far = max(abs(each.down), each.across) > _FAR
        is_placed = main is not None and ((abs(main.down) > TOLERANCE and is_far) or _fills(each, main, step))
        if few and (is_placed or (leading is not None and each.across <= TOLERANCE)):
            placed.append(each)
        else:
            kept.append(each)
    for each in placed:
        if pitch is not None:
            known.absorb(pitch, each, marks=False)
        else:
            trace = kept[0].trace.with_effects_of(each.trace)
            kept[0] = replace(kept[0], trace=trace, reasons=kept[0].reasons | each.reasons)
    return kept


def _fills(movement: Movement, main: Movement, step: float) -> bool:
    """Whether *movement*, by whole lines of *step* pt, fills pages or columns that *main* left other lines: it begins
    within paragraphs on pages whose lines *main* moved, or *main* is that columns end elsewhere.
    """
    lines = movement.down / step if step else 0.5
    if abs(lines - round(lines)) * step > TOLERANCE or movement.across > TOLERANCE:
        return False
    pages = {page for page, _box in movement.trace.before}
    is_within = movement.within >= movement.count and pages <= main.trace.pages
    return is_within or _ends_columns(main)


def _ends_columns(movement: Movement) -> bool:
    """Whether columns end elsewhere: lines went aside to the next one, as high as they stood."""
    return movement.across > _FAR and abs(movement.down) <= TOLERANCE


def _without_depth(known: KnownCauses, rest: Sequence[Movement], pitch: Draft | None) -> list[Movement]:
    """*rest* without those that begin at the head of a page, where pages hold another number of lines."""
    turns = [each for each in rest if each.pitches is None]
    depth = depth_cause(known, pitch) if turns else None
    if depth is None:
        return list(rest)
    for each in turns:
        known.absorb(depth, each, marks=pitch is None)
    depth.fills_pages = True
    return [each for each in rest if each.pitches is not None]

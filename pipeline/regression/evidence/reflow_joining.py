"""Which reasons of a reflow are one: lines broke since others moved, or since all are wider. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.regression.evidence.line_pairs import TOLERANCE
from pipeline.regression.evidence.movements import Movement, Reason, Trace
from pipeline.regression.evidence.reflow import REBROKEN, REFLOWS, SPACING, TURNING, Reflow


def join_measured(reflow: Reflow) -> Reflow:
    """*reflow* where the measure changed: lines that broke or are spaced, and all that moves, are one."""
    own = [reflow.traces[each] for each in (REBROKEN, TURNING, SPACING) if each in reflow.traces]
    if not own:
        return reflow
    whole = sum((*own, *(each.trace for each in reflow.movements)), Trace())
    rest = {reason: each for reason, each in reflow.traces.items() if reason not in {TURNING, SPACING}}
    taken = frozenset([TURNING, SPACING]).union(*(each.reasons for each in reflow.movements))
    pages = {page: REBROKEN if each in taken else each for page, each in reflow.pages.items()}
    return replace(reflow, movements=(), traces=rest | {REBROKEN: whole}, pages=pages)


def join_nearby(reflow: Reflow) -> Reflow:
    """*reflow* where the measure is as it was: lines that broke near what moved others broke because of it."""
    for told in (TURNING, REBROKEN):
        if told in reflow.traces and (reason := _find_nearby(reflow, told)) is not None:
            reflow = _absorb(reflow, reason, told)
    traces = dict(reflow.traces)
    for one, other in ((REBROKEN, TURNING), (SPACING, REBROKEN)):
        is_one = other in traces and (one is REBROKEN or one in traces)
        if is_one:
            traces[one] = traces.get(one, Trace()) + traces.pop(other)
            pages = {page: one if each == other else each for page, each in reflow.pages.items()}
            reflow = replace(reflow, pages=pages)
    return replace(reflow, traces=traces)


def _absorb(reflow: Reflow, reason: Reason, told: Reason) -> Reflow:
    """*reflow* with what followed from *told* told with *reason*."""
    traces = dict(reflow.traces)
    other = traces.pop(told)
    if reason in traces:
        traces[reason] = traces[reason].with_effects_of(other)
    return replace(
        reflow,
        traces=traces,
        movements=tuple(
            replace(each, trace=each.trace.with_effects_of(other)) if reason in each.reasons else each
            for each in reflow.movements
        ),
        pages={page: reason if each == told else each for page, each in reflow.pages.items()},
    )


def _find_nearby(reflow: Reflow, told: Reason) -> Reason | None:
    """What changed the flow on every page, or the one before or after it, on which lines broke for no reason.

    Paragraphs that are whole on their page are not composed anew because text came before them.
    """
    is_whole = told == REBROKEN
    moving = {each for each, trace in reflow.traces.items() if trace.moved}
    moving |= {reason for each in reflow.movements if each.trace.moved for reason in each.reasons}
    reasons = []
    for page in sorted(reflow.broken_on[not is_whole]):
        near = [reflow.pages[each] for each in (page, page - 1, page + 1) if each in reflow.pages]
        fits = (each for each in near if each in moving and each.kind != "lines.rebroken")
        reason = next((each for each in fits if not (is_whole and each.kind in REFLOWS)), None)
        if reason is None:
            return _find_anywhere(reflow.movements, reflow.traces[told].rebroken)
        reasons.append(reason)
    return reasons[0] if reasons else None


def _find_anywhere(movements: Iterable[Movement], count: int) -> Reason | None:
    """A movement down that reaches further than *count* lines that broke for no reason: pages were filled anew."""
    wide = [each for each in movements if each.down > TOLERANCE and each.trace.moved > count]
    return min(max(wide, key=lambda each: each.count).reasons, key=lambda each: repr(each.key)) if wide else None

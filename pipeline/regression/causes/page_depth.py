"""How many lines a page holds: another number of them fills all pages anew. Pure."""

from collections import Counter
from itertools import pairwise

from pipeline.i18n import _
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.findings import Cause

_LEAST_DEEPER = 1.0  # pt
_LEAST_PAGES = 4  # that tell how many lines a page holds


def depth_cause(known: KnownCauses, leading: Cause | None) -> Cause | None:
    """What fills the pages anew where they hold another number of lines: *leading*, another pitch, if there is.

    None where they don't, or where pages aren't filled alike.
    """
    held = lines_held(known.pairing.flow_before), lines_held(known.pairing.flow_after)
    if None in held or held[0] == held[1] or not _is_of_all(known.pairing.flow_before, known.pairing.flow_after):
        return None
    text = _("A page holds {after} lines instead of {before}.").format(before=held[0], after=held[1])
    if leading is not None:
        leading.others.append(text)
        return leading
    cause = known.cause((), "pages.depth", text)
    cause.facts = repr(held)
    return cause


def _is_of_all(one: Flow, other: Flow) -> bool:
    """Whether no page of one side is as deep as the deepest of the other: else the depth is the same, less full."""
    depths = [max((each.line.y for each in flow.lines), default=0.0) for flow in (one, other)]
    return abs(depths[0] - depths[1]) > _LEAST_DEEPER


def usual_pitch(flow: Flow) -> float:
    """From line to line within the paragraphs of most of the text, pt; 0 where there is none."""
    pitches = Counter[float]()
    for upper, lower in pairwise(flow.lines):
        if upper.page == lower.page and not lower.is_note and upper.size == lower.size and not lower.begins:
            pitches[round(lower.line.y - upper.line.y, 1)] += len(lower.line.text)
    return pitches.most_common(1)[0][0] if pitches else 0.0


def lines_held(flow: Flow) -> int | None:
    """How many lines a full page has, by its depth and the usual pitch; None where pages aren't filled alike."""
    bottoms: dict[int, float] = {}
    tops: dict[int, float] = {}
    for each in flow.lines:
        bottoms[each.page] = max(bottoms.get(each.page, 0.0), each.line.y)
        if not each.is_note:
            tops[each.page] = min(tops.get(each.page, each.line.y), each.line.y)
    pitch = usual_pitch(flow)
    if len(bottoms) < _LEAST_PAGES:
        return None
    levels = Counter(map(round, bottoms.values()))
    full = [level for level, pages in levels.items() if pages >= max(2, len(bottoms) // 8)]
    top = Counter(map(round, tops.values())).most_common(1)[0][0]
    bottom = max(full, default=top)
    if pitch <= 0 or bottom <= top:
        return None
    return round((bottom - top) / pitch) + 1

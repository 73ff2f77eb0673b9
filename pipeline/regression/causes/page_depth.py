"""How many lines a page holds: another number of them fills all pages anew. Pure."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.i18n import _
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.known_causes import KnownCauses

_LEAST_DEEPER = 1.0  # pt
_LEAST_PAGES = 4  # that tell how many lines a page holds


def depth_cause(known: KnownCauses, leading: Draft | None) -> Draft | None:
    """What fills the pages anew where they hold another number of lines: *leading*, another pitch, if there is.

    None where they don't, or where pages aren't filled alike.
    """
    held = lines_held(known.pairing.flow_before), lines_held(known.pairing.flow_after)
    if None in held or held[0] == held[1] or not _is_of_all(known.pairing):
        return None
    text = _("A page holds {after} lines instead of {before}.").format(before=held[0], after=held[1])
    if leading is not None:
        leading.others.append(text)
        return leading
    cause = known.cause((), "pages.depth", text)
    cause.facts = repr(held)
    return cause


def _is_of_all(pairing: Pairing) -> bool:
    """Whether no page of one side is as deep as the deepest of the other: else the depth is the same, less full. Where
    all went up or down with the heads of their pages, it is the same as well. Covers say nothing: they are as deep as
    they were, and deeper than all pages that are filled alike.
    """
    sides = pairing.flow_before, pairing.flow_after
    bottoms = [_bottoms(flow) for flow in sides]
    most = max(_full_bottom(list(each.values())) for each in bottoms) + _LEAST_DEEPER
    for page, there in pairing.page_map.items():
        if bottoms[0].get(page, 0.0) == bottoms[1].get(there, 0.0) > most:
            del bottoms[0][page], bottoms[1][there]
    depths = [max(each.values(), default=0.0) for each in bottoms]
    firsts = [flow.first_lines for flow in sides]
    shifts = sorted(
        firsts[1][there].line.y - firsts[0][page].line.y
        for page, there in pairing.page_map.items()
        if page in firsts[0] and there in firsts[1] and firsts[0][page].line.text == firsts[1][there].line.text
    )
    shift = shifts[len(shifts) // 2] if shifts else 0.0
    return min(abs(depths[1] - depths[0]), abs(depths[1] - depths[0] - shift)) > _LEAST_DEEPER


def _bottoms(flow: Flow) -> dict[int, float]:
    """The last base line of each page, pt."""
    found: dict[int, float] = {}
    for each in flow.lines:
        found[each.page] = max(found.get(each.page, 0.0), each.line.y)
    return found


def _full_bottom(bottoms: Sequence[float]) -> float:
    """The deepest of the *bottoms* that several pages have in common, pt; 0 where there is none."""
    levels = Counter(map(round, bottoms))
    full = [level for level, pages in levels.items() if pages >= max(2, len(bottoms) // 8)]
    return float(max(full, default=0))


def usual_pitch(flow: Flow) -> float:
    """From line to line within the paragraphs of most of the text, pt; 0 where there is none."""
    pitches = Counter[float]()
    for upper, lower in pairwise(flow.lines):
        if upper.page == lower.page and not lower.is_note and upper.size == lower.size and not lower.begins:
            pitches[round(lower.line.y - upper.line.y, 1)] += len(lower.line.text)
    return pitches.most_common(1)[0][0] if pitches else 0.0


def lines_held(flow: Flow) -> int | None:
    """How many lines a full page has, by its depth and the usual pitch; None where pages aren't filled alike."""
    bottoms = _bottoms(flow)
    tops: dict[int, float] = {}
    for each in flow.lines:
        if not each.is_note:
            tops[each.page] = min(tops.get(each.page, each.line.y), each.line.y)
    pitch = usual_pitch(flow)
    if len(bottoms) < _LEAST_PAGES:
        return None
    top = Counter(map(round, tops.values())).most_common(1)[0][0]
    bottom = _full_bottom(list(bottoms.values()))
    if pitch <= 0 or bottom <= top:
        return None
    return round((bottom - top) / pitch) + 1

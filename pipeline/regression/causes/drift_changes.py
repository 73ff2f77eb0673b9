"""Text, heads or folios that are off by a hair on all pages: one finding, whatever else is off as far."""

from collections.abc import Sequence

from pipeline.i18n import _
from pipeline.regression.causes.block_words import name_blocks
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.drifts import Drift
from pipeline.units import mm


def find_drifted(known: KnownCauses) -> None:
    """Tell what is off by less than lines move."""
    drifts = known.evidence.drifts
    if not drifts:
        return
    for one in drifts[:1] if _are_alike(drifts) else drifts:
        rows = drifts if _are_alike(drifts) else (one,)
        before = [place for each in rows for place in each.before]
        text = (
            _("{what}: {mm:.2f} mm lower, on {count} pages.")
            if one.down > 0
            else _("{what}: {mm:.2f} mm higher, on {count} pages.")
        )
        distance = abs(one.down)
        if abs(one.across) > abs(one.down):
            text, distance = _("{what}: {mm:.2f} mm aside, on {count} pages."), abs(one.across)
        told = text.format(
            what=name_blocks(known.pairing, before), mm=mm(distance), count=len({page for page, _box in before})
        )
        cause = known.cause(("drift", round(one.across, 1), round(one.down, 1)), "blocks.shifted", told)
        cause.before += before
        cause.after += [place for each in rows for place in each.after]


def _are_alike(drifts: Sequence[Drift]) -> bool:
    return all(abs(each.down - drifts[0].down) <= 0.1 and abs(each.across - drifts[0].across) <= 0.1 for each in drifts)

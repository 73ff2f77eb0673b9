"""What stands off by less than can be told of a single line, but as far on all pages: by the mean of many. Pure.

Places are rounded to tenths of a point, so that a line that is off by a few of them may not have moved at all. Where
all lines of nearly all pages are off by as much, they have.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.evidence.head_pairs import pair_heads
from pipeline.regression.evidence.line_pairs import TOLERANCE, LinePair
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Line

_LEAST = 0.15  # pt
_SPREAD = 0.11  # pt that places of one page are off the mean of it, since they are rounded
_LEAST_PAGES, _SHARE = 4, 0.8  # that agree; of all pages with such lines
_PARTS: tuple[Callable[[bool, int], object], ...] = (
    lambda _is_folio, _page: (),
    lambda is_folio, _page: is_folio,
    lambda is_folio, page: (is_folio, page % 2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """All that stands at the places *before* went *across* and *down* pt, to those *after*."""

    across: float
    down: float
    before: tuple[Place, ...]
    after: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """How far a line went, and where it stands."""

    across: float
    down: float
    before: Place
    after: Place


def find_drifts(pairing: Pairing, pairs: Iterable[LinePair]) -> tuple[Drift, ...]:
    """That of the text by *pairs* of its lines, on all pages; and those of heads and folios, also of one side alone."""
    text: dict[int, list[_Step]] = defaultdict(list)
    rows = [pair for pair in pairs if pair.starts_alike and not pair.rebroken]
    pages = {pairing.flow_before.lines[pair.index].page for pair in rows}
    moved = {pairing.flow_before.lines[pair.index].page for pair in rows if pair.is_moved}
    if len(moved) <= (1 - _SHARE) * len(pages):
        for pair in rows:
            (page, box), (there, other) = pairing.place_before(pair.index), pairing.place_after(pair.there)
            down = other[3] - box[3]
            text[page].append(_Step(pair.vector[1], down, (page, box), (there, other)))
    heads: dict[tuple[bool, int], list[_Step]] = defaultdict(list)  # whether they are folios, and their page
    for each in pair_heads(pairing):
        if each.line is not None and each.twin is not None and each.line.text == each.twin.text:
            across, down = each.twin.x - each.line.x, each.twin.y - each.line.y
            step = _Step(across, down, (each.page, _box(each.line)), (each.there, _box(each.twin)))
            heads[each.line.text.strip().isdecimal(), each.page].append(step)
    found = [_drift(text)]
    for parts in _PARTS:  # all heads, else folios or the others, else those of one side
        groups: dict[object, dict[int, list[_Step]]] = defaultdict(lambda: defaultdict(list))
        for (is_folio, page), steps in heads.items():
            groups[parts(is_folio, page)][page] += steps
        drifts = [_drift(pages) for pages in groups.values()]
        if any(each is not None for each in drifts):
            found += drifts
            break
    return tuple(each for each in found if each is not None)


def _box(line: Line) -> tuple[float, float, float, float]:
    return line.x, line.y - 10.0, line.x + line.width, line.y + 2.5


def _drift(pages: dict[int, list[_Step]]) -> Drift | None:
    """What all but a few of *pages* agree on; None where they don't, or nothing is off."""
    means = {page: mean for page, rows in pages.items() if (mean := _mean(rows)) is not None}
    if len(means) < _LEAST_PAGES or len(means) < _SHARE * len(pages):
        return None
    across, down = (sorted(mean[n] for mean in means.values())[len(means) // 2] for n in (0, 1))
    own = [page for page, mean in means.items() if abs(mean[0] - across) <= _SPREAD and abs(mean[1] - down) <= _SPREAD]
    if max(abs(across), abs(down)) < _LEAST or len(own) < _SHARE * len(pages):
        return None
    rows = [row for page in own for row in pages[page]]
    return Drift(
        across=across, down=down, before=tuple(row.before for row in rows), after=tuple(row.after for row in rows)
    )


def _mean(rows: list[_Step]) -> tuple[float, float] | None:
    """How far the lines of a page went in the mean; None where they went apart, or as far as a line moves."""
    across, down = fmean(row.across for row in rows), fmean(row.down for row in rows)
    if any(abs(row.across - across) > _SPREAD or abs(row.down - down) > _SPREAD for row in rows):
        return None
    return None if max(abs(across), abs(down)) > TOLERANCE else (across, down)

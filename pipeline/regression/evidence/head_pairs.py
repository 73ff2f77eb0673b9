"""Running heads and folios of pages that stayed, each with what it became. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.regression.alignment.page_measures import width_of
from pipeline.regression.alignment.pairing import Pairing, head_of
from pipeline.regression.evidence.line_pairs import across_of
from pipeline.regression.snapshot.snapshot import Line, Page

_MIRRORED = 3.0  # pt


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPair:
    """What stands in the margin of *page* before (*line*) and *there* after (*twin*); None where it is new or gone."""

    page: int
    there: int
    line: Line | None
    twin: Line | None


def pair_heads(pairing: Pairing) -> tuple[HeadPair, ...]:
    """The running heads and folios of all pages that stayed: by their words, then by their order."""
    return tuple(each for page, there in sorted(pairing.page_map.items()) for each in _on_page(pairing, page, there))


def _on_page(pairing: Pairing, page: int, there: int) -> Iterator[HeadPair]:
    one = list(pairing.flow_before.furniture.get(page, ()))
    other = list(pairing.flow_after.furniture.get(there, ()))
    for line in list(one):
        words = head_of(line)
        twin = min(
            (each for each in other if head_of(each) == words),
            key=lambda each: abs(each.y - line.y) + abs(each.x - line.x),
            default=None,
        )
        if twin is not None:
            yield HeadPair(page=page, there=there, line=line, twin=twin)
            one.remove(line)
            other.remove(twin)
    for number in range(max(len(one), len(other))):
        yield HeadPair(
            page=page,
            there=there,
            line=one[number] if number < len(one) else None,
            twin=other[number] if number < len(other) else None,
        )


def went_aside(line: Line, twin: Line, pages: tuple[int, int], sheet: Page) -> float:
    """How far aside *twin* stands of *line*, pt: not at all where *pages* are on two sides of a sheet like *sheet*, and
    both stand as far outside.
    """
    if (pages[1] - pages[0]) % 2 and _is_mirrored(line, twin, sheet):
        return 0.0
    return across_of(line, twin)


def _is_mirrored(line: Line, twin: Line, page: Page) -> bool:
    """Whether *twin* stands as far from the right edge of the page as *line* from the left, or the other way round."""
    width = width_of(page)
    distances = line.x, width - line.x - line.width
    others = twin.x, width - twin.x - twin.width
    return abs(distances[0] - others[1]) <= _MIRRORED or abs(distances[1] - others[0]) <= _MIRRORED

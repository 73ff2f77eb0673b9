"""The white between columns. Pure."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from pipeline.regression.alignment.text_flow import Flow

_LEAST_LINES = 3  # that begin at the left edge of a column
_LEAST_LENGTH = 8  # characters of a line that fills its column
_LEAST_PAGES = 2
_ELSEWHERE = 0.5  # pt


@dataclass(frozen=True, slots=True)
class Gutters:
    """The usual *width* of the white between two columns, pt, how many of them a page has at *most*, and the left
    *edges* of columns that are met on several pages.
    """

    width: float
    most: int
    edges: frozenset[float]


def gutters_of(flow: Flow) -> Gutters | None:
    """The gutters of *flow*; None where too few pages have columns."""
    most = 0
    pages: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for each in flow.lines:
        if not each.is_note and len(each.line.text) >= _LEAST_LENGTH:
            pages[each.page].append((each.line.x, each.line.x + each.line.width))
    gutters, edges = Counter[float](), Counter[float]()
    for rows in pages.values():
        lefts = sorted(x for x, count in Counter(row[0] for row in rows).items() if count >= _LEAST_LINES)
        edges.update(lefts)
        most = max(most, len(lefts) - 1)
        for upper, lower in pairwise(lefts):
            rights = Counter(round(right, 1) for left, right in rows if left < lower and upper <= left)
            edge = max(rights, default=lower)
            if edge < lower and lower - upper > edge - upper > 0:
                gutters[round(lower - edge, 1)] += 1
    if gutters.total() < _LEAST_PAGES:
        return None
    middle = sorted(gutters.elements())
    often = frozenset(edge for edge, count in edges.items() if count >= _LEAST_PAGES)
    return Gutters(middle[len(middle) // 2], most, often)


def are_columns_elsewhere(before: Gutters, after: Gutters) -> bool:
    """Whether columns begin elsewhere: else only the letters that end their lines are wider or narrower."""
    return any(
        min((abs(one - other) for other in after.edges), default=_ELSEWHERE) >= _ELSEWHERE for one in before.edges
    )

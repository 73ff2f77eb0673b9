"""The white between columns. Pure."""

from collections import Counter, defaultdict
from itertools import pairwise

from pipeline.regression.alignment.text_flow import Flow

_LEAST_LINES = 3  # that begin at the left edge of a column
_LEAST_LENGTH = 8  # characters of a line that fills its column
_LEAST_PAGES = 2


def gutters_of(flow: Flow) -> tuple[float, int] | None:
    """The usual white between two columns of *flow*, pt, and how many of them a page has at most.

    None where too few pages have columns.
    """
    most = 0
    pages: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for each in flow.lines:
        if not each.is_note and len(each.line.text) >= _LEAST_LENGTH:
            pages[each.page].append((each.line.x, each.line.x + each.line.width))
    gutters = Counter[float]()
    for rows in pages.values():
        lefts = sorted(x for x, count in Counter(row[0] for row in rows).items() if count >= _LEAST_LINES)
        most = max(most, len(lefts) - 1)
        for upper, lower in pairwise(lefts):
            rights = Counter(round(right, 1) for left, right in rows if left < lower and upper <= left)
            edge = max(rights, default=lower)
            if edge < lower and lower - upper > edge - upper > 0:
                gutters[round(lower - edge, 1)] += 1
    if gutters.total() < _LEAST_PAGES:
        return None
    middle = sorted(gutters.elements())
    return middle[len(middle) // 2], most

"""Lines before and where they stand after: evidence of what moved, was broken otherwise, or was spaced. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.snapshot.snapshot import Line

TOLERANCE = 0.35  # pt: two roundings to tenths, and what is not seen
_CLOSING = frozenset("”’）》〉」』】〕")  # marks of half an em, with as much white behind them
_WIDER = 0.7  # pt: a line that is set otherwise

Vector = tuple[int, float, float]  # pages, pt to the right, pt down


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePair:
    """A line before (*index*) and the line in which its beginning stands after (*there*).

    *rebroken*: both have not the same words. *vector*: where it went; of pages it counts only what it went further, or
    less far, than its page and the line before it; aside only what it went within the frame of its side of the sheet.
    *turned*: it went to the frame of the other side.
    """

    index: int
    there: int
    starts_alike: bool
    rebroken: bool
    vector: Vector
    turned: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether the line stands elsewhere."""
        return self.turned or is_off(self.vector)


def pair_lines(pairing: Pairing) -> tuple[LinePair, ...]:
    """The lines before, in the order of the text, that have a place after."""
    return tuple(_pairs(pairing))


def _pairs(pairing: Pairing) -> Iterator[LinePair]:
    offset = 0  # by how many pages the last line that stood where it was has moved on
    one, other = pairing.flow_before.lines, pairing.flow_after.lines
    for index in range(len(one)):
        pair = _pair(pairing, index, offset)
        if pair is not None:
            yield pair
            if not pair.is_moved:
                offset = other[pair.there].page - one[index].page


def _pair(pairing: Pairing, index: int, known_offset: int) -> LinePair | None:
    one, other = pairing.flow_before, pairing.flow_after
    start, end = one.starts[index], one.end_of(index)
    while end > start + 1 and one.text[end - 1] in " \x01":
        end -= 1
    first, last = pairing.there(start), pairing.there(end - 1)
    place = first if first is not None else pairing.first_between(start, end)
    if place is None:
        return None
    there = other.line_at(place)
    starts_alike = first is not None and first == other.starts[there]
    here, now = one.lines[index], other.lines[there]
    offset = now.page - here.page
    across = across_of(here.line, now.line) if starts_alike else 0.0
    aside = pairing.aside_of(here.page, now.page) if abs(across) > TOLERANCE else 0.0
    return LinePair(
        index=index,
        there=there,
        starts_alike=starts_alike,
        rebroken=first is not None and last is not None and not (starts_alike and _ends_there(other, there, last)),
        vector=(
            now.page - pairing.page_map.get(here.page, now.page) if offset != known_offset else 0,
            across - aside,
            now.line.y - here.line.y,
        ),
        turned=aside != 0.0,
    )


def _ends_there(flow: Flow, line: int, last: int) -> bool:
    """Whether *line* ends with the character *last* of the text."""
    return flow.line_at(last) == line and not flow.text[last + 1 : flow.end_of(line)].strip(" \x01")


def is_respaced(pairing: Pairing, pair: LinePair) -> bool:
    """Whether the line has the same words in another width; wide spaces between letters are read as such."""
    here, now = pairing.flow_before.lines[pair.index].line, pairing.flow_after.lines[pair.there].line
    if not pair.starts_alike or pair.rebroken or abs(here.width - now.width) < _WIDER:
        return False
    return "".join(here.text.split()) == "".join(now.text.split())


def turns_between(pairing: Pairing, upper: LinePair, lower: LinePair) -> bool:
    """Whether a page or column ends between the two lines, before or after."""
    one, other = pairing.flow_before.lines, pairing.flow_after.lines
    rows = (one[upper.index], one[lower.index]), (other[upper.there], other[lower.there])
    return any(above.page != below.page or below.line.y < above.line.y - 1 for above, below in rows)


def across_of(one: Line, other: Line) -> float:
    """How far *other* stands aside of *one*, pt; not at all when it grew about its middle."""
    across, wider = other.x - one.x, other.width - one.width
    part = 3 if one.text == other.text and one.text.rstrip()[-1:] in _CLOSING else 4
    about = max(TOLERANCE, abs(wider) / part)  # what stands behind the last letter is not seen
    return 0.0 if abs(wider) >= _WIDER and abs(across + wider / 2) <= about else across


def is_off(vector: Vector) -> bool:
    """Whether *vector* is more than a rounding."""
    return vector[0] != 0 or abs(vector[1]) > TOLERANCE or abs(vector[2]) > TOLERANCE


def subtract_vectors(one: Vector, other: Vector) -> Vector:
    """The vector *one* less *other*."""
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def measure_of(flow: Flow) -> float:
    """The width of the widest lines but for a few, pt."""
    widths = sorted(each.line.width for each in flow.lines)
    return float(round(widths[-1 - len(widths) // 20])) if widths else 0.0


def usual_pitches(flow: Flow) -> dict[float, float]:
    """From line to line of most of the text of each size, pt."""
    counts: dict[float, Counter[float]] = defaultdict(Counter)
    for upper, lower in pairwise(flow.lines):
        if upper.page == lower.page and upper.size == lower.size and lower.line.y > upper.line.y:
            counts[lower.size][round(lower.line.y - upper.line.y, 1)] += 1
    return {size: pitches.most_common(1)[0][0] for size, pitches in counts.items()}

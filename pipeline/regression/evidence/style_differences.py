"""Lines that stayed and look otherwise: each with the styles of its letters, before and after. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.snapshot.snapshot import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleDifference:
    """Letters of *line* before, which stand in the line *there* after, were set in *before* and are set in *after*."""

    line: int
    there: int
    before: Style
    after: Style


def find_style_differences(pairing: Pairing) -> tuple[StyleDifference, ...]:
    """All of them, in the order of the text; each pair of styles once for a line and a stretch of text that stayed."""
    return tuple(each for match in pairing.matches + pairing.moves for each in _compare_stretch(pairing, *match))


def _compare_stretch(pairing: Pairing, a: int, b: int, size: int) -> Iterator[StyleDifference]:
    one, other = pairing.flow_before, pairing.flow_after
    seen: set[tuple[int, int, int]] = set()
    for start, end, style, other_style in _runs(one.styles, other.styles, (a, b, size)):
        looks = _style(pairing.before.styles, style), _style(pairing.after.styles, other_style)
        if looks[0] is None or looks[1] is None or looks[0] == looks[1]:
            continue
        for place in _first_letters(pairing, a + start, a + end):
            line = one.line_at(place)
            if (line, style, other_style) not in seen:
                seen.add((line, style, other_style))
                yield StyleDifference(line=line, there=other.line_at(b + place - a), before=looks[0], after=looks[1])


def _runs(
    one: tuple[int, ...], other: tuple[int, ...], match: tuple[int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of *match* in one style each, before and after: from, to (of the match), both styles."""
    a, b, size = match
    start = 0
    for (style, other_style), row in groupby(zip(one[a : a + size], other[b : b + size], strict=True)):
        end = start + sum(1 for _each in row)
        yield start, end, style, other_style
        start = end


def _style(styles: tuple[Style, ...], number: int) -> Style | None:
    return styles[number] if number >= 0 else None  # what stands between body and notes has none


def _first_letters(pairing: Pairing, start: int, end: int) -> Iterator[int]:
    """The first character that is no space, of each line between *start* and *end* of the text before."""
    one = pairing.flow_before
    while start < end:
        last = min(end, one.end_of(one.line_at(start)))
        letter = next((place for place in range(start, last) if one.text[place] != " "), None)
        if letter is not None:
            yield letter
        start = last

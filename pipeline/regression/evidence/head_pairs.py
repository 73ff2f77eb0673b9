"""Running heads and folios of pages that stayed, each with what it became. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.regression.alignment.page_measures import width_of
from pipeline.regression.alignment.pairing import Pairing, head_of
from pipeline.regression.evidence.line_pairs import across_of
from pipeline.regression.snapshot.snapshot import Line, Page, Style

_MIRRORED, _LETTER = 3.0, 24.0  # pt


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
    one = _with_words_joined(pairing.flow_before.furniture.get(page, ()))
    other = _with_words_joined(pairing.flow_after.furniture.get(there, ()))
    styles = pairing.before.styles, pairing.after.styles
    for is_alike in (True, False):  # a head and a tab say the same words
        for line in list(one):
            words, style = head_of(line), _style_of(line, styles[0])
            twins = (
                each
                for each in other
                if head_of(each) == words and not (is_alike and _style_of(each, styles[1]) != style)
            )
            twin = min(twins, key=lambda each: abs(each.y - line.y) + abs(each.x - line.x), default=None)
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


def _style_of(line: Line, styles: Sequence[Style]) -> Style | None:
    return styles[line.pieces[0][0]] if line.pieces else None


def _with_words_joined(lines: Sequence[Line]) -> list[Line]:
    """*lines* with letters that stand below one another as one, as tabs at the edge have them."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and above.text and _is_letter_below(line, above, len(above.text)):
            pieces = *above.pieces, *line.pieces
            found[-1] = replace(above, width=max(above.width, line.width), pieces=pieces)
        else:
            found.append(line)
    return found


def _is_letter_below(line: Line, above: Line, count: int) -> bool:
    """Whether *line* is a letter below the *count* letters of *above*, whose first stands at its place."""
    step = (line.y - above.y) / count
    is_letter = len(line.text.strip()) == 1 and not line.text.strip().isdecimal()
    is_row = count > 1 or (len(above.text.strip()) == 1 and not above.text.strip().isdecimal())
    return is_letter and is_row and abs(line.x - above.x) < _MIRRORED and 0 < step < _LETTER


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

"""Running heads and folios: in the margins, and outside of the body's frame. Pure."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.regression.alignment.page_measures import body_size, height_of, size_of
from pipeline.regression.snapshot.snapshot import ARTIFACT, TAGGED, Line, Page, Snapshot, Style

_MARGIN = 0.13  # of the page's height: where heads and folios stand
_BESIDE = 0.04  # more, for what is known to be one
_LARGER = 1.1  # than the body, for what is known to be one: the body may have become smaller
_LOWER, _ROW = 2.0, 6.0  # pt
_PITCHES = 1.9  # sizes from line to line of one text at most
_TEXT = 8  # characters of a line that surely is of the body
_FOLIO = re.compile(r"[\s\d—–\-·•.．第页/ivxlcIVXLC]*")
_LEAST_FOLIOS, _LONGEST_NUMBER, _LONGEST_FOLIO = 3, 6, 40  # pages with one; its digits; characters of its line
_DIGITS = re.compile(r"\d+")


def head_words(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The words of running heads and folios of either, without digits.

    What is one on one side is one on the other, though it stands a little further in there.
    """
    rows = (lines for side in (before, after) for lines in furniture_of(side).values())
    return frozenset(_words(line) for lines in rows for line in lines)


def _words(line: Line) -> str:
    return _DIGITS.sub("", line.text).strip()


def furniture_of(snapshot: Snapshot, heads: frozenset[str] = frozenset()) -> dict[int, tuple[Line, ...]]:
    """By page its running heads and folios: by their role, where the file tells it, else by their place.

    Those with the words of *heads* are known to be some.
    """
    apart, tagged = _by_role(snapshot)
    placed = _by_place(snapshot, heads, apart | tagged)
    return {
        number: tuple(line for line in page.lines if id(line) in apart or id(line) in placed)
        for number, page in enumerate(snapshot.pages)
    }


def _by_place(snapshot: Snapshot, heads: frozenset[str], known: set[int]) -> set[int]:
    """The ids of heads and folios, without the lines that are *known* to be some or none: they stand in a margin, and
    are folios or found again on another page at the same height.

    They are not larger than the body, but for numbers that count the pages, and stand apart from its lines: what stands
    in its pitch is a line of it, however often it is met. Those with the words of *heads* need not be met again; they
    may stand a little outside of margins.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    candidates: dict[int, list[tuple[Line, str]]] = {}
    outermost: dict[int, tuple[float, float]] = {}
    largest = body_size(snapshot) + 0.15
    folios = _find_folios(snapshot)
    for number, page in enumerate(snapshot.pages):
        height = height_of(page)
        left, right = _frame(page)
        low, high = ((_MARGIN + extra) * height for extra in (0.0, _BESIDE))
        outer = [
            line
            for line in page.lines
            if not high < line.y - 4 < height - high or line.x + line.width < left or line.x > right
        ]
        rows = [
            (line, words)
            for line in outer
            for words in [_words(line)]
            if id(line) not in known
            and (size_of(line, snapshot.styles) <= largest * (_LARGER if words in heads else 1) or id(line) in folios)
        ]
        candidates[number] = [
            (line, words)
            for line, words in rows
            if words in heads or not low < line.y - 4 < height - low or line.x + line.width < left or line.x > right
        ]
        levels = [line.y for line in page.lines]
        outermost[number] = (min(levels, default=0.0), max(levels, default=0.0))
        for line, words in candidates[number]:
            seen[words, round(line.y / 2)].add(number)
    heads_on = _find_heads(snapshot, candidates)
    found: set[int] = set()
    for number, rows in candidates.items():
        page = snapshot.pages[number]
        met = [line for line, words in rows if words and (words in heads or _is_repeated(seen, words, line))]
        found |= {
            id(line)
            for line, _words_of in rows
            if (_FOLIO.fullmatch(line.text) and any(abs(line.y - level) < _ROW for level in outermost[number]))
            or id(line) in folios
            or (line in met and not _is_in_body(line, page, snapshot.styles))
            or line is heads_on.get(number)
        }
    return found


def _by_role(snapshot: Snapshot) -> tuple[set[int], set[int]]:
    """The ids of artifacts that stand apart from what is tagged, and of lines that are tagged: no head is one of these.

    A program that says of no text that it is an artifact may have tagged its heads. What repeats above the rows of a
    table that goes on is an artifact as well, but stands right above them. What stands apart on one page does so on
    those where text reaches as far as it.
    """
    apart: set[int] = set()
    tagged: set[int] = set()
    if not any(ARTIFACT in page.roles for page in snapshot.pages):
        return apart, tagged
    for page in snapshot.pages:
        roles = list(zip(page.lines, page.roles, strict=False))
        text = [line for line, role in roles if role == TAGGED]
        tagged |= set(map(id, text))
        apart |= {id(line) for line, role in roles if role == ARTIFACT and _is_apart(line, text, snapshot.styles)}
    rows = [(line, role) for page in snapshot.pages for line, role in zip(page.lines, page.roles, strict=False)]
    known = {_look(line) for line, _role in rows if id(line) in apart}
    return apart | {id(line) for line, role in rows if role == ARTIFACT and _look(line) in known}, tagged


def _look(line: Line) -> tuple[str, int, int]:
    """The words of *line* and where it stands, as on other pages."""
    return line.text, round(line.x), round(line.y)


def _is_apart(line: Line, text: Sequence[Line], styles: tuple[Style, ...]) -> bool:
    """Whether *line* stands above or below all lines of *text* by more than a pitch, or beside them."""
    gap = _PITCHES * size_of(line, styles)
    if not text:
        return False
    is_outside = line.y < min(each.y for each in text) - gap or line.y > max(each.y for each in text) + gap
    left, right = min(each.x for each in text), max(each.x + each.width for each in text)
    return is_outside or line.x + line.width < left or line.x > right


def _find_folios(snapshot: Snapshot) -> frozenset[int]:
    """The ids of the lines that count the pages: with a number that grows with them, at the same height, alone or
    beside the same words.
    """
    rows: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, page in enumerate(snapshot.pages):
        margin, height = (_MARGIN + _BESIDE) * height_of(page), height_of(page)
        for line in page.lines:
            if margin < line.y - 4 < height - margin or len(line.text) > _LONGEST_FOLIO:
                continue
            numbers = _DIGITS.findall(line.text)
            if len(numbers) == 1 and len(numbers[0]) <= _LONGEST_NUMBER:
                rows[int(numbers[0]) - number, round(line.y), _words(line)].append(id(line))
    return frozenset(each for lines in rows.values() if len(lines) >= _LEAST_FOLIOS for each in lines)


def _find_heads(snapshot: Snapshot, candidates: dict[int, list[tuple[Line, str]]]) -> dict[int, Line]:
    """The running heads by their look, whatever they say: the first lines of pages, alone in their row and apart from
    the body, that stand at the height and in the style of those of other pages; but at no height at which the text of
    another page begins.
    """
    looks: dict[tuple[int, int], list[tuple[int, Line]]] = defaultdict(list)
    of_text: set[tuple[int, int]] = set()
    for number, rows in candidates.items():
        page = snapshot.pages[number]
        first = min((line for line, _words_of in rows), key=lambda line: line.y, default=None)
        if first is None or not first.pieces or any(each.y < first.y for each in page.lines):
            continue
        gap = _PITCHES * size_of(first, snapshot.styles)
        look = round(first.y), first.pieces[0][0]
        if any(each is not first and abs(each.y - first.y) < gap for each in page.lines):
            of_text.add(look)
        else:
            looks[look].append((number, first))
    return {
        number: line for look, rows in looks.items() if len(rows) > 1 and look not in of_text for number, line in rows
    }


def _frame(page: Page) -> tuple[float, float]:
    """The left and right edges of the body on *page*, by the lines that surely are of it."""
    rows = [line for line in page.lines if len(line.text) >= _TEXT]
    return min((line.x for line in rows), default=0.0), max((line.x + line.width for line in rows), default=1e6)


def _is_repeated(seen: dict[tuple[str, int], set[int]], words: str, line: Line) -> bool:
    return any(len(seen[words, round(line.y / 2) + n]) > 1 for n in (-1, 0, 1))


def _is_in_body(line: Line, page: Page, styles: tuple[Style, ...]) -> bool:
    """Whether a line of the same size begins as far left right above or below *line*: both are lines of one text."""
    size = size_of(line, styles)
    left, right = _frame(page)
    if line.x + line.width < left or line.x > right:
        return False
    return size > 0 and any(
        abs(each.x - line.x) < _LOWER
        and 0 < abs(each.y - line.y) < _PITCHES * size
        and abs(size_of(each, styles) - size) < 0.15
        for each in page.lines
    )

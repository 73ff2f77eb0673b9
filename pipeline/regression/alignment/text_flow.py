"""The text of all pages as one stream: body text, then notes; running heads and folios apart. Pure.

What runs through the pages is compared without regard to them, so that text that moves on is not text that changed.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from pipeline.regression.alignment.figure_labels import Labels, compact, gather_labels
from pipeline.regression.alignment.floating_units import FloatingUnit, find_floating_units, read_at_anchors
from pipeline.regression.alignment.page_measures import body_size, height_of, size_of
from pipeline.regression.alignment.running_heads import furniture_of
from pipeline.regression.snapshot.snapshot import Box, Line, Snapshot

_MOST_SORTED, _LOWER, _HARDLY, _LINE, _ROW = 600, 2.0, 9.0, 24.0, 1.5  # lines of a page; pt
_FOOT = 0.5  # of the page's height: notes stand below
_NUMBER = re.compile(r"[(（]?[\divxlc]{1,6}[)）]?")  # of a page, in contents
_LOWERCASE = re.compile(r"[a-zà-ÿ]")
_ENDS_IN_WORD = re.compile(r"[A-Za-zÀ-ÿ]$")
_WORD_OR_SPACE = re.compile(r"[A-Za-zÀ-ÿ] ?$")
_LEAST_SPACES = 0.2  # of all lines between Latin words
_HYPHENS = frozenset("-\u00ad\u2010\x02")  # pdfium has \x02 for one that it knows to be no letter
NOTES_FROM = "\x01"  # stands between the body and the notes


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLine:
    """A line with its *page* (from 0), the *size* of most of its text, and whether a paragraph *begins* with it.

    *unit*: the number of the figure, table or box that it is of, where these are read as their tags are; else −1.
    """

    page: int
    line: Line
    size: float
    begins: bool
    is_note: bool = False
    unit: int = -1

    @property
    def box(self) -> Box:
        """Where it stands: an em above its base line, a quarter below."""
        left, base = self.line.x, self.line.y
        return left, base - self.size, left + self.line.width, base + self.size / 4


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The stream: *text*, where each of its *lines* starts in it, the index of a style for every character."""

    lines: tuple[FlowLine, ...]
    text: str
    starts: tuple[int, ...]
    styles: tuple[int, ...]
    furniture: dict[int, tuple[Line, ...]]

    def line_at(self, place: int) -> int:
        """The index of the line in which the character *place* stands."""
        return max(0, bisect_right(self.starts, place) - 1)

    def end_of(self, index: int) -> int:
        """Where the line *index* ends in the text."""
        return self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)

    def goes_on_at(self, index: int) -> int:
        """The line from *index* on with which the text goes on behind what floats there."""
        return next((n for n in range(index, len(self.lines)) if self.lines[n].unit < 0), index)

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """For each line the number of its paragraph."""
        number, found = 0, []
        for line in self.lines:
            number += line.begins
            found.append(number)
        return tuple(found)

    @cached_property
    def line_counts(self) -> Counter[int]:
        """How many lines each paragraph has, by its number."""
        return Counter(self.paragraphs)

    @cached_property
    def first_lines(self) -> dict[int, FlowLine]:
        """The uppermost line of the body of each page."""
        rows = sorted((each for each in self.lines if not each.is_note), key=lambda each: -each.line.y)
        return {each.page: each for each in rows}

    @cached_property
    def turning(self) -> frozenset[int]:
        """The numbers of paragraphs at the end and the head of a page or column: they may be composed anew there."""
        found: set[int] = set()
        for row in self.streams:
            for upper, lower in pairwise(row):
                one, other = self.lines[upper], self.lines[lower]
                if one.page != other.page or other.line.y < one.line.y - 1:
                    found |= {self.paragraphs[upper], self.paragraphs[lower]}
        return frozenset(found)

    @cached_property
    def streams(self) -> tuple[tuple[int, ...], ...]:
        """The lines that stand one below the other: those of the text, then those of each unit that floats in it."""
        found: dict[int, list[int]] = {-1: []}
        for index, line in enumerate(self.lines):
            found.setdefault(line.unit, []).append(index)
        return tuple(map(tuple, found.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What the lines of a snapshot are, by page: running heads and folios, the body, and the notes at the foot; and the
    words of the labels within each figure, by its number. *units* float in the body, by their tags.
    """

    furniture: dict[int, tuple[Line, ...]]
    body: tuple[tuple[Line, ...], ...]
    notes: tuple[tuple[Line, ...], ...]
    labels: Labels
    units: tuple[FloatingUnit, ...] = ()


def layers_of(
    snapshot: Snapshot,
    heads: frozenset[str] = frozenset(),
    known: Labels = MappingProxyType({}),
    *,
    reads_tags: bool = False,
) -> Layers:
    """The layers of *snapshot*; *heads* are words known as those of running heads and folios, *known* the labels of
    figures of the other side. *reads_tags*: what floats is known by them, on both sides.
    """
    furniture = furniture_of(snapshot, heads)
    units = find_floating_units(snapshot, furniture) if reads_tags else ()
    floating = {id(line) for unit in units for _page, line in unit.lines}
    usual = body_size(snapshot)
    body, notes = [], []
    labels: dict[str, tuple[str, ...]] = {}
    for number, page in enumerate(snapshot.pages):
        apart = set(map(id, furniture.get(number, ())))
        lines = _as_read([line for line in page.lines if id(line) not in apart])
        lines = gather_labels(lines, page, known, labels)
        foot = _FOOT * height_of(page)
        lower = [each for each in lines if each.y > foot and id(each) not in floating]
        below = _notes_on(lower, lines, usual, snapshot)
        body.append(tuple(line for line in lines if id(line) not in below))
        notes.append(tuple(line for line in lines if id(line) in below))
    return Layers(furniture=furniture, body=tuple(body), notes=tuple(notes), labels=labels, units=units)


def _as_read(lines: list[Line]) -> list[Line]:
    """*lines* as they are drawn, but each before what it stands above, and folios of contents behind their entries.

    Programs draw figures, tables and floats after the text of a page, or before it, and what a page has changes with
    its ends. Columns stay one after the other.
    """
    if len(lines) > _MOST_SORTED:
        return lines
    found: list[Line] = []
    last: int | None = None  # where the line that was drawn before stands
    for line in lines:
        is_number = _NUMBER.fullmatch(line.text.strip()) is not None
        place = _behind_entry(line, found, 1.0) if is_number else None
        if place is None:
            lower = (number for number, each in enumerate(found) if each.y > line.y + _LOWER and _is_beside(each, line))
            place = next(lower, None)
        if place is None and is_number:
            place = _behind_entry(line, found, _LINE)
        if place is None and last is not None and _goes_on_row(line, found[last]):
            place = last + 1
        last = len(found) if place is None else place
        found.insert(last, line)
    return found


def _goes_on_row(line: Line, before: Line) -> bool:
    """Whether *line*, drawn right after *before*, stands on its row: an entry of contents, or a row of a table."""
    return abs(line.y - before.y) < _ROW and line.x >= before.x + before.width


def _behind_entry(folio: Line, lines: list[Line], above: float) -> int | None:
    """The place behind the nearest of *lines* that begins left of *folio*, at most *above* pt above it."""
    rows = [
        (each.y, each.x, number)
        for number, each in enumerate(lines)
        if -1 < folio.y - each.y < above and each.x < folio.x
    ]
    if above <= 1.0:  # on its line: what is next to it
        return max(rows, key=lambda row: row[1:])[2] + 1 if rows else None
    return max(rows)[2] + 1 if rows else None


def _is_beside(one: Line, other: Line) -> bool:
    """Whether the middle of the narrower stands above or below the wider, or hardly beside it, as labels of axes do."""
    narrow, wide = sorted((one, other), key=lambda line: line.width)
    middle = narrow.x + narrow.width / 2
    return wide.x - _HARDLY < middle < wide.x + wide.width + _HARDLY


def settle(layers: Layers, other: Layers) -> Layers:
    """*layers*, with what is body on the *other* side among the body: small tables at the foot of a page are no notes.

    Of what stands at a foot, that is all down to the last line that the other side has in its body only.
    """
    elsewhere = {compact(line) for lines in other.body for line in lines}
    elsewhere -= {compact(line) for lines in other.notes for line in lines}
    body, notes = [], []
    for upper, lower in zip(layers.body, layers.notes, strict=True):
        lines = sorted(lower, key=lambda line: line.y)
        found = [number for number, line in enumerate(lines) if compact(line) in elsewhere]
        count = found[-1] + 1 if found and len(found) * 2 > found[-1] else 0
        moved = set(map(id, lines[:count]))
        body.append(upper + tuple(line for line in lower if id(line) in moved))
        notes.append(tuple(line for line in lower if id(line) not in moved))
    return replace(layers, body=tuple(body), notes=tuple(notes))


def in_order_of(layers: Layers, other: Layers) -> Layers:
    """*layers*, each page that has the words of a page of the *other* side at the same heights read in its order: what
    went no more than aside is read as before.
    """
    known = {_rows_of(lines): lines for lines in other.body}
    body = tuple(_in_order(lines, known.get(_rows_of(lines), lines)) for lines in layers.body)
    return replace(layers, body=body)


def _rows_of(lines: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    """The words of *lines* with their heights, from above and from the left."""
    return tuple((compact(line), round(line.y)) for line in sorted(lines, key=lambda line: (round(line.y), line.x)))


def _in_order(lines: tuple[Line, ...], other: tuple[Line, ...]) -> tuple[Line, ...]:
    waiting: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in reversed(lines):
        waiting[compact(line), round(line.y)].append(line)
    return tuple(waiting[compact(line), round(line.y)].pop() for line in other)


def flow_of(snapshot: Snapshot, layers: Layers | None = None) -> Flow:
    """The stream of *snapshot*, by its *layers*; what floats in it is read where its tags stand."""
    layers = layers or layers_of(snapshot)
    body, notes = (
        [(page, line) for page, own in enumerate(pages) for line in own] for pages in (layers.body, layers.notes)
    )
    rows = [
        [_flow_line(page, line, snapshot, unit=unit) for (page, line), unit in read_at_anchors(body, layers.units)],
        [_flow_line(page, line, snapshot, is_note=True) for page, line in notes],
    ]
    lines = [_with_paragraphs(each) for each in rows]
    return _join(lines[0] + lines[1], len(lines[0]), layers.furniture)


def _flow_line(page: int, line: Line, snapshot: Snapshot, *, is_note: bool = False, unit: int = -1) -> FlowLine:
    size = size_of(line, snapshot.styles)
    return FlowLine(page=page, line=line, size=size, begins=True, is_note=is_note, unit=unit)


def _join(lines: list[FlowLine], notes_from: int, furniture: dict[int, tuple[Line, ...]]) -> Flow:
    text: list[str] = []
    styles: list[int] = []
    starts: list[int] = []
    keeps_spaces = _keeps_spaces(lines)
    for number, each in enumerate(lines):
        if number == notes_from:
            text.append(NOTES_FROM)
            styles.append(-1)
        starts.append(len(text))
        last = text[-1] if text else " "
        for style, words in each.line.pieces:
            if words.split() == [words]:  # without spaces: as it stands
                if is_wide(words[0]) and text and text[-1] == " " and len(text) > starts[-1]:
                    text[-1:], styles[-1:] = [], []
                text += words
                styles += [style] * len(words)
                last = words[-1]
                continue
            for character in words:
                if character.isspace() and (is_wide(last) or last in " -"):
                    continue
                if is_wide(character) and text and text[-1] == " " and len(text) > starts[-1]:
                    text[-1:], styles[-1:] = [], []
                last = " " if character.isspace() else character
                text.append(last)
                styles.append(style)
        following = lines[number + 1].line.text if number + 1 < len(lines) and not lines[number + 1].begins else ""
        if _LOWERCASE.match(following) and last in _HYPHENS and _ENDS_IN_WORD.search(each.line.text[:-1]):
            text[-1:], styles[-1:] = [], []  # a word that is cut at the end of its line is the same word
        elif _LOWERCASE.match(following) and keeps_spaces and _ENDS_IN_WORD.search(each.line.text):
            pass  # its hyphen is drawn, and no text
        elif not is_wide(last) and last not in " -":
            text.append(" ")
            styles.append(styles[-1])
    return Flow(lines=tuple(lines), text="".join(text), starts=tuple(starts), styles=tuple(styles), furniture=furniture)


def _keeps_spaces(lines: list[FlowLine]) -> bool:
    """Whether lines that end between Latin words have their space at the end: then a line without one cuts a word."""
    ends = Counter[bool]()
    for upper, lower in pairwise(lines):
        if not lower.begins and _LOWERCASE.match(lower.line.text) and _WORD_OR_SPACE.search(upper.line.text):
            ends[upper.line.text.endswith(" ")] += 1
    return ends[True] > _LEAST_SPACES * ends.total()


def is_wide(character: str) -> bool:
    """Whether *character* is Chinese: a space beside it says nothing."""
    return character >= "\u2e80" or character in "“”‘’—…·" or character < " "


def _notes_on(lower: list[Line], lines: list[Line], body_size: float, snapshot: Snapshot) -> set[int]:
    """The ids of the lines at the foot, among those in the *lower* part, that are smaller than the body."""
    found: set[int] = set()
    for line in sorted(lower, key=lambda each: -each.y):
        if size_of(line, snapshot.styles) > 0.93 * body_size:
            break
        found.add(id(line))
    return found if len(found) < len(lines) else set()


def _with_paragraphs(lines: list[FlowLine]) -> list[FlowLine]:
    """*lines* with what begins a paragraph: an indent, another size, a short line or a gap before it."""
    if not lines:
        return []
    found = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        begins = before is None or _begins(before, line, lines[number + 1] if number + 1 < len(lines) else None)
        found.append(replace(line, begins=begins))
    return found


def _begins(before: FlowLine, line: FlowLine, after: FlowLine | None) -> bool:
    if before.size != line.size or before.unit != line.unit:
        return True
    if before.line.x + before.line.width < line.line.x + line.line.width - 2.5 * line.size:
        return True
    if after is not None and after.page == line.page and after.size == line.size:
        if line.line.x - after.line.x > 0.8 * line.size:
            return True
    elif line.line.x - before.line.x > 0.8 * line.size:
        return True
    return before.page == line.page and not 0 <= line.line.y - before.line.y < 2.3 * line.size

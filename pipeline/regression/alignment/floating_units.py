"""Figures, tables and boxes, which float to the head or the foot of a page: by their tags, and where these stand. Pure.

A page is drawn with the floats that have room on it; the tags say between which paragraphs each belongs. The text is
read in that order, so that a float which goes to another page passes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.figure_labels import compact, figure_box, is_caption, is_within
from pipeline.regression.alignment.page_measures import size_of
from pipeline.regression.snapshot.file_layers import BEGINNING, Tag, digest_of_words
from pipeline.regression.snapshot.snapshot import UNKNOWN, Line, Page, Snapshot

_MOST_LINES = 60  # that one element has
_PITCHES = 2.4  # sizes from line to line of one element
_MOST_FOLLOWING = 12  # elements that are looked for behind a float
_TITLED, _ASIDE, _TABLE, _CAPTION = "Sect", "Aside", "Table", "Caption"
_NOTES = frozenset({"Note", "FENote"})
_HOLDS_ARTICLES = frozenset({"Art", "H1", "H2", "Sect"})

PlacedLine = tuple[int, Line]  # the index of a page from 0, and a line of it
Lines = Mapping[int, Sequence[Line]]


@dataclass(frozen=True, slots=True)
class FloatingUnit:
    """The lines of one figure, table or box, of one page, as they are drawn; *anchor* is the line that it is read
    before.
    """

    lines: tuple[PlacedLine, ...]
    anchor: Line


def find_floating_units(snapshot: Snapshot, furniture: Lines) -> tuple[FloatingUnit, ...]:
    """The units of *snapshot*, in the order of the tags; *furniture* are running heads and folios by their page. What
    goes over the end of a page is none, nor is what isn't found by its words.
    """
    tags = snapshot.layers.tags if snapshot.layers else ()
    spans = list(_find_spans(tags))
    if not spans:
        return ()
    leaves = _find_leaves(tags)
    apart = {id(line) for row in furniture.values() for line in row}
    lines = {n: [line for line in page.lines if id(line) not in apart] for n, page in enumerate(snapshot.pages)}
    heads = _Heads(snapshot, tags, lines, _pages_of(tags, leaves, spans))
    taken = {leaf for start, end in spans for leaf in leaves if start <= leaf < end}
    found = []
    for start, end in spans:
        own = [leaf for leaf in leaves if start <= leaf < end]
        following = (leaf for leaf in leaves if leaf >= end and leaf not in taken)
        anchors = (heads.places.get(leaf) for leaf, _n in zip(following, range(_MOST_FOLLOWING), strict=False))
        anchor = next((each for each in anchors if each is not None), None)
        rows = heads.lines_of(own)
        if anchor is not None and rows:
            page, numbers = rows
            unit = [lines[page][n] for n in numbers]
            own_lines = tuple((page, line) for line in _with_labels(snapshot.pages[page], unit, lines[page]))
            found.append(FloatingUnit(own_lines, lines[anchor[0]][anchor[1]]))
    return tuple(found)


def read_at_anchors(rows: Iterable[PlacedLine], units: Sequence[FloatingUnit]) -> list[tuple[PlacedLine, int]]:
    """*rows* with the lines of each of *units* before its anchor, each with the number of its unit, −1 for none.

    One whose anchor is none of *rows*, or is in a unit itself, stays where it is. A line is read once.
    """
    waiting = list(rows)
    known = {id(line) for _page, line in waiting}.difference(id(line) for unit in units for _page, line in unit.lines)
    units = [each for each in units if id(each.anchor) in known]
    apart = {id(line): number for number, unit in enumerate(units) for _page, line in unit.lines}
    before: dict[int, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        before[id(unit.anchor)].append(number)
    found: list[tuple[PlacedLine, int]] = []
    for row in waiting:
        if id(row[1]) in apart:
            continue
        for number in before.get(id(row[1]), ()):
            found += ((each, number) for each in units[number].lines if apart[id(each[1])] == number)
        found.append((row, -1))
    return found


def _find_spans(tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """From where to where the elements of a unit reach, in order; one within another is none of its own."""
    parents = _find_parents(tags)
    end = 0
    for place in range(len(tags)):
        top = _top_of(tags, parents, place)
        if top is not None and top >= end:
            end = _end_of(tags, top)
            yield top, end


def _top_of(tags: Sequence[Tag], parents: Sequence[int], place: int) -> int | None:
    """The element of the unit that the element at *place* says is one; None where it says nothing."""
    tag = tags[place]
    if tag.kind in {_TABLE, _ASIDE}:
        return place
    if tag.kind == _CAPTION and parents[place] >= 0 and tags[parents[place]].kind != _TABLE:
        return parents[place]
    if tag.kind == _TITLED and any(name == "T" for name, _value in tag.attributes):
        inner = tags[place + 1 : _end_of(tags, place)]
        return None if any(each.kind in _HOLDS_ARTICLES for each in inner) else place
    return None


def _find_parents(tags: Sequence[Tag]) -> list[int]:
    """The place of the element around each; −1 for none."""
    found: list[int] = []
    open_: list[int] = []
    for place, tag in enumerate(tags):
        while open_ and tags[open_[-1]].level >= tag.level:
            open_.pop()
        found.append(open_[-1] if open_ else -1)
        open_.append(place)
    return found


def _end_of(tags: Sequence[Tag], top: int) -> int:
    """The place behind all that is within the element at *top*."""
    end = top + 1
    while end < len(tags) and tags[end].level > tags[top].level:
        end += 1
    return end


def _find_leaves(tags: Sequence[Tag]) -> list[int]:
    """The places of elements that read words, none of them within another one; without notes, which stand at feet."""
    found: list[int] = []
    level: int | None = None
    for place, tag in enumerate(tags):
        if level is not None and tag.level > level:
            continue
        level = tag.level if tag.kind in _NOTES else None
        if tag.text and level is None:
            found.append(place)
            level = tag.level
    return found


def _pages_of(tags: Sequence[Tag], leaves: Sequence[int], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The pages of units and of what is read after them."""
    found: set[int] = set()
    for start, end in spans:
        found |= {tags[leaf].page for leaf in leaves if start <= leaf < end}
        following = (leaf for leaf in leaves if leaf >= end)
        found |= {tags[leaf].page for leaf, _n in zip(following, range(_MOST_FOLLOWING), strict=False)}
    return found


class _Heads:
    """Where elements begin: *places* are page and number of the line, as drawn, by the element."""

    def __init__(self, snapshot: Snapshot, tags: Sequence[Tag], lines: Lines, pages: set[int]) -> None:
        self._tags, self._lines, self._styles = tags, lines, snapshot.styles
        known = [page for page in pages if 0 <= page < len(snapshot.pages)]
        self._words = {page: _read_tagged_words(snapshot.pages[page], lines[page]) for page in known}
        self.places: dict[int, tuple[int, int]] = {}
        self._owners: dict[tuple[int, int], int] = {}
        leaves = _find_leaves(tags)
        for leaf, following in zip(leaves, [*leaves[1:], -1], strict=True):
            page, text = tags[leaf].page, tags[leaf].text
            if page not in self._words:
                continue
            number = None
            if following >= 0 and len(text) < BEGINNING:  # a cell, or the sign of an item: with what is read after it
                number = self._find(page, text + tags[following].text)
            number = self._find(page, text) if number is None else number
            if number is not None:
                self.places[leaf] = page, number
                self._owners[page, number] = leaf

    def _find(self, page: int, text: str) -> int | None:
        """The first line of *page*, of those that are no head yet, from which *text* is read."""
        words = self._words[page]
        for number, line in enumerate(words):
            if not line or line[0] != text[0] or (page, number) in self._owners:
                continue
            read, last = line, number
            while len(read) < len(text) and last + 1 < len(words):
                last += 1
                read += words[last]
            if read.startswith(text) and (len(text) >= BEGINNING or read == text or line.startswith(text)):
                return number
        return None

    def lines_of(self, leaves: Sequence[int]) -> tuple[int, list[int]] | None:
        """The page of *leaves* and the numbers of their lines; None where they stand on several, or one isn't found."""
        pages = {self._tags[leaf].page for leaf in leaves}
        if len(pages) != 1:
            return None
        (page,) = pages
        numbers: set[int] = set()
        for leaf in leaves:
            if leaf in self.places:
                number = self.places[leaf][1]
                numbers |= set(range(number, self._end(page, number, self._tags[leaf].digest)))
        if not numbers:
            return None
        is_whole = all(leaf in self.places for leaf in leaves)
        return page, sorted(numbers) if is_whole else self._between(page, numbers, set(leaves))

    def _between(self, page: int, numbers: set[int], leaves: set[int]) -> list[int]:
        """*numbers* of lines of *leaves*, with those between that no other element begins in: cells with notes, whose
        words aren't read in one row.
        """
        found: list[int] = []
        is_own = True
        for number in range(min(numbers), max(numbers) + 1):
            owner = self._owners.get((page, number))
            is_own = is_own if owner is None else owner in leaves
            if is_own or number in numbers:
                found.append(number)
        return found

    def _end(self, page: int, start: int, digest: str) -> int:
        """The number behind the last line of the element that begins at *start* and says what *digest* names; where no
        lines say that, of those below in its size, up to the next element.
        """
        words, read, following = self._words[page], "", start + 1
        for number in range(start, min(len(words), start + _MOST_LINES)):
            if number > start and (page, number) in self._owners:
                break
            read += words[number]
            if digest_of_words(read) == digest:
                return number + 1
            following += following == number and self._goes_on(page, number)
        return following

    def _goes_on(self, page: int, number: int) -> bool:
        """Whether the line *number* of *page* stands below the one before it, in its size."""
        upper, lower = self._lines[page][number - 1], self._lines[page][number]
        sizes = size_of(upper, self._styles), size_of(lower, self._styles)
        return sizes[0] == sizes[1] and -1 < lower.y - upper.y < _PITCHES * sizes[0]


def _read_tagged_words(page: Page, lines: Sequence[Line]) -> list[str]:
    """The words of *lines* of *page*, "" for what is not tagged: labels of drawings are read between others."""
    unknown = _find_untagged(page)
    return ["" if id(line) in unknown else compact(line) for line in lines]


def _find_untagged(page: Page) -> set[int]:
    """The ids of lines of *page* that are neither tagged nor artifacts."""
    return {id(line) for line, role in zip(page.lines, page.roles, strict=False) if role == UNKNOWN}


def _with_labels(page: Page, unit: list[Line], lines: Sequence[Line]) -> list[Line]:
    """The lines of *unit*, with those of *page* in the figure that one of them is the caption of: within its picture,
    or untagged and nearest above. Captions stand behind the labels, whichever are drawn first.
    """
    own = set(map(id, unit))
    captions = [line for line in lines if is_caption(line)]
    unknown = _find_untagged(page)
    for caption in [line for line in unit if is_caption(line)]:
        box = figure_box(page, caption)
        own |= {id(line) for line in lines if box is not None and is_within(line, box)}
        own |= {id(line) for line in lines if id(line) in unknown and _caption_below(line, captions) is caption}
    return sorted((line for line in lines if id(line) in own), key=is_caption)


def _caption_below(line: Line, captions: Sequence[Line]) -> Line | None:
    """The nearest of *captions* below *line*, and of those on one base line that beside its middle."""
    below = [each for each in captions if each.y >= line.y]
    middle = line.x + line.width / 2
    return min(below, key=lambda each: (each.y - line.y, abs(each.x + each.width / 2 - middle)), default=None)

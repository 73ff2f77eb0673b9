"""Marks around a single page, outside of its bleed: cuts, folds, registration targets, colour bar, and the slug line.

Lengths are points; the origin is the lower left corner of the media, x to the right and y upwards.

    media    trim + slug, on each side
      head     colour bar · target · colour bar goes on
      sides    target
      foot     publication, issue, folio, date · target · names of the plates

A cover is folded: there head and foot are free of all but the fold marks from the first fold to the last, and the
target stands left of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.pdf.text_face import TextFace
from pipeline.press.imposition.sheet_layout import MARK_LENGTH, SLUG_SIZE, Box
from pipeline.press.marks.mark_drawing import (
    DASHED,
    HAIRLINE,
    UNDASHED,
    Line,
    as_artifact,
    circle,
    letter_text,
    number,
    stroke_lines,
)
from pipeline.press.marks.mark_inks import MarkInks
from pipeline.press.printer import MARKS, Mark
from pipeline.units import POINTS_PER_MM

_GAP = 0.5 * POINTS_PER_MM  # between bleed and marks, marks and the edge of the media
_SHORTEST_CUT = 1 * POINTS_PER_MM
_ARM, _SHORTEST_ARM = 3 * POINTS_PER_MM, 1.5 * POINTS_PER_MM  # half of the cross of a target
_RADIUS = 0.6  # of its circle, in arms
_PATCH, _SMALLEST_PATCH = 5 * POINTS_PER_MM, 2.5 * POINTS_PER_MM
_CLEAR = 2 * POINTS_PER_MM  # between marks of different kinds along a side
_SMALLEST_SLUG = 4.5
_LINE = 1.2  # height of a line of text, in sizes
_BETWEEN_PLATES = 0.8  # space between the names of plates, in sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrame:
    """A page of *width* × *height* with *bleed* and *slug* around it, both measured from the trim.

    It is folded upright at *folds*, told from the left edge of the trim in ascending order.
    """

    width: float
    height: float
    bleed: float
    slug: float
    folds: tuple[float, ...] = ()

    @property
    def media(self) -> Box:
        """The page with all its marks: the MediaBox, pt."""
        return 0.0, 0.0, self.width + 2 * self.slug, self.height + 2 * self.slug

    @property
    def trim(self) -> Box:
        """The page as it is cut."""
        return self.slug, self.slug, self.slug + self.width, self.slug + self.height

    @property
    def bleed_box(self) -> Box:
        """The page with its bleed."""
        x, y, right, top = self.trim
        return x - self.bleed, y - self.bleed, right + self.bleed, top + self.bleed

    @property
    def depth(self) -> float:
        """The room for marks on each side."""
        return self.slug - self.bleed - 2 * _GAP

    @property
    def offset(self) -> float:
        """How far from the trim marks begin."""
        return self.bleed + _GAP


class PageMarks:
    """The *wanted* marks of pages with one *frame*, in *inks*; *face* has the characters of slug line and plates."""

    def __init__(self, frame: PageFrame, wanted: frozenset[Mark], inks: MarkInks, face: TextFace) -> None:
        self._frame = frame
        self._inks = inks
        self._face = face
        self._wanted = wanted
        self._arm = min(_ARM, frame.depth / 2)
        has_room = min(frame.width, frame.height) > 4 * (self._arm + _CLEAR)
        self._has_targets = "registration" in wanted and self._arm >= _SHORTEST_ARM and has_room
        self._cuts = list(cut_marks(frame)) if "crop" in wanted else []
        self._folds = list(fold_marks(frame)) if "crop" in wanted else []
        self._bar = self._colour_bar() if "colour_bar" in wanted else []
        self._plates = self._plate_names() if "slug" in wanted else b""

    @property
    def shared(self) -> bytes:
        """The operators of what all pages of one size have; empty when there is nothing."""
        parts = [*self._bar, *filter(None, [self._plates])]
        folds = [DASHED, *map(stroke_lines, self._folds), UNDASHED] if self._folds else []
        if lines := [*map(stroke_lines, self._cuts), *folds, *self._targets()]:
            parts = [self._inks.on_every_plate(b"%s w\n%s" % (number(HAIRLINE), b"\n".join(lines))), *parts]
        return as_artifact(b"\n".join(parts)) if parts else b""

    def slug_line(self, words: str) -> tuple[bytes, tuple[Mark, ...]]:
        """The operators of *words* in the slug line, and which marks of the page had no room."""
        line = self._words(words) if "slug" in self._wanted else b""
        made = {
            "crop": bool(self._cuts),
            "registration": self._has_targets,
            "colour_bar": bool(self._bar),
            "slug": bool(self._plates and line),
        }
        return line, tuple(mark for mark in MARKS if mark in self._wanted and not made[mark])

    def _targets(self) -> Iterator[bytes]:
        if self._has_targets:
            for x, y in target_places(self._frame, self._arm):
                yield stroke_lines((x - self._arm, y, x + self._arm, y))
                yield stroke_lines((x, y - self._arm, x, y + self._arm))
                yield circle(x, y, self._arm * _RADIUS)

    def _halves(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What is free along head and foot, left and right of target and folds: from, to."""
        left, _foot, right, _top = self._frame.trim
        target, kept = across_target(self._frame, self._arm), self._arm + _CLEAR
        beyond = max(target + kept, *(left + fold + _CLEAR for fold in self._frame.folds), left)
        return (left + _CLEAR, target - kept), (beyond, right - _CLEAR)

    def _colour_bar(self) -> list[bytes]:
        """A patch beside the other, from the left; empty when there is no room for all of them."""
        patches = self._inks.patches()
        height = min(_PATCH, self._frame.depth)
        rooms = [max(0.0, end - start) for start, end in self._halves()]
        width = _PATCH
        while sum(int(room / width) for room in rooms) < len(patches):
            width -= _PATCH / 40
            if width < _SMALLEST_PATCH:
                return []
        if height < _SMALLEST_PATCH:
            return []
        y = self._frame.trim[3] + self._frame.offset
        places = [
            start + index * width
            for (start, _end), room in zip(self._halves(), rooms, strict=True)
            for index in range(int(room / width))
        ]
        return [
            b"%s %s %s %s %s re f" % (colour, *map(number, (x, y, width, height)))
            for colour, x in zip(patches, places, strict=False)
        ]

    def _base_line(self, size: float) -> float:
        """Of the slug line: level with the middle of the target at the foot."""
        return self._frame.trim[1] - self._frame.offset - max(self._arm, _LINE * size / 2) - 0.36 * size

    def _size_for(self, text: str, room: float, spaces: int = 0) -> float:
        """The size in which *text* fits into *room*, with as many *spaces* between plates; 0 when it fits in none."""
        needed = self._face.width(text) + spaces * _BETWEEN_PLATES
        size = min(SLUG_SIZE, room / needed if needed else SLUG_SIZE, self._frame.depth / _LINE)
        return size if size >= _SMALLEST_SLUG else 0.0

    def _words(self, words: str) -> bytes:
        start, end = self._halves()[0]
        if not (size := self._size_for(words, end - start)):
            return b""
        text = letter_text(self._inks.font, size, start, self._base_line(size), self._face.encode_text(words))
        return as_artifact(self._inks.on_every_plate(text))

    def _plate_names(self) -> bytes:
        """Each plate's name on that plate alone."""
        names = self._inks.plates
        x, end = self._halves()[1]
        if not (size := self._size_for("".join(names), end - x, len(names) - 1)):
            return b""
        parts = []
        for plate, name in enumerate(names):
            text = letter_text(self._inks.font, size, x, self._base_line(size), self._face.encode_text(name))
            parts.append(b"%s %s" % (self._inks.on_plate(plate), text))
            x += (self._face.width(name) + _BETWEEN_PLATES) * size
        return b"\n".join(parts)


def cut_marks(frame: PageFrame) -> Iterator[Line]:
    """Lines that prolong the trim beyond the bleed at each corner; none where there is no room."""
    left, foot, right, top = frame.trim
    start, length = frame.offset, min(MARK_LENGTH, frame.depth)
    if length >= _SHORTEST_CUT:
        yield from _above_and_below(frame, (left, right), length)
        for y in (foot, top):
            yield left - start, y, left - start - length, y
            yield right + start, y, right + start + length, y


def fold_marks(frame: PageFrame) -> Iterator[Line]:
    """Lines at head and foot that prolong the folds; none where there is no room."""
    length = min(MARK_LENGTH, frame.depth)
    if length >= _SHORTEST_CUT:
        yield from _above_and_below(frame, [frame.trim[0] + fold for fold in frame.folds], length)


def _above_and_below(frame: PageFrame, places: Iterable[float], length: float) -> Iterator[Line]:
    _left, foot, _right, top = frame.trim
    for x in places:
        yield x, foot - frame.offset, x, foot - frame.offset - length
        yield x, top + frame.offset, x, top + frame.offset + length


def across_target(frame: PageFrame, arm: float) -> float:
    """Where the targets with *arm* at head and foot stand: in the middle, or left of the first fold."""
    left, _foot, right, _top = frame.trim
    return left + frame.folds[0] - _CLEAR - arm if frame.folds else (left + right) / 2


def target_places(frame: PageFrame, arm: float) -> Sequence[tuple[float, float]]:
    """The middles of targets with *arm*: head, foot, left, right."""
    left, foot, right, top = frame.trim
    across, up, away = across_target(frame, arm), (foot + top) / 2, frame.offset + arm
    return (across, top + away), (across, foot - away), (left - away, up), (right + away, up)

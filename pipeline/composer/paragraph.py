"""A paragraph prepared for composition: for each character its width, what may be cut off it, and where it may break.

All lengths are in em of the paragraph; a run in a smaller size has a smaller *size*. Characters count from 0 on.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.composer import held_together
from pipeline.composer.adjacent_marks import FULL_WIDTH, UNADJUSTABLE, AdjacentMarks
from pipeline.composer.characters import (
    BRACKETS,
    NO_LINE_END,
    NO_LINE_START,
    SIGNS_OF_NUMBERS,
    TRIMMED_AFTER,
    Kind,
    is_alphanumeric,
    is_ideograph,
    kind_of,
    marks_in_numbers,
    may_be_cut_after,
)
from pipeline.composer.composition_rules import Level, RuleSet, has_gap, may_break, running_sums
from pipeline.composer.latin_context import APOSTROPHES, begins_year
from pipeline.composer.ruby import Reading, breaks_beside, room_for
from pipeline.composer.runs import Run
from pipeline.composer.word_breaks import is_technical, last_breaks, word_breaks

_CLOSED_UP = TRIMMED_AFTER | {Kind.DOT, Kind.SOLIDUS}  # marks that stand close to what is before them
_CENTRED = frozenset({Kind.PAUSE, Kind.STOP})
_BRACKETED = frozenset({Kind.OPENING, Kind.CLOSING})
_JOINING = frozenset("-‐‑/~")
_SHORT_WORD = 3  # letters, with which it is never broken
_WORDS = frozenset({Kind.LATIN, Kind.FULL_WIDTH})  # of what words and numbers are made


@dataclass
class Paragraph:
    """Runs with everything known that does not depend on where the lines end."""

    runs: Sequence[Run]
    rules: RuleSet = field(default_factory=RuleSet)
    readings: Sequence[Reading] = ()
    """Ruby of the paragraph, in order."""

    text: str = field(init=False)
    kinds: list[Kind] = field(init=False)
    sizes: list[float] = field(init=False)
    advances: list[float] = field(init=False)
    centred: set[int] = field(init=False)
    """Indices of the marks that stand in the middle of their em."""
    before: list[float] = field(init=False)
    """What is cut off each character's start wherever it stands."""
    after: list[float] = field(init=False)
    gaps: list[float] = field(init=False)
    """What is added after each character wherever it stands within a line (negative for a space set narrower)."""
    glued: list[bool] = field(init=False)
    """Whether a line may not break, nor space be added, before each character."""
    levels: list[Level | None] = field(init=False)
    """When each character, or the gap after it, gives way as a line is squeezed."""
    rooms: list[float] = field(init=False)
    """How far it gives way, beyond what is cut off anyway."""
    word_space: list[float] = field(init=False)
    """How far a word space at each character may grow."""
    han_latin: list[float] = field(init=False)
    """How far a Han–Latin gap after each character may grow."""
    is_loose: list[bool] = field(init=False)
    """Whether space may be added after each character at last."""
    unkerned: dict[int, float] = field(init=False)
    """What a character is wider by when a line ends after it, within a word."""
    breaks: list[int] = field(init=False)
    """Indices of the characters that may begin a line, ascending; never 0."""
    reluctant: set[int] = field(init=False)
    """Those of them that part a number from what it counts or from its date (3个, 第3期, 20万元, 3月1日)."""
    hyphens: dict[int, float] = field(init=False)
    """For each break within a word, the width of the hyphen that ends the line before it."""
    cuts: set[int] = field(init=False)
    """Indices at which words are cut where a line would else have a hole."""
    cut_places: list[int] = field(init=False)
    """These indices, ascending."""
    widths: list[float] = field(init=False)
    """Running sums of natural widths; so are the following, of what may be taken or added."""
    room_sums: list[float] = field(init=False)
    squeezes: dict[Level, list[float]] = field(init=False)
    word_spaces: list[float] = field(init=False)
    han_latins: list[float] = field(init=False)
    loose: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(run.text for run in self.runs)
        self.kinds = [kind_of(character) for character in self.text]
        self.hyphens, self.cuts, self.reluctant, self.centred = {}, set(), set(), set()
        self._called, self._whole, self._technical = set[int](), set[int](), list[tuple[int, int]]()
        self._take_over_latin()
        self.sizes = [run.size for run in self.runs for _character in run.text]
        self.advances = [advance for run in self.runs for advance in run.advances]
        length = len(self.text)
        self.glued = [False] * (length + 1)
        self._glue()
        self._trim()
        self._add_gaps()
        self._find_breaks()
        if self.readings:
            self._make_room()
        self._sum_up()

    def full_width(self, index: int) -> bool:
        """Whether a mark is as wide as its em, and so can be set half as wide."""
        return self.advances[index] >= FULL_WIDTH * self.sizes[index]

    def _take_over_latin(self) -> None:
        for index, kind in marks_in_numbers(self.text).items():
            self.kinds[index] = kind
            if kind is Kind.FULL_WIDTH and may_be_cut_after(self.text, index):
                self.cuts.add(index + 1)
        position = 0
        for run in self.runs:
            for offset in run.latin:
                self.kinds[position + offset] = Kind.LATIN
            if run.centred:
                places = range(position, position + len(run.text))
                self.centred.update(index for index in places if self.kinds[index] in _CENTRED)
            self.hyphens |= {position + offset: width for offset, width in run.hyphens.items()}
            self.cuts.update(position + offset for offset in run.rare_hyphens)
            position += len(run.text)

    def _glue(self) -> None:
        for place in held_together.solid_places(self.text):
            self.glued[place] = True
        position = 0
        self.unkerned = {}
        for run in self.runs:
            self.unkerned |= {position + offset: width for offset, width in run.unkerned.items()}
            for offset, advance in enumerate(run.advances):
                if advance == 0 and position + offset:
                    self.glued[position + offset] = True
            if run.note_mark:
                self._called.add(position)
                for offset in range(len(run.text)):
                    self.glued[position + offset] = True
            if run.whole:
                self._whole.update(range(position + 1, position + len(run.text)))
            position += len(run.text)

    def _trim(self) -> None:
        self.before, self.after = [0.0] * len(self.text), [0.0] * len(self.text)
        AdjacentMarks(
            text=self.text,
            kinds=self.kinds,
            sizes=self.sizes,
            advances=self.advances,
            open_marks=self.rules.open_marks,
            called=self._called,
            centred=self.centred,
            before=self.before,
            after=self.after,
        ).trim()

    def white_of_centred(self, index: int) -> tuple[float, float]:
        """What may still be cut off the start and the end of the mark *index*, which stands in the middle of its em."""
        if self.text[index] in UNADJUSTABLE or not self.full_width(index):
            return 0.0, 0.0
        quarter = self.sizes[index] / 4
        return quarter - self.before[index], quarter - self.after[index]

    def _add_gaps(self) -> None:
        text, kinds, length = self.text, self.kinds, len(self.text)
        self.gaps, self.levels = [0.0] * length, [None] * length
        self.word_space, self.han_latin = [0.0] * length, [0.0] * length
        self.is_loose = [False] * length
        natural = self.rules.han_latin[1]
        depth = 0
        han = Kind.HAN
        for index, (kind, next_kind, next_glued) in enumerate(
            zip(kinds, [*kinds[1:], None], self.glued[1:], strict=False)
        ):
            if kind is han and next_kind is han:
                self.is_loose[index] = not next_glued
                continue
            if text[index] in BRACKETS:
                depth = max(0, depth + (1 if kind is Kind.OPENING else -1))
            following = text[index + 1] if index + 1 < length else "\n"
            size = self.sizes[index]
            if kind in _BRACKETED:
                self.levels[index] = Level.BRACKET
            elif kind is Kind.PAUSE:
                self.levels[index] = Level.PAUSE
            elif kind is Kind.STOP:
                self.levels[index] = Level.STOP
            elif kind is Kind.SPACE:
                self._space(index, following)
            allowed = depth == 0 or self.rules.gap_in_brackets
            if allowed and kind is not Kind.SPACE and self._may_gap(index, following):
                self.gaps[index] = natural * size
                self.levels[index] = Level.HAN_LATIN
            if self.levels[index] is Level.HAN_LATIN:
                self.han_latin[index] = (self.rules.han_latin[2] - natural) * size
            elif kind is not Kind.SPACE:
                closed_up = kind is Kind.OPENING or (next_kind in _CLOSED_UP and index + 1 not in self.centred)
                is_label = kind is Kind.OBJECT and index == 0  # what stands below begins where its width ends
                self.is_loose[index] = not closed_up and not is_label and self.may_stretch(index)

    def _may_gap(self, index: int, following: str) -> bool:
        before = self.text[index]
        if self.glued[index + 1] or not (is_ideograph(before) or is_alphanumeric(before)):
            return False
        return has_gap(before, self._neighbour(index + 1, following))

    def _neighbour(self, index: int, mark: str) -> str:
        """What stands beside Han text at *index*: its *mark*, but for what begins ’97, −5 or $5 the figure after it."""
        is_year = mark in APOSTROPHES and self.kinds[index] is Kind.LATIN and begins_year(self.text, index)
        is_sign = mark in SIGNS_OF_NUMBERS and not self.full_width(index)
        following = self.text[index + 1 : index + 2]
        return following if is_year or (is_sign and following.isdigit()) else mark

    def _space(self, index: int, following: str) -> None:
        """A typed space between Han and Latin is the gap itself; any other is a word space."""
        previous = self.text[index - 1] if index else "\n"
        size = self.sizes[index]
        if has_gap(previous, self._neighbour(index + 1, following)):
            self.gaps[index] = self.rules.han_latin[1] * size - self.advances[index]
            self.levels[index] = Level.HAN_LATIN
        elif not held_together.keeps_width(self.text, index + 1):
            self.levels[index] = Level.WORD_SPACE
            self.word_space[index] = max(0.0, self.rules.word_space[1] * size - self.advances[index])

    def may_stretch(self, index: int) -> bool:
        """Whether space may be added after a character when a line is stretched and nothing else is left."""
        if index + 1 >= len(self.text) or self.glued[index + 1] or self.levels[index] is Level.HAN_LATIN:
            return False
        kind, following = both = self.kinds[index], self.kinds[index + 1]
        if kind is Kind.OBJECT and following in (Kind.OBJECT, Kind.PAUSE, Kind.STOP):
            return False  # pieces of a line to be filled in, and what ends it
        if Kind.SPACE in both or following is Kind.NEWLINE or Kind.CONNECTOR in both or Kind.DOT in both:
            return False
        if self.text[index] in _JOINING or self.text[index + 1] in _JOINING:  # 歼-20, 输入/输出
            return False
        if self.text[index] in NO_LINE_END and following in _WORDS:
            return False
        if kind in _WORDS:
            return following not in _WORDS and following is not Kind.UNIT
        return kind is not following or kind not in (Kind.DASH, Kind.ELLIPSIS)

    def is_in_address(self, start: int, end: int) -> bool:
        """Whether a line of the characters *start* to *end* is nothing but a piece of an address or the like."""
        at = bisect_right(self._technical, (start, len(self.text))) - 1
        return at >= 0 and end <= self._technical[at][1]

    def _make_room(self) -> None:
        """Make room for readings wider than their bases: characters are moved apart by trims below 0 and by gaps."""
        length = len(self.text)
        natural = [self.advances[i] - self.before[i] - self.after[i] + self.gaps[i] for i in range(length)]
        for reading in self.readings:
            natural[reading.end - 1] -= self.gaps[reading.end - 1]
        room = room_for(self.readings, natural, self.kinds, self.sizes)
        for lengths, added in ((self.before, room.before), (self.after, room.after)):
            for index, width in added.items():
                lengths[index] -= width
        for index, width in room.gaps.items():
            self.gaps[index] += width
        self.breaks = breaks_beside(self.readings, self.breaks)

    def _find_breaks(self) -> None:
        text, kinds, glued = self.text, self.kinds, self.glued
        self.breaks = []
        word_start, han, latin = 0, Kind.HAN, Kind.LATIN
        for index, (before, after) in enumerate(pairwise(kinds), 1):
            if before is han and after is han and not glued[index]:  # most often, and quickest
                word_start = index
                if text[index] not in NO_LINE_START and text[index - 1] not in NO_LINE_END:
                    self.breaks.append(index)
            elif before is not latin or after is not latin:
                if before is latin:
                    self._add_word_breaks(word_start, index)
                word_start = index
                if self._may_begin(index):
                    self.breaks.append(index)
                elif before is Kind.SPACE and held_together.begins_long_number(text, index):
                    self.cuts.add(index)
        if text and kinds[-1] is Kind.LATIN:
            self._add_word_breaks(word_start, len(text))
        self._whole.update(held_together.places_within(text))
        self.breaks = [place for place in self.breaks if place not in self._whole]
        self.reluctant.update(set(held_together.places_parted_with_reluctance(text)).intersection(self.breaks))
        self.cuts -= self._whole

    def _may_begin(self, index: int) -> bool:
        before, after = self.kinds[index - 1], self.kinds[index]
        if self.glued[index] or after in (Kind.SPACE, Kind.NEWLINE) or before is Kind.NEWLINE:
            return False
        if before in _WORDS and after in _WORDS:
            return False
        text, rules = self.text, self.rules
        first = text[index + held_together.begins_word(text, index)]
        if before is Kind.SPACE:
            last = self._before_spaces(index)
            held = not last or kind_of(last) is Kind.OPENING or last in NO_LINE_END
            held = held or held_together.holds_number(text, last, index)
            return not held and may_break(last, first, rules)
        return not held_together.is_held(text, index) and may_break(text[index - 1], first, rules)

    def _before_spaces(self, index: int) -> str:
        """The last character before *index* that is no space; empty where there is none."""
        while index and self.kinds[index - 1] is Kind.SPACE:
            index -= 1
        return self.text[index - 1] if index else ""

    def _add_word_breaks(self, start: int, end: int) -> None:
        if end - start <= _SHORT_WORD:
            return
        word = self.text[start:end]
        if is_technical(word):
            self._technical.append((start, end))
        places = {start + offset for offset in word_breaks(word)}
        if self.hyphens:
            places.update(at for at in range(start + 1, end) if at in self.hyphens and at not in self.cuts)
        self.breaks.extend(place for place in sorted(places) if not self.glued[place])
        self.cuts.update(start + offset for offset in last_breaks(word) if not self.glued[start + offset])

    def _sum_up(self) -> None:
        length = len(self.text)
        self.cut_places = sorted(self.cuts)
        measures = zip(self.advances, self.before, self.after, self.gaps, strict=True)
        self.widths = running_sums([advance - before - after + gap for advance, before, after, gap in measures])
        self.rooms = [0.0] * length
        by_level = {level: [0.0] * length for level in {*self.levels} if level is not None}
        for index, level in enumerate(self.levels):
            if level is not None:
                self.rooms[index] = by_level[level][index] = self.room(index)
        self.room_sums = running_sums(self.rooms)
        self.squeezes = {level: running_sums(by_level[level]) for level in sorted(by_level)}
        self.word_spaces = running_sums(self.word_space)
        self.han_latins = running_sums(self.han_latin)
        self.loose = running_sums(self.is_loose)

    def room(self, index: int) -> float:
        """What a squeezed line may take away at a character beyond its natural trims."""
        level, size = self.levels[index], self.sizes[index]
        if level is None:
            return 0.0
        if level is Level.HAN_LATIN:
            return (self.rules.han_latin[1] - self.rules.han_latin[0]) * size
        if level is Level.WORD_SPACE:
            return max(0.0, self.advances[index] - self.rules.word_space[0] * size)
        if index in self.centred:
            return sum(self.white_of_centred(index))
        return max(0.0, size / 2 - self.before[index] - self.after[index]) if self.full_width(index) else 0.0

"""Turns a paragraph of WeasyPrint's boxes into one for the composer, and the composer's lines into WeasyPrint's.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py. Positions in a ``skip_stack`` count children of boxes
and, within a text box, bytes of UTF-8; the composer counts characters through the whole paragraph.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Any, NamedTuple
from weakref import ref

from weasyprint.formatting_structure import boxes

from pipeline.composer.characters import Kind
from pipeline.composer.hyphenation import HYPHEN
from pipeline.composer.latin_context import latin_marks
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph
from pipeline.composer.ruby import Reading, reading_start
from pipeline.composer.runs import Run
from pipeline.engine.composable import (
    composable_style,
    has_width,
    is_call,
    is_chinese,
    is_held,
    is_kept_whole,
    is_plain_text,
    sign_of,
)
from pipeline.engine.composed_text import (
    STAND_IN,
    VISIBLE,
    VISIBLE_AFTER_BASE,
    Move,
    Piece,
    jump_to,
    measured_widths,
    stand_in_after,
)
from pipeline.engine.custom_properties import line_setting, rules_of
from pipeline.engine.measuring import Rulers
from pipeline.engine.planned_lines import PlannedLines
from pipeline.engine.text_run import byte_stretches, text_run

_BEYOND_MEASURE = 1e6
_PLACES = 9  # of a length in em: the last bits of a width in px are other on a left page than on a right one


class _Stretch(NamedTuple):
    """The text of a box as it is gathered."""

    box: Any
    text: str
    note_mark: bool
    is_whole: bool = False
    """Whether no line may end in it."""


class LineSource:
    """The text of one LineBox. *object_width* gives the width, px, of a box in the line that is no text."""

    def __init__(self, box: Any, rulers: Rulers, object_width: Callable[[Any], float]) -> None:
        self._box = ref(box)  # the box has its source: a hard reference would keep both after the page is made
        self._rulers, self._object_width = rulers, object_width
        self._em: float = box.style["font_size"]
        self._setting = line_setting(box.style)
        self._is_judged_by_costs = self._setting.balance and box.element_tag != "th"  # whose columns fit what is whole
        self._stretches: list[_Stretch] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._bytes: dict[int, int] = {}
        """Where lines begin: a character's index → the byte of its text box; and the other way round."""
        self._characters: dict[tuple[int, int], int] = {}
        self._length = self._read = 0
        self._kept: list[tuple[int, int]] = []
        """Stretches of a head that the author wants whole."""
        self._readings: dict[int, Reading] = {}
        """By the text boxes of ruby, and of these those whose reading comes after them."""
        self._has_reading: set[int] = set()
        self.tried: dict[int, Any] = {}
        """What is known of lines that columns were tried with (patches/tried_lines), by their first characters."""
        self.is_composable = composable_style(box.style) and self._gather(box)
        if self.is_composable:
            self._latin = self._latin_marks()
            runs = [self._run(stretch) for stretch in self._stretches]
            self.paragraph = Paragraph(runs, rules_of(box.style), tuple(self._readings.values()))
            self.planned = PlannedLines(paragraph=self.paragraph, setting=self._setting, kept=self._kept)
        del self._object_width  # it knows the boxes around

    @property
    def box(self) -> Any:
        """The LineBox itself, or None when it is no more."""
        return self._box()

    def line(self, width: float, indent: float, skip_stack: Any) -> ComposedLine | None:
        """The line that begins at *skip_stack* and has a *width* (px, without the *indent*); None if there is none."""
        return self.planned.line(*self._measure(width, indent), self.start(skip_stack))

    def hanging_indent(self, skip_stack: Any) -> float:
        """Indent of the lines of a head below its first words, in px; 0 for the first line."""
        return self.planned.hanging * self._em if skip_stack is not None and self.start(skip_stack) else 0.0

    def count(self, width: float, indent: float, skip_stack: Any) -> int:
        """The number of lines from *skip_stack* on; arguments as for ``line``."""
        return self.planned.count(*self._measure(width, indent), self.start(skip_stack))

    def recount(
        self, width: float, indent: float, skip_stack: Any, count: int, *, for_good: bool = False, may_run: bool = True
    ) -> bool:
        """Set the text from *skip_stack* on in *count* lines, unless one would be too bad; returns whether it did.

        *for_good*: also whenever the paragraph is laid out anew. *may_run*: even if loose lines follow one another.
        """
        lengths, for_good = self._measure(width, indent), for_good and skip_stack is None
        return self.planned.recount(*lengths, self.start(skip_stack), count, for_good=for_good, may_run=may_run)

    def forget_counts(self, width: float, indent: float) -> None:
        """Undo ``recount``, which was made for a page that is laid out anew."""
        self.planned.forget_counts(*self._measure(width, indent), self.start(None))

    def _measure(self, width: float, indent: float) -> tuple[float, float]:
        """Measure and indent in em, of lines of a *width* in px; the same on each page whose text area is as wide."""
        width = _BEYOND_MEASURE if width + indent > _BEYOND_MEASURE else width
        return round((width + indent) / self._em, _PLACES), round(indent / self._em, _PLACES)

    def start(self, skip_stack: Any) -> int:
        """The first character, spaces aside, of what begins at *skip_stack*."""
        start = self._position(skip_stack)
        while start < self._length and self.paragraph.kinds[start] is Kind.SPACE:
            start += 1
        return start

    def begins_in_text(self, skip_stack: Any) -> bool:
        """Whether a line begins at *skip_stack* in a text box, where the one before it ended, and with no space."""
        box = self.box
        while skip_stack:
            ((index, skip_stack),) = skip_stack.items()
            if isinstance(box, boxes.TextBox):
                known = self._characters.get((id(box), index), self._length)
                return known < self._spans[id(box)][1] and self.paragraph.kinds[known] is not Kind.SPACE
            if index >= len(box.children):
                return False
            box = box.children[index]
        return False

    def is_beyond(self, box: Any, line: ComposedLine) -> bool:
        """Whether a text box begins after the end of *line*."""
        span = self._spans.get(id(box))
        return span is not None and span[0] < span[1] and span[0] >= line.resume < self._length

    def gap_after(self, box: Any, line: ComposedLine) -> float:
        """The gap that *line* adds after a box that is no text, px."""
        first, last = self._spans.get(id(box), (0, 0))
        return line.gaps.get(first, 0.0) * self._em if first < last else 0.0

    def piece(self, box: Any, line: ComposedLine) -> Piece | None:
        """The part of a text box in *line*; None if the box is none of this paragraph's."""
        span = self._spans.get(id(box))
        if span is None:
            return None
        if id(box) in self._readings:
            return self._reading_piece(box, line)
        first, last = span
        start, end = max(first, min(line.start, last)), max(first, min(line.end, last))
        text = self.paragraph.text[start:end]
        width, moves = self._moves(start, end, line, box.style["font_size"])
        has_white_before = start > line.start and bool(moves) and moves[0].offset == 0 and moves[0].before < -VISIBLE
        tail = self._tail(box, (start, end), line, moves)
        if tail == HYPHEN:
            width += line.hyphen * self._em
        resume = None
        if line.resume < self._length or line.forced:
            # a line that ends with the box is said to end in it: else text of the next box would be tried
            stop = (line.resume if line.forced else line.end) - 1
            is_in_box = first <= stop < last or first < line.resume < last  # it begins with a space that is dropped
            if is_in_box and not (line.resume >= last and id(box) in self._has_reading):
                resume = self._byte(box, first, line.start, min(line.resume, last))
        return Piece(
            text=text,
            resume=resume,
            forced=line.forced and resume is not None,
            width=width,
            widths=measured_widths(self.paragraph, start, end, self._em / box.style["font_size"]),
            moves=moves,
            latin=byte_stretches(text, [index - start for index in self._latin_within(start, end)]),
            head=STAND_IN if has_white_before else "",
            tail=tail,
            ends_at_space=end == line.end and self.planned.ends_at_space(line),
        )

    def _tail(self, box: Any, part: tuple[int, int], line: ComposedLine, moves: list[Move]) -> str:
        """What is drawn after the *part* of a text box that stands in *line*; its move, if it needs one, joins *moves*.

        Behind a base less white is seen: its reading is read between, and the text after it begins a word.
        """
        start, end = part
        if start == end:
            return ""
        if end == line.end:
            return HYPHEN if line.hyphen else ""
        offset = len(self.paragraph.text[start : end - 1].encode())
        thousandths = 1000 * self._em / box.style["font_size"]
        if id(box) not in self._has_reading:
            return ""
        jump = jump_to(end, offset, line.trims, line.gaps, thousandths, VISIBLE_AFTER_BASE)
        moves += [jump] if jump else []
        return STAND_IN if jump else ""

    def _reading_piece(self, box: Any, line: ComposedLine) -> Piece:
        """A reading; the line ends in it if it ends with its base."""
        reading = self._readings[id(box)]
        start = reading_start(reading, line.start, self.paragraph.advances, line.trims, line.gaps)
        resume = None
        if line.end <= reading.end <= line.resume < self._length and not line.forced:
            resume = len(box.text.encode())
        white = -start - reading.width if reading.end < line.end else 0.0  # to where the line goes on
        moves, tail = stand_in_after(box.text, 1000 * white * self._em / box.style["font_size"])
        width = reading.width * self._em
        return Piece(text=box.text, resume=resume, width=width, moves=moves, tail=tail, shift=start * self._em)

    def _moves(self, start: int, end: int, line: ComposedLine, size: float) -> tuple[float, list[Move]]:
        paragraph, trims, gaps = self.paragraph, line.trims, line.gaps
        thousandths = 1000 * self._em / size
        moves = []
        text, advances = paragraph.text, paragraph.advances
        byte, done, width = 0, start, 0.0
        for index in sorted(index for index in {*trims, *gaps} if start <= index < end):
            before, after = trims.get(index, (0.0, 0.0))
            gap = gaps.get(index, 0.0)
            if before or after or gap:
                width = reduce(add, advances[done : index + 1], width) + (gap - before - after)
                byte += len(text[done:index].encode())
                moves.append(Move(byte, before * thousandths, after * thousandths, gap * thousandths))
                byte += len(text[index].encode())
                done = index + 1
        return reduce(add, advances[done:end], width) * self._em, moves

    def _byte(self, box: Any, first: int, start: int, end: int) -> int:
        """The byte of a text box at which the character *end* stands, counted on from the line's *start* if known."""
        start = start if start > first and start in self._bytes else first
        byte = self._bytes.get(start, 0) if start > first else 0
        byte += len(self.paragraph.text[start:end].encode())
        self._bytes[end] = byte
        self._characters[(id(box), byte)] = end
        return byte

    def _position(self, skip_stack: Any) -> int:
        box, position = self.box, 0
        while skip_stack:
            ((index, skip_stack),) = skip_stack.items()
            if isinstance(box, boxes.TextBox):
                if id(box) in self._readings:
                    return position
                known = self._characters.get((id(box), index))
                return position + len(box.text.encode()[:index].decode()) if known is None else known
            if index >= len(box.children):
                return self._spans[id(box)][1]
            box = box.children[index]
            position = self._spans[id(box)][0]
        return position

    @property
    def is_justified(self) -> bool:
        """Whether lines are as wide as the measure."""
        return self._setting.justify and not self._setting.balance

    @property
    def has_notes(self) -> bool:
        """Whether footnotes are called in the text."""
        return any(is_call(stretch.box) for stretch in self._stretches)

    def _gather(self, box: Any, note_mark: bool = False) -> bool:
        """Add the text of a box and of those in it. False when there is something the composer leaves alone."""
        begin = self._length
        for child in box.children:
            if child.is_leader:
                return False
            if isinstance(child, boxes.TextBox):
                if not self._is_plain(child):
                    return False
                self._add(child, child.text, note_mark, is_whole=is_kept_whole(child))
            elif not child.is_in_normal_flow():
                if child.is_floated():
                    return False
                self._spans[id(child)] = (self._length, self._length)
            elif isinstance(child, boxes.InlineBox):
                if not self._gather_inline(child, begin if box.element_tag == "ruby" else None, note_mark):
                    return False
            elif isinstance(child, boxes.AtomicInlineLevelBox):
                self._add(child, sign_of(child), note_mark)
            else:
                return False
        self._spans[id(box)] = (begin, self._length)
        return True

    def _is_plain(self, box: Any) -> bool:
        """Whether the text of *box* is the composer's business; it may be one that is kept whole."""
        is_whole = is_kept_whole(box)
        if is_whole and self._is_judged_by_costs:
            self._kept.append((self._length, self._length + len(box.text)))
        return is_plain_text(box, is_whole=is_whole)

    def _gather_inline(self, box: Any, ruby: int | None, note_mark: bool) -> bool:
        """As *_gather*; *ruby* is where the ruby begins that the box is a part of."""
        if has_width(box.style):
            return False
        if ruby is not None and box.element_tag == "rt":
            return self._gather_reading(box, max(ruby, self._read))
        return self._gather(box, note_mark or is_held(box))

    def _gather_reading(self, box: Any, base: int) -> bool:
        """Take in the box of a reading, whose base is the text from the character *base* on."""
        text = box.children[0] if len(box.children) == 1 and base < self._length else None
        if not isinstance(text, boxes.TextBox) or not is_plain_text(text):
            return False
        self._spans[id(box)] = self._spans[id(text)] = (self._length, self._length)
        width = sum(self._rulers.ruler(text.style).advances(text.text)) * text.style["font_size"] / self._em
        self._readings[id(text)] = Reading(base, self._length, width)
        self._has_reading.add(id(self._stretches[-1].box))
        self._read = self._length
        return True

    def _add(self, box: Any, text: str, note_mark: bool, *, is_whole: bool = False) -> None:
        self._spans[id(box)] = (self._length, self._length + len(text))
        self._stretches.append(_Stretch(box, text, note_mark, is_whole))
        self._length += len(text)

    def _latin_marks(self) -> list[int]:
        text = "".join(stretch.text for stretch in self._stretches)
        foreign: set[int] = set()
        for stretch in self._stretches:
            if not is_chinese(stretch.box.style):
                foreign.update(range(*self._spans[id(stretch.box)]))
        return sorted(latin_marks(text, foreign))

    def _run(self, stretch: _Stretch) -> Run:
        box, text, note_mark, is_whole = stretch
        if not isinstance(box, boxes.TextBox):
            width = round(self._object_width(box) / self._em, _PLACES)
            return Run(text=text, advances=[width], size=1.0, note_mark=note_mark)
        start, end = self._spans[id(box)]
        latin = [index - start for index in self._latin_within(start, end)]
        whole = is_whole and not self._is_judged_by_costs
        ruler = self._rulers.ruler(box.style)
        return text_run(text, box.style, ruler, self._em, latin, note_mark=note_mark, whole=whole)

    def _latin_within(self, start: int, end: int) -> list[int]:
        return self._latin[bisect_left(self._latin, start) : bisect_left(self._latin, end)]

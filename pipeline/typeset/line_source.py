"""A paragraph of WeasyPrint's boxes as the composer wants it, and its lines as WeasyPrint wants them.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py. Positions in a ``skip_stack`` count children of boxes
and, within a text box, bytes of UTF-8; the composer counts characters through the whole paragraph.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.typeset.characters import Kind
from pipeline.typeset.composer import Line, compose
from pipeline.typeset.composition_rules import word_breaks
from pipeline.typeset.measuring import Ruler, Rulers
from pipeline.typeset.paragraph import Paragraph, Run

_OBJECT = "\ufffc"
# soft hyphens, right-to-left letters and marks of direction: WeasyPrint knows better
_FOREIGN = re.compile("[\u00ad\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe]")
_BEYOND_MEASURE = 1e6
_WORD = re.compile("[!-~]{4,}")  # long enough to be broken


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a text box stands in a line. *resume*: the byte the next line begins at, None if the line goes on in the
    next box. *moves* are those of ``composed_text.Move``. *width* is in px."""

    text: str
    resume: int | None
    forced: bool
    width: float
    moves: list[tuple[int, float, float, float]]


def composable_style(style: Any) -> bool:
    """Whether text in a computed style is the composer's business."""
    return bool(style["lang"] and style["lang"].lower().startswith("zh") and _is_plain(style))


def _is_plain(style: Any) -> bool:
    return bool(
        style["direction"] == "ltr"
        and style["white_space"] in ("normal", "pre-line")
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["font_size"] > 0
    )


class LineSource:
    """The text of one LineBox. *object_width* tells the width in px of a boxed piece in the line."""

    def __init__(self, box: Any, rulers: Rulers, object_width: Callable[[Any], float]) -> None:
        self.box = box
        self._rulers, self._object_width = rulers, object_width
        self._em: float = box.style["font_size"]
        self._justify = box.style["text_align_all"] == "justify"
        self._justify_last = box.style["text_align_last"] == "justify"
        self._runs: list[Run] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._lines: dict[tuple[float, float, int], Line] = {}
        self._bytes: dict[int, int] = {}
        """Where lines begin: a character's index → the byte of its text box; and the other way round."""
        self._characters: dict[tuple[int, int], int] = {}
        self._length = 0
        self.is_composable = composable_style(box.style) and self._gather(box)
        if self.is_composable:
            self.paragraph = Paragraph(self._runs)

    @staticmethod
    def natural_width(text: str, ruler: Ruler) -> float:
        """Width in em of *text* on one line."""
        return Paragraph([Run(text, ruler.advances(text))]).widths[-1]

    def line(self, width: float, indent: float, skip_stack: Any) -> Line | None:
        """The line that begins at *skip_stack* and has a *width* (px, without the *indent*); None if there is none."""
        if width + indent > _BEYOND_MEASURE:
            width = _BEYOND_MEASURE
        start = self._position(skip_stack)
        measure, indent = (width + indent) / self._em, indent / self._em
        while start < self._length and self.paragraph.kinds[start] is Kind.SPACE:
            start += 1
        key = (round(measure, 4), round(indent, 4), start)
        if key not in self._lines:
            spread = self._justify_last and width < _BEYOND_MEASURE
            for line in compose(self.paragraph, measure, indent, start, self._justify, spread):
                self._lines[(key[0], key[1] if line.start == start else 0.0, line.start)] = line
        return self._lines.get(key)

    def is_beyond(self, box: Any, line: Line) -> bool:
        """Whether a text box begins after the end of *line*."""
        span = self._spans.get(id(box))
        return span is not None and span[0] < span[1] and span[0] >= line.resume < self._length

    def piece(self, box: Any, line: Line) -> Piece | None:
        """The part of a text box in *line*; None if the box is none of this paragraph's."""
        span = self._spans.get(id(box))
        if span is None:
            return None
        first, last = span
        start, end = max(first, min(line.start, last)), max(first, min(line.end, last))
        text = self.paragraph.text[start:end]
        width, moves = self._moves(start, end, line, box.style["font_size"])
        resume = None
        if line.resume < self._length or line.forced:
            # a line that ends with the box is said to end in it: else text of the next box would be tried
            stop = line.resume - 1 if line.forced else line.end - 1
            if first <= stop < last:
                resume = self._byte(box, first, line.start, min(line.resume, last))
        return Piece(text, resume, line.forced and resume is not None, width, moves)

    def _moves(
        self, start: int, end: int, line: Line, size: float
    ) -> tuple[float, list[tuple[int, float, float, float]]]:
        paragraph, trims, gaps = self.paragraph, line.trims, line.gaps
        thousandths = 1000 * self._em / size
        moves = []
        width = 0.0
        text, advances = paragraph.text, paragraph.advances
        byte = 0
        for index in range(start, end):
            width += advances[index]
            before, after = trims.get(index, (0.0, 0.0))
            gap = gaps.get(index, 0.0)
            if before or after or gap:
                width += gap - before - after
                moves.append((byte, before * thousandths, after * thousandths, gap * thousandths))
            byte += len(text[index].encode())
        return width * self._em, moves

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
                known = self._characters.get((id(box), index))
                return position + len(box.text.encode()[:index].decode()) if known is None else known
            if index >= len(box.children):
                return self._spans[id(box)][1]
            box = box.children[index]
            position = self._spans[id(box)][0]
        return position

    def _gather(self, box: Any, note_mark: bool = False) -> bool:
        """Add the text of a box and of those in it. False when there is something the composer leaves alone."""
        begin = self._length
        for child in box.children:
            if child.is_leader:
                return False
            if isinstance(child, boxes.TextBox):
                if not _is_plain(child.style) or _FOREIGN.search(child.text):
                    return False
                self._add(child, child.text, self._advances(child), child.style["font_size"], note_mark)
            elif not child.is_in_normal_flow():
                if child.is_floated():
                    return False
                self._spans[id(child)] = (self._length, self._length)
            elif isinstance(child, boxes.InlineBox):
                if _has_width(child.style):
                    return False
                is_mark = note_mark or str(child.element_tag).endswith("::footnote-call")
                if not self._gather(child, is_mark):
                    return False
            elif isinstance(child, boxes.AtomicInlineLevelBox):
                self._add(child, _OBJECT, [self._object_width(child) / self._em], self._em, note_mark)
            else:
                return False
        self._spans[id(box)] = (begin, self._length)
        return True

    def _add(self, box: Any, text: str, advances: list[float], size: float, note_mark: bool) -> None:
        self._spans[id(box)] = (self._length, self._length + len(text))
        unkerned = {} if text == _OBJECT else self._unkerned(box, advances)
        self._runs.append(Run(text, advances, size / self._em, note_mark, unkerned))
        self._length += len(text)

    def _unkerned(self, box: Any, advances: list[float]) -> dict[int, float]:
        """For the places at which words of a text box may break: what the face draws the two sides together by, in em
        of the paragraph. Text is shaped anew where a line ends."""
        ruler, ratio = self._rulers.ruler(box.style), box.style["font_size"] / self._em
        ends = [word.start() + at - 1 for word in _WORD.finditer(box.text) for at in word_breaks(word[0])]
        return {end: ruler.advances(box.text[end])[0] * ratio - advances[end] for end in ends}

    def _advances(self, box: Any) -> list[float]:
        advances = self._rulers.ruler(box.style).advances(box.text)
        ratio = box.style["font_size"] / self._em
        return advances if ratio == 1 else [advance * ratio for advance in advances]


def _has_width(style: Any) -> bool:
    """Whether an inline box has margins, padding or borders at its ends."""
    for side in ("left", "right"):
        for name in (f"padding_{side}", f"margin_{side}"):
            value = style[name]
            if value == "auto" or getattr(value, "value", value):
                return True
        if style[f"border_{side}_width"]:
            return True
    return False

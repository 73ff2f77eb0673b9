"""A piece of a composed line as WeasyPrint draws it: shaped when drawn, then each glyph moved to its place.

WeasyPrint 70.0, draw/text.py ``draw_first_line``: a glyph's ``x_offset`` is written as if it were in 1/1000 em though
Pango counts 1/1024 px, and the space between glyphs is cut to whole 1/1000 em. Both are allowed for here, so that the
error doesn't add up along a line.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import copysign
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from pipeline.composer.accompanying_marks import Place
from pipeline.composer.hyphenation import SOFT_HYPHEN
from pipeline.composer.paragraph import Paragraph
from pipeline.engine.measuring import LATIN_MARKS
from pipeline.engine.seated_accents import seat_accents

STAND_IN = " "
"""The tail that takes the place of a gap."""
VISIBLE = 90  # thousandths of an em; a wider gap is taken for a space by programs that extract text
VISIBLE_AFTER_BASE = 10  # the same between the base of a reading and what follows it
_UNSURE = re.compile(
    "[ -@\\[-`{-~][A-Za-z\u00c0-\u024f]|[!-~\u00c0-\u024f] |[\u3041-\u30ff]"
    "|[\u0250-\u1fff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f000-\U000e01ff]"
)
_ACCENT = re.compile("[\u0300-\u036f]")
ROUNDING = 0.4  # thousandths of an em
_LETTERS = re.compile(rb"[!-~]{2}")
_SPACE_BESIDE_SIGN = re.compile("(?:^|(?<=[^ -~])) ")
_UNITS = 1024 / 1000  # Pango units in 1/1000 px


class Move(NamedTuple):
    """What is cut off a character (added to it, where negative) and added after it; thousandths of its em.

    *offset*: its first byte in the text.
    """

    offset: int
    before: float
    after: float
    gap: float

    @property
    def is_visible(self) -> bool:
        """Whether programs that extract text would take it for a space or the end of a line."""
        return abs(self.before) > VISIBLE or abs(self.gap - self.after) > VISIBLE


def jump_to(
    index: int,
    offset: int,
    trims: Mapping[int, tuple[float, float]],
    gaps: Mapping[int, float],
    thousandths: float,
    visible: float = VISIBLE,
) -> Move | None:
    """What takes ``STAND_IN`` to where the character *index* is drawn, the first of another text box.

    None when it follows closely on the one before it, whose first byte is *offset*. What is cut off the later one is
    not yet among the moves of the earlier one's box; white before it is in the *head* of its own. *visible* is what
    the two may be apart, in *thousandths* like the move.
    """
    cut, gap = max(0.0, trims.get(index, (0.0, 0.0))[0]), gaps.get(index - 1, 0.0)
    is_seen = abs(gap - trims.get(index - 1, (0.0, 0.0))[1] - cut) * thousandths > visible
    return Move(offset, 0.0, 0.0, -cut * thousandths) if is_seen else None


def stand_in_after(text: str, white: float) -> tuple[list[Move], str]:
    """The moves and the tail of a reading, *text*, that ends *white* (thousandths of its em) before its base does."""
    move = Move(len(text[:-1].encode()), 0.0, 0.0, white)
    return ([move], STAND_IN) if move.is_visible else ([], "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The part of a text box that stands in a line.

    *resume*: the byte of the box's text that the next line begins at, None if the line goes on in the next box.
    *moves*, *widths*, *latin*, *head* and *tail* are those of ``ComposedText``. *width* is in px. *shift*: the piece is
    a reading that takes no place of its own, and begins so far (px) to the right of where the line has come to.
    *ends_at_space*: the line ends with it, where a space was.
    """

    text: str
    resume: int | None
    forced: bool = False
    width: float
    widths: Sequence[float] = ()
    moves: list[Move]
    latin: list[tuple[int, int]] = field(default_factory=list)
    head: str = ""
    tail: str
    shift: float | None = None
    ends_at_space: bool = False


class ActualText(NamedTuple):
    """Glyphs *first* to *last* (of those drawn for a text box, from 0) and the *text* they stand for."""

    first: int
    last: int
    text: str


def measured_widths(paragraph: Paragraph, start: int, end: int, scale: float) -> list[float]:
    """The *widths* of ``ComposedText`` for the characters *start* to *end*, of which an em is 1 / *scale* em.

    None unless letters stand beside marks, figures or spaces: Pango takes these for the script before them; or there
    are kana, which it kerns, and which are as wide as Han characters here; or other letters than Latin ones, accents
    and joined signs, whose words it may part anew.
    """
    if _UNSURE.search(paragraph.text, start, end) is None:
        return []
    kerned = paragraph.unkerned
    return [
        1000 * scale * paragraph.advances[at] - (copysign(ROUNDING, kerned[at]) if at in kerned else 0.0)
        for at in range(start, end)
    ]


class ComposedText(Layout):  # type: ignore[misc]
    """The layout of one text box of a composed line. *style* is the box's computed style.

    *latin* are stretches of the text (bytes) whose marks are set as Latin sets them. *head* and *tail* are drawn before
    and after the text and are no part of it (``ActualText``): the hyphen of a cut word, or a space in place of the
    white beside another box, or of what is cut off there, where programs that extract text would else find a space or
    the end of a line.
    *widths* has for each character of the text how wide it was measured, in thousandths of an em: what stands around a
    word decides whether Pango kerns it (``measured_widths``). Empty where that is no question. A kerned character is
    kerned by ``ROUNDING`` more, which is cut off again.
    """

    def __init__(
        self,
        style: Any,
        text: str,
        moves: Sequence[Move],
        latin: Sequence[tuple[int, int]] = (),
        head: str = "",
        tail: str = "",
        widths: Sequence[float] = (),
    ) -> None:
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0
        self.text = head + text + tail
        self.head, self._tail = head, tail
        shift = len(head)
        self.moves: Sequence[Move] = [move._replace(offset=move.offset + shift) for move in moves] if head else moves
        self._latin = [(start + shift, end + shift) for start, end in latin]
        self._widths = widths
        self.has_stand_ins = bool(head or tail)
        self.has_white = any(move.is_visible for move in moves)
        self.actual_texts: list[ActualText] = []
        if style["text_decoration_line"] != "none":
            # the thickness of the line is asked for before the text is shaped
            self.setup(style)
            self.deactivate()

    def set_text(self, text: str, justify: bool = False) -> None:
        """Set the text with its features."""
        super().set_text(text, justify)
        spaces = self._foreign_spaces(text)
        if not self._latin and not spaces:
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in self._latin:
            attribute = pango.pango_attr_font_features_new(f"{LATIN_MARKS} 1".encode())
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_insert(attributes, attribute)
        for start in spaces:  # each an item by itself, in the first face
            attribute = pango.pango_attr_fallback_new(False)
            attribute.start_index, attribute.end_index = start, start + 1
            pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)

    def _foreign_spaces(self, text: str) -> list[int]:
        """The bytes of spaces that Pango would set in a second face, that of the character before them.

        They are measured in the first face, as all spaces are, and to be set in it. None where nothing of *text* is in
        a second face: which are open for other texts makes no difference.
        """
        spaces = [len(text[: space.end() - 1].encode()) for space in _SPACE_BESIDE_SIGN.finditer(text)]
        has_second_in = getattr(self.style.font_config, "has_second_in", None)
        return spaces if spaces and has_second_in is not None and has_second_in(text) else []

    def get_first_line(self) -> tuple[Any, int | None]:
        """The shaped line, with its glyphs moved."""
        line, index = super().get_first_line()
        if self._widths and _ACCENT.search(self.text):
            seat_accents(line, self.text, self.style["font_size"])
        if self.moves or self._tail or self._widths:
            self._apply(line)
        return line, index

    def _apply(self, line: Any) -> None:
        glyphs, starts = _glyphs(line)
        if self.has_stand_ins:
            self._find_actual_texts(glyphs, starts, ())
        size = self.style["font_size"]
        if self._widths:
            self._set_widths(glyphs, starts, _UNITS * size)
        error = 0.0
        kerned = _kerned_letters(line, self.text, [move.offset for move in self.moves])
        for offset, before, after, gap in self.moves:
            geometry = glyphs[bisect_right(starts, offset) - 1].geometry
            wanted = after - gap + error
            kerning = round(wanted)
            error = wanted - kerning
            geometry.x_offset -= round(before * size)
            pair = round(kerned[offset] / (_UNITS * size)) if offset in kerned else 0
            total = kerning + pair
            change = -before - total - (copysign(ROUNDING, total) if total else 0.0)
            geometry.width += round(change * _UNITS * size + kerned.get(offset, 0))
        if self._tail == STAND_IN:
            glyphs[-2].geometry.width -= glyphs[-1].geometry.width
        if self.head:
            width, first = glyphs[0].geometry.width, glyphs[1].geometry
            first.x_offset -= round(width / _UNITS)
            first.width -= width

    def _set_widths(self, glyphs: list[Any], starts: list[int], unit: float) -> None:
        """Give the glyphs of each character the width that was measured; *unit* is Pango's in 1/1000 em.

        What stands before a hyphen of ours is kerned with that.
        """
        offset = len(self.head)
        glyph = bisect_right(starts, offset - 1)
        count = len(self._widths) - (self._tail not in ("", STAND_IN))
        wanted = 0.0
        for character, width in zip(self.text[len(self.head) :], self._widths[:count], strict=False):
            offset += len(character.encode())
            wanted += width * unit
            last = bisect_right(starts, offset - 1, lo=glyph) - 1
            if last + 1 == len(starts) or starts[last + 1] == offset:
                drawn = sum(glyphs[at].geometry.width for at in range(glyph, last + 1))
                glyphs[last].geometry.width += round(wanted - drawn)
                glyph, wanted = last + 1, 0.0

    def tell_white(self, line: Any, glyphs: Sequence[int]) -> None:
        """Note that behind those *glyphs* of the shaped *line* is white that programs would take for a space."""
        self._find_actual_texts(*_glyphs(line), glyphs)

    def _find_actual_texts(self, glyphs: list[Any], starts: list[int], before_white: Sequence[int]) -> None:
        """Note the head with the glyph behind it, the tail with the glyph before it, and the glyphs on both sides of
        each white with their text; what overlaps makes one piece."""
        drawn = [glyph.glyph != pango.PANGO_GLYPH_EMPTY for glyph in glyphs]
        last = len(starts) - 1
        pairs = [(glyph, glyph + 1) for glyph in (*((0,) if self.head else ()), *before_white)]
        if self._tail and any(drawn[:last]):
            pairs.append((max(glyph for glyph in range(last) if drawn[glyph]), last))
        spans: list[tuple[int, int]] = []
        for first, second in pairs:
            if spans and first <= spans[-1][1]:
                spans[-1] = (spans[-1][0], second)
            else:
                spans.append((first, second))
        text = self.text.removesuffix(self._tail).rstrip(SOFT_HYPHEN).encode()
        ends = [*starts[1:], len(text)]
        numbers = list(accumulate(drawn, initial=0))
        self.actual_texts = [
            ActualText(numbers[first], numbers[last], text[max(starts[first], len(self.head)) : ends[last]].decode())
            for first, last in spans
        ]


def _kerned_letters(line: Any, text: str, offsets: Sequence[int]) -> dict[int, int]:
    """What each letter of a shaped *line* is nearer to the next letter than it is wide, in Pango's units: of those at
    the *offsets* (bytes) of *text* that another letter follows on."""
    data = text.encode()
    wanted = {offset for offset in offsets if _LETTERS.match(data, offset)}
    found: dict[int, int] = {}
    logical = ffi.new("PangoRectangle *")
    run = line.runs[0]
    while wanted and run != ffi.NULL:
        item = run.data
        for index, start in enumerate(ffi.unpack(item.glyphs.log_clusters, item.glyphs.num_glyphs)):
            if item.item.offset + start in wanted:
                glyph = item.glyphs.glyphs[index]
                pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph.glyph, ffi.NULL, logical)
                found[item.item.offset + start] = logical.width - glyph.geometry.width
        run = run.next
    return found


def place_glyphs(layout: Layout) -> list[Place]:
    """Where the glyphs of any text box are drawn, in px from its left edge; *layout* is active and not drawn yet."""
    line, _index = Layout.get_first_line(layout)  # as shaped; a composed text knows its moves
    glyphs, starts = _glyphs(line)
    size, text = layout.style["font_size"], layout.text.encode()
    has_head = isinstance(layout, ComposedText) and bool(layout.head)
    moves: dict[int, list[float]] = {}
    for offset, *lengths in getattr(layout, "moves", ()):
        known = moves.setdefault(bisect_right(starts, offset) - 1, [0.0, 0.0, 0.0])
        known[:] = [old + new * size / 1000 for old, new in zip(known, lengths, strict=True)]
    result = []
    x = 0.0
    for index, (glyph, start, end) in enumerate(zip(glyphs, starts, [*starts[1:], len(text)], strict=True)):
        before, after, gap = moves.get(index, (0.0, 0.0, 0.0))
        if index == 0 and has_head:
            continue  # it stands in for white that is counted already
        advance = glyph.geometry.width * FROM_UNITS
        origin = x + glyph.geometry.x_offset / 1000 - before
        end_of_em = origin + advance - max(after, 0.0)
        result.append(Place(text[start:end].decode(), origin, advance, max(x, origin), end_of_em))
        x += advance - before - after + gap
    return result


def _glyphs(line: Any) -> tuple[list[Any], list[int]]:
    """The glyphs of a shaped line, and for each the first byte of its text."""
    glyphs: list[Any] = []
    starts: list[int] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        count, offset = item.glyphs.num_glyphs, item.item.offset
        starts += [offset + start for start in ffi.unpack(item.glyphs.log_clusters, count)]
        infos = item.glyphs.glyphs
        glyphs += [infos[index] for index in range(count)]
        run = run.next
    return glyphs, starts

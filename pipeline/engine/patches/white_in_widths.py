"""White in a line is in the widths of glyphs, and accents are in their places without being moved.

Replaces: WeasyPrint 70.0, draw/text.py ``draw_first_line``, which draws what it is given by moving glyphs.
Why: a gap of a quarter em is drawn by moving the next glyph, and programs that extract text make a U+0020 of it that no
  author wrote: poppler from 0.1 em on, PDF.js from 0.102, PDFium from half a space, MuPDF from 0.15. Where a mark gives
  way, glyphs draw nearer, and poppler ends a word at 0.1 em. Glyphs with much white to be added or cut off are drawn as
  copies of themselves, which are so much wider or narrower (`glyph_copies`); what is left to be moved no program sees.
  An accent is moved back over its letter, and all that follows forward again, which is a space to the same programs. It
  is drawn as a copy of itself without width, whose outline lies over the letter; white behind it is the letter's.
  WeasyPrint leaves out a text of white alone, as the ideographic space between two names, and they run together; it is
  told that there is ink in it.
Upstream: its own lines have no such gaps, other than those of letter-spacing.
Effect: changes output.
"""

from collections.abc import Callable, Iterable, Sequence
from math import copysign
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from pipeline.engine.composed_text import ROUNDING, VISIBLE, ComposedText
from pipeline.engine.glyph_copies import ACCENT_STEP, RISE_STEP, has_accents
from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.seated_accents import seat_accents
from pipeline.engine.shaped_glyphs import NUMBERS, read_glyphs

_WHITE, _INK = "\u3000", "."
_LEAST_MOVE = 1  # thousandths of an em
_LEAST_WHITE = 2  # behind an accent; less is what was rounded, and PDFium would put the accent behind what follows
_THOUSANDTHS = 1000 * FROM_UNITS


def apply() -> None:
    """Put a function around WeasyPrint's."""
    Font.copies = None
    draw_text.draw_first_line = _draw_with_copies(draw_text.draw_first_line)


def _draw_with_copies(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """*draw_first_line* of WeasyPrint that draws copies of glyphs that have white beside them."""

    def draw(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        layout = textbox.pango_layout
        if isinstance(textbox, TextBox) and _WHITE in textbox.text and not textbox.text.strip():  # no text of a drawing
            textbox = textbox.copy()
            textbox.text = _INK
        arguments = (stream, textbox, text_overflow, block_ellipsis, matrix)
        if text_overflow == "ellipsis" or block_ellipsis != "none" or not _has_white(layout):
            return draw_first_line(*arguments)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, index = layout.get_first_line()
        if not isinstance(layout, ComposedText) and has_accents(layout.text):
            seat_accents(line, layout.text, layout.style["font_size"])
        left = _take_copies(line, stream)
        if left and isinstance(layout, ComposedText):
            layout.tell_white(line, left)
        layout.get_first_line = lambda: (line, index)
        try:
            return draw_first_line(*arguments)
        finally:
            layout.__dict__.pop("get_first_line", None)  # which what is inside may have put back

    return draw


def _has_white(layout: Any) -> bool:
    if has_accents(layout.text):
        return True
    if isinstance(layout, ComposedText):
        return layout.has_white
    return bool(layout.style["letter_spacing"] != "normal")


def _take_copies(line: Any, stream: Any) -> list[int]:
    """Put copies in the place of the glyphs of a shaped *line* that need them.

    Returns the glyphs behind which white is left that programs would see.
    """
    drawn = _find_drawn(line, stream)
    pairs = [(place, glyph, drawn[place + 1]) for place, glyph in drawn.items() if place + 1 in drawn]
    for _place, glyph, following in pairs:
        glyph.take_white_before(following)
    _give_white_to_letters(drawn.values())
    for glyph in drawn.values():
        glyph.take_copy()
    return [place for place, glyph, following in pairs if glyph.is_parted_from(following)]


def _find_drawn(line: Any, stream: Any) -> "dict[int, _Drawn]":
    """The glyphs of a shaped *line* with white, and those beside them, by their places; all, where there are accents.

    Few lines have many: what gaps grow by when a line is stretched is too little to be seen.
    """
    found: list[tuple[int, int, Any, Any, float]] = []
    wanted: set[int] = set()
    has_accents, first = False, 0
    link = line.runs[0]
    while link != ffi.NULL:
        item = link.data
        link = link.next
        font, size = stream.add_font(item.item.analysis.font)
        infos, count = item.glyphs.glyphs, item.glyphs.num_glyphs
        found.append((first, count, infos, font, size))
        if font.copies is not None and not has_accents:
            numbers = read_glyphs(infos, count)
            has_accents = not font.copies.accents.keys().isdisjoint(numbers[::NUMBERS])
            for index in _find_white(numbers, font.widths, size):
                wanted.update(range(first + index - 1, first + index + 2))
        first += count
    return {
        place: _Drawn(infos[place - start], font, size)
        for start, count, infos, font, size in found
        for place in (
            range(start, start + count) if has_accents else sorted(wanted.intersection(range(start, start + count)))
        )
    }


def _find_white(numbers: Sequence[int], widths: Any, size: float) -> Iterable[int]:
    """Which of some glyphs, read as *numbers*, are moved, or have white behind them or cut off that programs see."""
    ids = numbers[::NUMBERS]
    if ids and max(ids) >= pango.PANGO_GLYPH_EMPTY:
        return range(len(ids))
    each = zip(ids, numbers[1::NUMBERS], numbers[2::NUMBERS], strict=True)
    return [
        index
        for index, (glyph, width, offset) in enumerate(each)
        if offset or abs(widths[glyph] - width * _THOUSANDTHS / size) > VISIBLE
    ]


def _give_white_to_letters(drawn: Iterable["_Drawn"]) -> None:
    """Have white that is behind accents be behind their letters, which have wider copies."""
    letter: _Drawn | None = None
    accents: list[_Drawn] = []
    for glyph in drawn:
        if not glyph.is_accent:
            letter, accents = glyph, []
        elif letter is not None:
            accents.append(glyph)
            letter.take_white_behind(accents)


class _Drawn:
    """A *glyph* of Pango's as ``draw_first_line`` draws it; lengths are in thousandths of an em.

    *move*: how far to the right of its place. *advance*: from its place to that of the next one. *is_accent*: its
    place is that of the glyph before it.
    """

    def __init__(self, glyph: Any, font: Any, size: float) -> None:
        self._glyph, self._font, self.size = glyph, font, size
        self._is_known = font.copies is not None and glyph.glyph < pango.PANGO_GLYPH_EMPTY
        self.is_accent = False
        if self._is_known:
            natural, geometry = font.widths[glyph.glyph], glyph.geometry
            self.move = geometry.x_offset / size
            self.advance = self.move + natural - int(natural + self.move - geometry.width * _THOUSANDTHS / size)
            self.is_accent = glyph.glyph in font.copies.accents and not (natural and geometry.width)

    def take_white_before(self, following: "_Drawn") -> None:
        """Take over the white that the *following* glyph is moved by."""
        if self._is_known and following._is_known and following.move > VISIBLE and not following.is_accent:
            move = following.move
            self._draw(self._glyph.glyph, self.move, self.advance + move * following.size / self.size)
            following._draw(following._glyph.glyph, 0.0, following.advance - move)

    def take_white_behind(self, accents: "Sequence[_Drawn]") -> None:
        """Take over the white behind the *accents* of this letter, as far as there is a copy of it with that."""
        white = accents[-1].advance
        if not self._is_known or white <= VISIBLE:
            return
        growth = self.advance - self._font.widths[self._glyph.glyph]
        number = self._font.copies.number(self._glyph.glyph, max(0.0, -self.move), growth + white)
        if number is not None:
            taken = self._font.copies.find(number).growth - growth
            self._draw(self._glyph.glyph, self.move, self.advance + taken)
            for accent in accents:
                accent.move -= taken
            accents[-1].advance -= taken

    def take_copy(self) -> None:
        """Be the copy of the glyph that has its white, if there is one."""
        if not self._is_known:
            return
        if self.is_accent:
            self._take_place()
            return
        shift, growth = max(0.0, -self.move), self.advance - self._font.widths[self._glyph.glyph]
        if shift > VISIBLE or abs(growth) > VISIBLE:
            number = self._font.copies.number(self._glyph.glyph, shift, growth)
            if number is not None:
                self._draw(number, self.move + self._font.copies.find(number).shift, self.advance)

    def _take_place(self) -> None:
        """Be the copy of the accent whose outline lies where it has to, if there is one."""
        geometry = self._glyph.geometry
        rise = -geometry.y_offset / self.size
        number = self._font.copies.accent_number(self._glyph.glyph, -self.move, rise)
        if number is None:
            self._draw(self._glyph.glyph, self.move, self.advance)
            return
        copy = self._font.copies.find(number)
        left, lower = self.move + copy.shift, copy.rise - rise
        geometry.y_offset = round(lower * self.size) if abs(lower) > RISE_STEP else 0
        advance = self.advance if abs(self.advance) > _LEAST_WHITE else 0.0
        self._draw(number, left if abs(left) > ACCENT_STEP else 0.0, advance)

    def is_parted_from(self, following: "_Drawn") -> bool:
        """Whether programs would see white before the *following* glyph, and can be told that it is none.

        PDFium can't where glyphs are of two faces.
        """
        if not (self._is_known and following._is_known and self._font is following._font):
            return False
        if self._font.copies.space in (self._glyph.glyph, following._glyph.glyph):
            return False
        white = self.advance - self.move - self._font.widths[self._glyph.glyph] + following.move
        return bool(abs(white) > VISIBLE)

    def _draw(self, number: int, move: float, advance: float) -> None:
        """Draw the glyph *number* with a *move* and an *advance*."""
        offset = 0 if abs(move) < _LEAST_MOVE else round(move * self.size)
        self.move, self.advance = offset / self.size, advance
        width = self._font.widths[number] + self.move
        kerning = round(width - advance)  # which draw_first_line cuts to a whole number
        if kerning:
            width -= kerning + copysign(ROUNDING, kerning)
        self._glyph.glyph = number
        self._glyph.geometry.x_offset, self._glyph.geometry.width = offset, round(width * self.size / _THOUSANDTHS)


PATCH = Patch("white in the widths of glyphs", "weasyprint", Effect.OUTPUT, apply)

"""Plain text is drawn with less work.

Replaces: WeasyPrint 70.0, draw/text.py ``draw_first_line``, for text without ellipsis, emoji and raised glyphs.
Why: it asks Pango for each glyph one by one, and writes the same glyphs anew each time. Here they are read as one
  block, and what was written once for a face is known.
Upstream: the same.
Effect: speed only.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from pipeline.engine.drawn_faces import WRITTEN
from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.shaped_glyphs import NUMBERS, read_glyphs

_FIRST_STRANGE = 0x0FFFFFFF  # PANGO_GLYPH_EMPTY; unknown glyphs are above it

_THOUSANDTHS = 1000 * FROM_UNITS

Glyph = tuple[int, int, int]  # number, width and horizontal offset in Pango units


def apply() -> None:
    """Put a function around WeasyPrint's."""
    draw_text.draw_first_line = _draw_plain_text(draw_text.draw_first_line)


def _draw_plain_text(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """*draw_first_line* of WeasyPrint that draws plain text by itself: no ellipsis, no emoji, nothing raised."""

    def draw(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
        arguments = (stream, textbox, text_overflow, block_ellipsis, matrix)
        plain = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
        if not plain or textbox.style["font_size"] < 1e-6:
            return draw_first_line(*arguments)
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _index = layout.get_first_line()
        runs = _runs(line, stream)
        if runs is None:
            layout.get_first_line = lambda: (line, None)  # its glyphs have been moved already
            try:
                return draw_first_line(*arguments)
            finally:
                del layout.get_first_line
        _show(stream, layout.text, runs, matrix)
        return []

    return draw


class _Run:
    """Glyphs of one face."""

    def __init__(self, item: Any, glyphs: list[Glyph], font: Any, size: float) -> None:
        self.item, self.glyphs, self.font, self.size = item, glyphs, font, size


def _runs(line: Any, stream: Any) -> list[_Run] | None:
    """The runs of a line; None where there is something that only WeasyPrint draws."""
    runs = []
    link = line.runs[0]
    while link != ffi.NULL:
        item = link.data
        link = link.next
        if item.item.analysis.level % 2:
            return None
        numbers = read_glyphs(item.glyphs.glyphs, item.glyphs.num_glyphs)
        ids = numbers[::NUMBERS]
        if any(numbers[3::NUMBERS]) or (ids and max(ids) >= _FIRST_STRANGE):
            return None
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg or font.colr:
            return None
        font.to_unicode.drawn.update(ids)
        runs.append(_Run(item, list(zip(ids, numbers[1::NUMBERS], numbers[2::NUMBERS], strict=True)), font, size))
    return runs


def _show(stream: Any, text: str, runs: list[_Run], matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    string = ""
    previous = None
    for run in runs:
        face = run.item.item.analysis.font
        if face != previous:
            previous = face
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(run.font.hash, run.size)
        string += "<" + _string(stream, text, run)
        string = string[:-1] if string[-1] == "<" else string + ">"
    stream.show_text(string)


def _string(stream: Any, text: str, run: _Run) -> str:
    """The glyphs of a run in hexadecimal digits, with numbers between them that move the next one."""
    known: dict[Glyph, str] = run.font.__dict__.setdefault(WRITTEN, {}).setdefault(run.size, {})
    try:
        return "".join(map(known.__getitem__, run.glyphs))
    except KeyError:  # a stretched line, or a glyph that comes for the first time
        pass
    font, size = run.font, run.size
    meanings, widths = font.to_unicode, font.widths
    is_known = dict.__contains__  # of *meanings*, which note what is asked for: those of the line are noted already
    parts = []
    for index, glyph in enumerate(run.glyphs):
        number, width, x_offset = glyph
        if not is_known(meanings, number):
            meanings[number] = _text_of_glyph(text, run, index)
        try:
            natural = widths[number]
        except KeyError:
            natural = widths[number] = _width(stream, run, number)
        if x_offset:
            move = x_offset / size
            parts.append(f">{-move}<")
            natural += move
        digits = f"{number:04x}"
        parts.append(digits)
        kerning = natural - width * _THOUSANDTHS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
        elif not x_offset:
            known[glyph] = digits
    return "".join(parts)


def _text_of_glyph(text: str, run: _Run, index: int) -> str:
    """The text that a glyph stands for where it is first used."""
    clusters, item = run.item.glyphs.log_clusters, run.item.item
    end = clusters[index + 1] if index + 1 < len(run.glyphs) else item.length
    return text.encode()[item.offset + clusters[index] : item.offset + end].decode()


def _width(stream: Any, run: _Run, number: int) -> int:
    """The width of a glyph in thousandths of an em."""
    pango.pango_font_get_glyph_extents(run.item.item.analysis.font, number, stream.ink_rect, stream.logical_rect)
    width: float = stream.logical_rect.width * 1000 * FROM_UNITS / run.size
    return round(width)


PATCH = Patch("plain text drawn quickly", "weasyprint", Effect.SPEED, apply)

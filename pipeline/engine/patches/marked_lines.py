"""Marks that accompany text are drawn below each finished line, from where its glyphs really stand.

Replaces: WeasyPrint 70.0, draw/text.py ``draw_first_line``, which draws a text whose layout is active; layout/inline.py
  ``split_inline_box``, which returns a piece of an inline element and where the next one begins; draw/__init__.py
  ``draw_inline_level``, which draws a line, each text of it between ``stream.marked``.
Why: CSS has no 着重号, 专名号 and 书名号甲式 as Chinese sets them, and ``text-decoration`` knows no glyphs.
Upstream: draw ``text-emphasis``, which CSS does have.
Effect: changes output.

A style sheet asks for them with two inherited properties, which inner elements may set to ``none``:

    --emphasis-mark: dot | close-dot   a dot below each character; a smaller one, closer to it
    --line-below: straight | wavy      a line below the whole

They are vector paths, marked as artifacts: they are no text, and PDF/UA-1 wants an artifact outside what is tagged.
Hence they are drawn when their whole line is, and not with its pieces.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import draw
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from pipeline.composer.accompanying_marks import (
    LINE_DEPTH,
    LINE_WIDTH,
    WAVE_DEPTH,
    WAVE_WIDTH,
    Dot,
    Place,
    dots,
    line_ends,
    wave,
)
from pipeline.engine.composed_text import place_glyphs
from pipeline.engine.custom_properties import EMPHASIS_MARK, LINE_BELOW, keyword
from pipeline.engine.patches.patch import Effect, Patch

_CIRCLE = 0.5523  # of the radius: where the handles stand of a quarter circle


def apply() -> None:
    """Put functions around WeasyPrint's, and around those of the composer."""
    marks = _Marks(draw_text.draw_first_line, draw.draw_inline_level)
    draw_text.draw_first_line = marks.draw_and_note
    inline.split_inline_box = _record_ends(inline.split_inline_box)
    draw.draw_inline_level = marks.draw_line_and_marks


def _asks_for(style: Any, name: str) -> str:
    """The mark that a style asks for, empty where it asks for none."""
    word = keyword(style, name)
    return "" if word == "none" else word


def _record_ends(split_inline_box: Callable[..., Any]) -> Callable[..., Any]:
    def split_and_note(
        context: Any, box: Any, position_x: float, max_x: float, space: float, skip: Any, *rest: Any
    ) -> Any:
        result = split_inline_box(context, box, position_x, max_x, space, skip, *rest)
        if _asks_for(box.style, LINE_BELOW):
            result[0].mark_begins, result[0].mark_ends = _is_at_start(skip), _is_at_end(box, result[1])
        return result

    return split_and_note


def _is_at_start(skip_stack: Any) -> bool:
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        if index:
            return False
    return True


def _is_at_end(box: Any, resume_at: Any) -> bool:
    """Whether nothing of *box* is left after a piece of it, be it that the line was said to end in its last text."""
    if resume_at is None:
        return True
    while resume_at:
        ((index, resume_at),) = resume_at.items()
        if isinstance(box, boxes.TextBox):
            return not box.text.encode()[index:].strip()
        if index < len(box.children) - 1:
            return False
        if index == len(box.children):
            return True
        box = box.children[index]
    return False


class _Marks:
    """The functions that draw texts and lines. *_is_asked_for*: whether a text of the line being drawn has marks."""

    def __init__(self, draw_first_line: Callable[..., Any], draw_inline_level: Callable[..., Any]) -> None:
        self._draw_first_line, self._draw_inline_level = draw_first_line, draw_inline_level
        self._is_asked_for = False

    def draw_and_note(self, stream: Any, textbox: Any, *arguments: Any) -> Any:
        """Draw a text, as the function it replaces, and note where its glyphs stand if it has marks."""
        is_ours = isinstance(textbox, boxes.TextBox)  # text in pictures comes here too
        if is_ours and (_asks_for(textbox.style, EMPHASIS_MARK) or _asks_for(textbox.style, LINE_BELOW)):
            textbox.places = place_glyphs(textbox.pango_layout)
            self._is_asked_for = True
        return self._draw_first_line(stream, textbox, *arguments)

    def draw_line_and_marks(self, stream: Any, page: Any, box: Any, *arguments: Any, **more: Any) -> None:
        """Draw what stands in a line, as the function it replaces; and behind a whole line the marks of its texts."""
        if not isinstance(box, boxes.LineBox):
            self._draw_inline_level(stream, page, box, *arguments, **more)
            return
        around, self._is_asked_for = self._is_asked_for, False
        self._draw_inline_level(stream, page, box, *arguments, **more)
        if self._is_asked_for:
            marked = [run for name in (LINE_BELOW, EMPHASIS_MARK) for run in _runs(box, name)]
            if marked:
                with stream.artifact():
                    for run in marked:
                        _draw(stream, run)
        self._is_asked_for |= around


@dataclass(slots=True, kw_only=True)
class _Run:
    """Neighbouring glyphs of a line with one mark. *owner* is the box of the element that asks for it."""

    mark: str
    owner: Any
    places: list[Place]
    size: float
    baseline: float
    has_line: bool


def _runs(line: Any, name: str) -> list[_Run]:
    """The runs of a laid-out line that ask for a mark by the property *name*; dots go with the type's size."""
    result: list[_Run] = []
    previous: Any = None
    for text, owner in _texts(line, line, name):
        mark = _asks_for(text.style, name)
        places = getattr(text, "places", ()) if mark else ()
        placed = [
            glyph._replace(
                origin=glyph.origin + text.position_x,
                start=glyph.start + text.position_x,
                end=glyph.end + text.position_x,
            )
            for glyph in places
        ]
        if name == LINE_BELOW and placed and previous is owner:
            result[-1].places += placed
        elif placed:
            box = owner if name == LINE_BELOW else text
            size, baseline = box.style["font_size"], box.position_y + box.baseline
            result.append(
                _Run(
                    mark=mark,
                    owner=owner,
                    places=placed,
                    size=size,
                    baseline=baseline,
                    has_line=bool(_asks_for(text.style, LINE_BELOW)),
                )
            )
        previous = owner if placed else None
    return result


def _texts(box: Any, owner: Any, name: str) -> Iterator[tuple[Any, Any]]:
    """The texts of a line, each with the box of the element that it has its mark from."""
    mark = _asks_for(box.style, name)
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child, owner
        elif isinstance(child, boxes.InlineBox):
            inherits = mark and _asks_for(child.style, name) == mark
            yield from _texts(child, owner if inherits else child, name)


def _draw(stream: Any, run: _Run) -> None:
    with stream.stacked():
        color = run.owner.style["color"]
        if run.mark in ("dot", "close-dot"):
            stream.set_color(color)
            for dot in dots(run.places, run.size, run.has_line, close=run.mark == "close-dot"):
                _circle(stream, dot, run.baseline)
            return
        ends = line_ends(
            run.places, run.size, getattr(run.owner, "mark_begins", False), getattr(run.owner, "mark_ends", False)
        )
        if ends is None:
            return
        stream.set_color(color, stroke=True)
        if run.mark == "straight":
            y = run.baseline + LINE_DEPTH * run.size
            stream.set_line_width(LINE_WIDTH * run.size)
            stream.move_to(ends[0], y)
            stream.line_to(ends[1], y)
            stream.stroke()
        elif run.mark == "wavy":
            y = run.baseline + WAVE_DEPTH * run.size
            stream.set_line_width(WAVE_WIDTH * run.size)
            stream.move_to(ends[0], y)
            for x1, y1, x2, y2, x3, y3 in wave(*ends, run.size):
                stream.curve_to(x1, y + y1, x2, y + y2, x3, y + y3)
            stream.stroke()


def _circle(stream: Any, dot: Dot, baseline: float) -> None:
    x, y, radius = dot.x, baseline + dot.y, dot.radius
    handle = _CIRCLE * radius
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
    stream.curve_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
    stream.curve_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
    stream.curve_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)
    stream.fill()


PATCH = Patch("marks below the text", "weasyprint", Effect.OUTPUT, apply)

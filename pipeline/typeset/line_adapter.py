"""Puts the composer in the place of WeasyPrint's own line breaking; the one module that replaces its functions.

Made for WeasyPrint 70.0, layout/inline.py: ``split_inline_box`` is called once for each line of a paragraph (with a
``LineBox``) and calls ``split_inline_level`` for each box in it; ``justify_line`` stretches a finished line.
layout/preferred.py: ``split_first_line`` measures text to be shrunk to fit. layout/block.py: ``_linebox_layout`` sets
the lines of a paragraph that fit on a page. All the rest (floats, columns, pages, footnotes, tables) stays as it is.
"""

from collections.abc import Callable
from math import inf, isfinite
from typing import Any

import weasyprint
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, preferred
from weasyprint.text.line_break import strut

from pipeline.errors import MissingProgramError, Problem, RenderError
from pipeline.i18n import _
from pipeline.typeset.composable import composable_style
from pipeline.typeset.composed_text import ComposedText
from pipeline.typeset.composer import Line
from pipeline.typeset.line_source import LineSource, Piece
from pipeline.typeset.lone_lines import PageOfLines, Passage
from pipeline.typeset.measuring import Rulers
from pipeline.typeset.whole_words import telling

VERSION = "70.0"
MAX_PAGES = 2_000  # of a part; a year of a monthly has 600
_NO_FLOATS = {"left": 0, "right": 0}


def install() -> None:
    """Replace the line breaking of WeasyPrint; to be called once in a process.

    Raises MissingProgramError for another version.
    """
    if weasyprint.__version__ != VERSION:
        message = _("The line composer was made for WeasyPrint {wanted}, and this is {found}.")
        hint = _("Install it: {command}").format(command=f"pip install weasyprint=={VERSION}")
        raise MissingProgramError(Problem(message.format(wanted=VERSION, found=weasyprint.__version__), hint=hint))
    adapter = _Adapter()
    inline.split_inline_box = adapter.split_inline_box
    inline.split_inline_level = adapter.split_inline_level
    inline.skip_first_whitespace = adapter.skip_first_whitespace
    inline.justify_line = adapter.justify_line
    block._linebox_layout = adapter.linebox_layout
    page.remake_page = adapter.remake_page
    draw_text.draw_first_line = telling(draw_text.draw_first_line)
    preferred.split_first_line = adapter.split_first_line


class _Adapter:
    """The replaced functions. *_lines* has the line being set, and those around it that hold it in a boxed piece;
    *_page* the paragraphs of the page being set."""

    def __init__(self) -> None:
        self._rulers = Rulers()
        self._lines: list[tuple[LineSource, Line] | None] = []
        self._split_inline_box: Callable[..., Any] = inline.split_inline_box
        self._split_inline_level: Callable[..., Any] = inline.split_inline_level
        self._skip_first_whitespace: Callable[..., Any] = inline.skip_first_whitespace
        self._justify_line: Callable[..., Any] = inline.justify_line
        self._split_first_line: Callable[..., Any] = preferred.split_first_line
        self._linebox_layout: Callable[..., Any] = block._linebox_layout
        self._remake_page: Callable[..., Any] = page.remake_page
        self._page = PageOfLines()

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Set one page, as the function it replaces; once more if that keeps a last line from standing alone.

        Another paragraph of the page is then set a line shorter.
        """
        if index >= MAX_PAGES:
            raise RenderError(Problem(_("The part has more than {limit} pages.").format(limit=MAX_PAGES)))
        notes = list(context.footnotes), list(context.reported_footnotes)
        self._page = PageOfLines()
        result = self._remake_page(index, context, root_box, html)
        if self._page.make_room() and not context.broken_out_of_flow:
            context.footnotes, context.reported_footnotes = notes
            self._page = PageOfLines()
            result = self._remake_page(index, context, root_box, html)
        self._page = PageOfLines()  # the page is made, and its paragraphs may go
        return result

    def linebox_layout(
        self, context: Any, box: Any, index: int, child: Any, new_children: Any, page_is_empty: bool, *arguments: Any
    ) -> Any:
        """Set the lines of a paragraph on a page or in a column, as the function it replaces."""
        _absolute, _fixed, adjoining_margins, bottom_space, position_y, skip_stack = arguments[:6]
        source = None if context.excluded_shapes else self._source(context, child, box)
        line_height, _baseline = strut(child.style)
        top = position_y + (block.collapse_margin(adjoining_margins) if adjoining_margins else 0)
        room = context.page_bottom - bottom_space - top
        if source is not None and line_height and isfinite(room):
            inline.resolve_one_percentage(child, "text_indent", box.width)
            indent = child.text_indent if skip_stack is None else 0
            passage = Passage(source, box.width - indent, indent, skip_stack)
            fitting = int(room * (1 + 1e-9) / line_height)
            self._page.add(passage, fitting, box.style["widows"], in_column=context.in_column)
        return self._linebox_layout(context, box, index, child, new_children, page_is_empty, *arguments)

    def split_inline_box(
        self,
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *lists_and_styles: Any,
    ) -> Any:
        """Set one line, or a part of one (as the function it replaces)."""
        arguments = (context, box, position_x, max_x, bottom_space, skip_stack, containing_block, *lists_and_styles)
        if not isinstance(box, boxes.LineBox):
            result = self._split_inline_box(*arguments)
            if self._lines and self._lines[-1] and box.element_tag == "rt":
                _take_no_height(result[0], box.style)
            return result
        planned = None
        if not any(lists_and_styles[-2:]):  # ::first-letter and ::first-line
            source = self._source(context, box, containing_block)
            if source is not None:
                line = source.line(max_x - position_x, box.text_indent, skip_stack)
                planned = (source, line) if line else None
        self._lines.append(planned)
        try:
            result = self._split_inline_box(*arguments)
        finally:
            self._lines.pop()
        result[0].is_composed = planned is not None
        result[0].__dict__.pop("line_source", None)  # the finished line is a copy, and needs its paragraph no more
        return result

    def skip_first_whitespace(self, box: Any, skip_stack: Any) -> Any:
        """As the function it replaces, which reads a text box from its start for each line."""
        known = getattr(box, "line_source", None)
        if known is not None and known.box is box and known.is_composable and known.begins_in_text(skip_stack):
            return skip_stack
        return self._skip_first_whitespace(box, skip_stack)

    def split_inline_level(
        self,
        context: Any,
        box: Any,
        position_x: float,
        max_x: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> Any:
        """The part of a text box that stands in the planned line; what comes after its end is put off to the next.

        What the composer adds after a boxed piece becomes its margin. A reading is never put off from its base. Other
        boxes, and lines that are not planned: as the function it replaces.
        """
        planned = self._lines[-1] if self._lines else None
        if planned and isinstance(box, boxes.TextBox):
            source, line = planned
            if source.is_beyond(box, line):
                return None, {0: None}, False, None, None, _NO_FLOATS.copy()
            piece = source.piece(box, line)
            if piece is not None:
                inline.resolve_percentages(box, containing_block)
                box.position_x = position_x
                new_box = self._set_text(box, piece) if piece.text else None
                resume = None if piece.resume is None else {piece.resume: None}
                last = box.text if piece.resume is None else piece.text
                return new_box, resume, piece.forced, box.text[:1] or None, last[-1:] or None, _NO_FLOATS.copy()
        if planned and box.element_tag == "ruby":
            max_x = inf
        arguments = (context, box, position_x, max_x, bottom_space, skip_stack, containing_block, *rest)
        result = self._split_inline_level(*arguments)
        if planned and isinstance(box, boxes.AtomicInlineLevelBox):
            result[0].margin_right += planned[0].gap_after(box, planned[1])
        return result

    def justify_line(self, context: Any, line: Any, extra_width: float) -> None:
        """Stretch a line unless the composer has set it."""
        if not getattr(line, "is_composed", False):
            self._justify_line(context, line, extra_width)

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any
    ) -> Any:
        """Measure text as the composer will set it when it's asked how wide it would like to be."""
        result = self._split_first_line(text, style, context, max_width, *rest, **more)
        if max_width is None and composable_style(style):
            layout, length, resume, width, height, baseline = result
            line = text.encode()[:length].decode()
            natural = LineSource.natural_width(line, self._rulers.ruler(style)) * style["font_size"]
            return layout, length, resume, max(width, natural), height, baseline
        return result

    def _source(self, context: Any, box: Any, containing_block: Any) -> LineSource | None:
        known = getattr(box, "line_source", None)
        if known is None or known.box is not box:

            def width(child: Any) -> float:
                inline.resolve_percentages(child, containing_block)
                placed = inline.atomic_box(context, child, 0, None, containing_block, [], [])
                return float(placed.margin_width())

            known = box.line_source = LineSource(box, self._rulers, width)
        return known if known.is_composable else None

    def _set_text(self, box: Any, piece: Piece) -> Any:
        box = box.copy_with_text(piece.text)
        box.pango_layout = ComposedText(box.style, piece.text, piece.moves, piece.latin, piece.head, piece.tail)
        box.width = piece.width
        height, baseline = self._rulers.height(box.style)
        line_height, _baseline = strut(box.style)
        box.height = height
        box.margin_top = box.margin_bottom = (line_height - height) / 2
        box.baseline = baseline + box.margin_top
        if piece.shift is not None:
            box.position_x += piece.shift
            box.margin_right = -piece.shift - piece.width
            _take_no_height(box, box.style.parent_style)
        return box


def _take_no_height(box: Any, style: Any) -> None:
    """Have a box of a reading, raised by its *style*, be to its line as a point on the base line."""
    rise = style["vertical_align"]
    if isinstance(rise, int | float):
        box.height = box.margin_top = box.margin_bottom = 0
        box.baseline = -rise

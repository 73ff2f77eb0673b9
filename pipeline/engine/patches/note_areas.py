"""The height of a page's notes is found once for the same notes, note by note, and once for many that go.

Replaces: WeasyPrint 70.0, layout/__init__.py ``LayoutContext._update_footnote_area``; layout/block.py
  ``remove_placeholders``, wherever it is imported.
Why: all notes of the page are laid out for each note that comes, and for each that goes again; columns are set again
  and again until they are balanced. 60 notes took 8 seconds, 300 some minutes.
Upstream: lay out a note once; find the area when all notes of a line or a box have come or gone.
Effect: speed only.

What is remembered is kept on the area, which is made anew for each page. The height depends on nothing but the notes:
the area is laid out with no end of the page (``-inf``). Where notes have no margins, one more is laid out below the
others, which stay where they are. Outside of columns each note that goes changes the room for the text, by sums that
would differ in their last digits; there they go one by one.
"""

from math import inf
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, block

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere


def apply() -> None:
    """Put functions around WeasyPrint's."""
    update_area, remove_placeholders = LayoutContext._update_footnote_area, block.remove_placeholders

    def update(context: Any) -> bool:
        """As ``_update_footnote_area``: whether the notes overflow their area."""
        area, notes = context.current_footnote_area, tuple(context.current_page_footnotes)
        if getattr(context, "is_removing", False):
            return False  # nobody asks; all that go are allowed for in the end
        known: dict[tuple[Any, ...], _Height] = area.__dict__.setdefault("known_heights", {})
        before = known.get(notes[:-1])
        if notes not in known:
            if before is None or before.overflows or not _stack(area, notes):
                overflows = update_area(context)
                known[notes] = _Height(area.height, overflows)
                return bool(overflows)
            known[notes] = _Height(_height_with(context, area, notes[-1], before.height), overflows=False)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        area.height = known[notes].height
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return known[notes].overflows

    def remove(context: Any, *arguments: Any) -> None:
        """As ``remove_placeholders``, which calls itself."""
        whole = context if isinstance(context, LayoutContext) else context.context  # see footnotes
        if not whole.in_column or getattr(whole, "is_removing", False):
            remove_placeholders(context, *arguments)
            return
        before = list(whole.current_page_footnotes)
        whole.is_removing = True
        try:
            remove_placeholders(context, *arguments)
        finally:
            whole.is_removing = False
        if before != whole.current_page_footnotes:
            whole._update_footnote_area()

    LayoutContext._update_footnote_area = update
    replace_everywhere(remove_placeholders, remove)


class _Height(NamedTuple):
    """The *height* of an area, px, and whether its notes overflow it."""

    height: float
    overflows: bool


def _stack(area: Any, notes: tuple[Any, ...]) -> bool:
    """Whether *notes* stand one below the other in *area*, which is as high as they are."""
    style = area.style
    has_own_height = style["height"] != "auto" or style["max_height"].value != inf or style["min_height"] != "auto"
    return not has_own_height and all(_is_plain(note) for note in notes)


def _is_plain(note: Any) -> bool:
    """Whether *note* holds lines only, and has no margins above and below."""
    margins = (note.style[side] for side in ("margin_top", "margin_bottom"))
    has_blocks = any(isinstance(each, boxes.BlockLevelBox) for each in note.descendants() if each is not note)
    return not has_blocks and all(each == "auto" or each.value == 0 for each in margins)


def _height_with(context: Any, area: Any, note: Any, height: float) -> float:
    """The height of *area* when *note* comes below others that are *height* high."""
    one = build.create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
    block.block_level_width(one, area.page)
    (child,) = one.children
    child.position_x, child.position_y = one.content_box_x(), one.content_box_y() + height
    placed = block.block_level_layout(context, child, -inf, None, one)[0]
    return float(placed.position_y + placed.margin_height() - one.content_box_y())


PATCH = Patch("heights of notes in columns", "weasyprint", Effect.SPEED, apply)

"""What is left to be set is noted at the beginning of each page.

Replaces: WeasyPrint 70.0, layout/page.py ``remake_page``, which is called once for each page, or more often.
Why: a part in which a word was changed is laid out anew from the page of that word (`engine.rendering`), and what
  ``page_maker`` tells of the beginning of a page is not all.
Upstream: keep notes and what is out of the flow in ``page_maker``.
Effect: speed only.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import page

from pipeline.engine.paragraph_sources import find_rest
from pipeline.engine.patches.page_floats import waits_for
from pipeline.engine.patches.patch import Effect, Patch
from pipeline.engine.planned_lines import Rest
from pipeline.engine.resumable_part import Beginning

BEGINNINGS = "kanben_beginnings"
"""Attribute of a layout context: a ``Beginning`` for each page, by its 0-based number."""


def apply() -> None:
    """Put a function around WeasyPrint's."""
    remake_page = page.remake_page

    def remake(index: int, context: Any, root_box: Any, *arguments: Any) -> Any:
        note_beginning(index, context, root_box, context.page_maker[index][0])
        return remake_page(index, context, root_box, *arguments)

    page.remake_page = remake


def find_paragraph(box: Any, skip_stack: Any) -> tuple[Any, Any] | None:
    """What goes on at *skip_stack* in *box*: a LineBox, with where in it, or a block that begins there, without; None
    where it is anything else.
    """
    while skip_stack:
        if isinstance(box, boxes.LineBox):
            return box, skip_stack
        ((number, skip_stack),) = skip_stack.items()
        if isinstance(box, boxes.TableBox) or number >= len(box.children):
            return None
        box = box.children[number]
    return (box, None) if isinstance(box, boxes.BlockLevelBox) else None


def _find_rest(root_box: Any, skip_stack: Any) -> Rest | None:
    found = find_paragraph(root_box, skip_stack)
    return None if found is None else () if found[1] is None else find_rest(*found)


def note_beginning(index: int, context: Any, root_box: Any, skip_stack: Any) -> Beginning:
    """Note what is left of *context* at the beginning of the page *index*, where *root_box* goes on at *skip_stack*.

    All notes are left at the beginning of the first.
    """
    known: dict[int, Beginning] = context.__dict__.setdefault(BEGINNINGS, {})
    numbers: dict[int, int] | None = getattr(context, _NUMBERS, None)
    if numbers is None:
        numbers = {id(note): number for number, note in enumerate(context.footnotes)}
        setattr(context, _NUMBERS, numbers)
    notes = tuple(numbers.get(id(note), -1) for note in context.footnotes)
    waits = bool(context.reported_footnotes or context.broken_out_of_flow or waits_for(context, index + 1))
    known[index] = Beginning(notes, waits, _find_rest(root_box, skip_stack))
    return known[index]


_NUMBERS = "kanben_note_numbers"
PATCH = Patch("beginnings of pages", "weasyprint", Effect.SPEED, apply)

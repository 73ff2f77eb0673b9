"""Notes whose calls are on a page stand on it in their order, though text that found no room there was taken back.

Replaces: WeasyPrint 70.0, layout/column.py ``columns_layout``, and ``block_level_layout`` as layout/page.py has it.
Why: a box that finds no room takes back the notes of all that is written in it. A block that is set aside is written in
  it and stands elsewhere (`page_floats`): its notes went, and were drawn nowhere. What stands at the head or the foot
  is laid out before the text: its notes came before those of the text, whatever their numbers.
Upstream: nothing to do, it has no floats of pages.
Effect: changes output.
"""

from typing import Any

from weasyprint.layout import column, page

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere


def apply() -> None:
    """Put functions around WeasyPrint's."""
    columns_layout, block_level_layout = column.columns_layout, page.block_level_layout

    def lay_out_columns(context: Any, *arguments: Any) -> Any:
        result = columns_layout(context, *arguments)
        _bring_back_notes(context, result[0])
        return result

    def lay_out_page(context: Any, box: Any, *arguments: Any, **named: Any) -> Any:
        if not box.is_for_root_element:
            return block_level_layout(context, box, *arguments, **named)
        numbers = number_notes(context)
        result = block_level_layout(context, box, *arguments, **named)
        _bring_back_notes(context, result[0])
        notes = context.current_page_footnotes
        ordered = sorted(notes, key=lambda note: numbers.get(id(note), -1))
        if notes != ordered:
            notes[:] = ordered
            context._update_footnote_area()
        return result

    replace_everywhere(columns_layout, lay_out_columns)
    page.block_level_layout = lay_out_page


def number_notes(context: Any) -> dict[int, int]:
    """The 0-based numbers of a document's notes in their order, by id(). All are left when it is first called."""
    numbers: dict[int, int] | None = getattr(context, _NUMBERS, None)
    if numbers is None:
        numbers = {id(note): number for number, note in enumerate(context.footnotes)}
        setattr(context, _NUMBERS, numbers)
    return numbers


def _bring_back_notes(context: Any, made: Any) -> None:
    """Lay out the notes that are called in the laid-out box *made*, if any, and are not laid out."""
    if made is None or not context.footnotes:
        return
    left = {id(note) for note in context.footnotes}
    for box in made.descendants(placeholders=True):
        if box.footnote is not None and id(box.footnote) in left:
            left.discard(id(box.footnote))
            context.layout_footnote(box.footnote)


_NUMBERS = "kanben_note_numbers"
PATCH = Patch("notes of blocks that stand elsewhere", "weasyprint", Effect.OUTPUT, apply)

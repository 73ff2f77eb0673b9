"""What is left to be set is noted at the beginning of each page.

Replaces: WeasyPrint 70.0, layout/page.py ``remake_page``, which is called once for each page, or more often.
Why: a part in which a word was changed is laid out anew from the page of that word (`engine.rendering`), and what
  ``page_maker`` tells of the beginning of a page is not all.
Upstream: keep notes and what is out of the flow in ``page_maker``.
Effect: speed only.
"""

from typing import Any, NamedTuple

from weasyprint.layout import page

from pipeline.engine.patches.page_floats import waits_for
from pipeline.engine.patches.patch import Effect, Patch

BEGINNINGS = "kanben_beginnings"
"""Attribute of a layout context: a ``Beginning`` for each page, by its 0-based number."""


class Beginning(NamedTuple):
    """What is left at the beginning of a page: *notes*, by their 0-based numbers; whether something *waits* that an
    earlier page had no room for."""

    notes: tuple[int, ...]
    waits: bool


def apply() -> None:
    """Put a function around WeasyPrint's."""
    remake_page = page.remake_page

    def remake(index: int, context: Any, *arguments: Any) -> Any:
        note_beginning(index, context)
        return remake_page(index, context, *arguments)

    page.remake_page = remake


def note_beginning(index: int, context: Any) -> Beginning:
    """Note what is left of *context* at the beginning of the page *index*. All notes are, at that of the first."""
    known: dict[int, Beginning] = context.__dict__.setdefault(BEGINNINGS, {})
    numbers: dict[int, int] | None = getattr(context, _NUMBERS, None)
    if numbers is None:
        numbers = {id(note): number for number, note in enumerate(context.footnotes)}
        setattr(context, _NUMBERS, numbers)
    notes = tuple(numbers.get(id(note), -1) for note in context.footnotes)
    waits = bool(context.reported_footnotes or context.broken_out_of_flow or waits_for(context, index + 1))
    known[index] = Beginning(notes, waits)
    return known[index]


_NUMBERS = "kanben_note_numbers"
PATCH = Patch("beginnings of pages", "weasyprint", Effect.SPEED, apply)

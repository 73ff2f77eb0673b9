"""The head of a table says on later pages and in later columns that the table goes on there (续表).

Replaces: WeasyPrint 70.0, layout/table.py ``table_layout``, called for each part of a table.
Why: CSS has no selector for the parts of a table but the first. The row of the head whose class is ``continued`` is
  left out of the first part.
Upstream: a pseudo-class for fragments.
Effect: changes output.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import table

from pipeline.engine.patches.patch import Effect, Patch, replace_everywhere
from pipeline.engine.tagged_boxes import REPEATED

_CLASS = "continued"


def apply() -> None:
    """Put a function around WeasyPrint's."""
    table_layout = table.table_layout

    def lay_out(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **more: Any) -> Any:
        if skip_stack is None and box.children and box.children[0].is_header:
            head, *others = box.children
            rows = [row for row in head.children if row.element.get("class") != _CLASS]
            if len(rows) < len(head.children):
                box = box.copy_with_children([head.copy_with_children(rows), *others])
        result = table_layout(context, box, bottom_space, skip_stack, *rest, **more)
        part = result[0]
        if skip_stack is not None and part is not None and part.children and part.children[0].is_header:
            for each in _walk_all(part.children[0]):
                setattr(each, REPEATED, True)
        return result

    replace_everywhere(table_layout, lay_out)


def _walk_all(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _walk_all(child)


PATCH = Patch("tables that go on say so", "weasyprint", Effect.OUTPUT, apply)

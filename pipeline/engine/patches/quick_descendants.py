"""All boxes within a box are gone through by one generator, and not by one for each of them.

Replaces: WeasyPrint 70.0, formatting_structure/boxes.py ``Box.descendants``.
Why: each box goes through the generators of all boxes that it stands in.
Upstream: keep a list of what is still to be gone through.
Effect: speed only.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method in the place of WeasyPrint's."""
    boxes.Box.descendants = _descendants


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """*box* and all in it, in order; *placeholders*: also what stands behind them."""
    pending = [box]
    while pending:
        each = pending.pop()
        if isinstance(each, boxes.Box):
            yield each
            pending.extend(reversed(each.children))
        elif placeholders:
            pending.append(each._box)
        else:
            yield each


PATCH = Patch("descendants by one generator", "weasyprint", Effect.SPEED, apply)

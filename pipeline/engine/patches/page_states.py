"""What is counted at the beginning of a page is copied as what it is: lists and sets of numbers and names.

Replaces: WeasyPrint 70.0, layout/page.py ``copy.deepcopy``, which it calls for each page and each box in its margins.
Why: Python's looks at each number and name, and at what it has copied already.
Upstream: copy the four parts of a state by themselves.
Effect: speed only.
"""

import copy
from types import SimpleNamespace
from typing import Any

from weasyprint.layout import page

from pipeline.engine.patches.patch import Effect, Patch

_PARTS = 4  # quotes, counters, their scopes, groups of pages


def apply() -> None:
    """Put a function in the place of Python's, for that module."""
    page.copy = SimpleNamespace(**{**vars(copy), "deepcopy": copy_state})


def copy_state(value: Any) -> Any:
    """As ``copy.deepcopy``, of a state, of where a box goes on, or of anything else."""
    if value is None:
        return None
    if type(value) is not tuple or len(value) != _PARTS or not _is_usual(value):
        return copy.deepcopy(value)
    quotes, counters, scopes, groups = value
    copies = [*quotes], {name: [*numbers] for name, numbers in counters.items()}, [{*each} for each in scopes]
    return *copies, copy.deepcopy(groups) if groups else []


def _is_usual(state: tuple[Any, ...]) -> bool:
    quotes, counters, scopes, groups = state
    return type(quotes) is type(scopes) is type(groups) is list and type(counters) is dict


PATCH = Patch("states of pages copied at once", "weasyprint", Effect.SPEED, apply)

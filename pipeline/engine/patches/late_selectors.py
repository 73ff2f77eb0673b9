"""Selectors of style sheets become functions when an element first asks them.

Replaces: cssselect2 0.10, compiler.py, the built-in ``eval`` by which ``CompiledSelector`` makes a function.
Why: each selector is written as Python and compiled: a tenth of the time that style sheets take to read. Those of
  WeasyPrint's own sheets are for any HTML, and most are never asked.
Upstream: the same.
Effect: speed only.
"""

from collections.abc import Callable
from typing import Any

from cssselect2 import compiler

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a function of the module in the place of the built-in one."""
    compiler.eval = evaluate_late


def evaluate_late(source: str, names: dict[str, Any], own_names: dict[str, Any]) -> Callable[[Any], bool]:
    """The function that *source* says (``lambda el: …``), which is compiled when it is first called."""
    test: Callable[[Any], bool] | None = None

    def ask(element: Any) -> bool:
        nonlocal test
        if test is None:
            test = eval(source, names, own_names)
        return test(element)

    return ask


PATCH = Patch("late selectors", "cssselect2", Effect.SPEED, apply)

"""Selectors of style sheets become functions when an element first asks them.

Replaces: cssselect2 0.10, compiler.py, the built-in ``eval`` by which ``CompiledSelector`` makes a function.
Why: each selector is written as Python and compiled: a tenth of the time that style sheets take to read. Those of
  WeasyPrint's own sheets are for any HTML, and most are never asked.
Upstream: the same.
Effect: speed only.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any
from urllib.parse import urlparse

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


def find_source(test: FunctionType) -> str | None:
    """The Python that *test* is made from, if it is one of `evaluate_late`."""
    if test.__code__ is not _ASK or test.__closure__ is None:
        return None
    return str(test.__closure__[_ASK.co_freevars.index("source")].cell_contents)


def make_test(source: str) -> Callable[[Any], bool]:
    """A function as `evaluate_late` gives, with the names that cssselect2 gives."""
    return evaluate_late(source, _NAMES, {})


_ASK = evaluate_late("", {}, {}).__code__
_NAMES = {
    "split_whitespace": compiler.split_whitespace,
    "ascii_lower": compiler.ascii_lower,
    "urlparse": urlparse,
}

PATCH = Patch("late selectors", "cssselect2", Effect.SPEED, apply)

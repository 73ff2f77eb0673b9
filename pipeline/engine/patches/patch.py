"""What a patch is, and the one place where patches are applied.

Each patch is a file of this package that begins with a docstring of four parts: *Replaces* (library, version, module
and function), *Why*, *Upstream* (how the library itself would do it) and *Effect*. The same facts stand in its `Patch`,
and `catalogue` lists all in the order in which they are applied: where two replace one function, the later one is put
around the earlier.

With ``KANBEN_STOCK_SPEED`` set to anything in the environment, patches for speed are left out. Finished files are the
same to the byte with and without them (tests/engine/patches/test_stock_speed.py). A drawing that is nearly too much may
be refused without them: what they save is not counted against its bounds.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

STOCK_SPEED = "KANBEN_STOCK_SPEED"
"""Variable of the environment that turns patches for speed off; read when the layout engine is loaded."""


class Effect(Enum):
    """What a patch does to finished files."""

    OUTPUT = "changes output"
    SPEED = "speed only"
    """The same bytes with less work."""
    BOUNDS = "refuses"
    """The same bytes, but content that is too much ends in an error."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Something of a library replaced for the rest of the process. *library* is the name of its distribution.

    *apply* is called once in a process: after WeasyPrint is imported, but for those of `BEFORE_IMPORTING`.
    """

    name: str
    library: str
    effect: Effect
    apply: Callable[[], None]


@dataclass(frozen=True, slots=True)
class ScopedPatch:
    """Something of a library replaced while a block runs: *scope* gives the context."""

    name: str
    library: str
    effect: Effect
    scope: Callable[[], AbstractContextManager[None]]


_P = TypeVar("_P", Patch, ScopedPatch)


def has_stock_speed() -> bool:
    """Whether patches for speed are turned off."""
    return bool(os.environ.get(STOCK_SPEED))


def apply_all(patches: Iterable[Patch]) -> None:
    """Apply *patches* in order; those for speed unless they are turned off."""
    for patch in _list_enabled(patches):
        patch.apply()


@contextmanager
def apply_scoped(patches: Iterable[ScopedPatch]) -> Iterator[None]:
    """Have *patches* in place while the block runs; those for speed unless they are turned off."""
    with ExitStack() as stack:
        for patch in _list_enabled(patches):
            stack.enter_context(patch.scope())
        yield


def _list_enabled(patches: Iterable[_P]) -> Iterator[_P]:
    return (patch for patch in patches if patch.effect is not Effect.SPEED or not has_stock_speed())


def replace_everywhere(old: Any, new: Any, package: str = "weasyprint") -> None:
    """Put the function *new* in the place of *old* in every loaded module of *package* that has it by its name."""
    attribute: str = old.__name__
    for name, module in list(sys.modules.items()):
        if f"{name}.".startswith(f"{package}.") and getattr(module, attribute, None) is old:
            setattr(module, attribute, new)

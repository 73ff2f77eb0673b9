"""fontTools is imported with the first call into it.

Replaces: fontTools 4, its names as WeasyPrint 70.0 imports them (text/fonts.py and pdf/fonts.py, and nothing else
  does), by stand-ins while WeasyPrint is imported.
Why: that takes an eighth of a second of 1.4 for a short issue. fontTools serves faces with variations, colours or
  bitmaps, and faces that style sheets bring; HarfBuzz cuts ours down.
Upstream: import it within the functions that need it.
Effect: speed only.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from pipeline.engine.patches.patch import Effect, ScopedPatch

_NAMES = {
    "fontTools.subset": (),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
_USERS = ("weasyprint.text.fonts", "weasyprint.pdf.fonts")


@contextmanager
def delay_fonttools() -> Iterator[None]:
    """Have WeasyPrint get stand-ins for what it imports of fontTools while the block runs."""
    if "fontTools" in sys.modules:
        yield
        return
    stand_ins = [ModuleType("fontTools"), ModuleType("fontTools.varLib")]
    for module, names in _NAMES.items():
        stand_in = ModuleType(module)
        for name in names:
            setattr(stand_in, name, _StandIn(f"{module}.{name}"))
        stand_ins.append(stand_in)
    stand_ins[0].subset = _StandIn("fontTools.subset")  # type: ignore[attr-defined]
    sys.modules |= {stand_in.__name__: stand_in for stand_in in stand_ins}
    try:
        yield
    finally:
        for stand_in in stand_ins:
            del sys.modules[stand_in.__name__]


class _StandIn:
    """Stands for something of fontTools until it is called, or asked for something of it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._import()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._import(), name)

    def _import(self) -> Any:
        """Put the real things in the place of all stand-ins; the classes of errors among them are never called."""
        for user in map(sys.modules.__getitem__, _USERS):
            for name, value in list(vars(user).items()):
                if isinstance(value, _StandIn):
                    setattr(user, name, _load(value._name))
        return _load(self._name)


def _load(name: str) -> Any:
    module, _dot, attribute = name.rpartition(".")
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return getattr(importlib.import_module(module), attribute)


PATCH = ScopedPatch("fontTools later", "fontTools", Effect.SPEED, delay_fonttools)

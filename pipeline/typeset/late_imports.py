"""Importing WeasyPrint without what it needs seldom, and with its C declarations read quickly.

- fontTools (an eighth of a second of 1.4 for a short issue) serves faces with variations, colours or bitmaps, and faces
  that style sheets bring. HarfBuzz cuts ours down. It is imported with the first call into it.
- cffi has pycparser read all known type names again for each type that is asked for; it needs only those in it.

Checked against WeasyPrint 70.0 (text/fonts.py and pdf/fonts.py import names of fontTools, and nothing else does) and
cffi 2.1 (cparser.py ``Parser._parse``).
"""

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_NAMES = {
    "fontTools.subset": (),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
_USERS = ("weasyprint.text.fonts", "weasyprint.pdf.fonts")


@contextmanager
def fonttools_later() -> Iterator[None]:
    """Have WeasyPrint get stand-ins for what it imports of fontTools while the block runs."""
    if "fontTools" in sys.modules:
        yield
        return
    stand_ins = [ModuleType("fontTools"), ModuleType("fontTools.varLib")]
    for module, names in _NAMES.items():
        stand_in = ModuleType(module)
        for name in names:
            setattr(stand_in, name, _Later(f"{module}.{name}"))
        stand_ins.append(stand_in)
    stand_ins[0].subset = _Later("fontTools.subset")  # type: ignore[attr-defined]
    sys.modules |= {stand_in.__name__: stand_in for stand_in in stand_ins}
    try:
        yield
    finally:
        for stand_in in stand_ins:
            del sys.modules[stand_in.__name__]


class _Later:
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
                if isinstance(value, _Later):
                    setattr(user, name, _real(value._name))
        return _real(self._name)


def _real(name: str) -> Any:
    module, _dot, attribute = name.rpartition(".")
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return getattr(importlib.import_module(module), attribute)


def read_types_quickly(parser: Any) -> None:
    """Have a cffi *parser*, which has read its declarations, tell pycparser only the type names that a text has."""
    parse = parser._parse

    def parse_with_its_names(text: str) -> Any:
        known = parser._declarations
        words = set(re.findall(r"\w+", text))
        parser._declarations = {key: value for key, value in known.items() if key.rpartition(" ")[2] in words}
        try:
            return parse(text)
        finally:
            parser._declarations = known

    parser._parse = parse_with_its_names

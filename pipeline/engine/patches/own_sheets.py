"""WeasyPrint's own style sheets are parsed once for all processes.

Replaces: WeasyPrint 70.0, html.py, the ``CSS`` by which it parses three style sheets of its own when it is imported.
Why: they are for any HTML, and a fiftieth of the time of a short issue goes into them in each process.
Upstream: parse them when they are first asked for.
Effect: speed only.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.engine.kept_sheets import load_kept_sheets
from pipeline.engine.patches.patch import Effect, ScopedPatch

_READER = "weasyprint.html"
_OWN = "/* WeasyPrint's own */\n"  # before its texts, so that they are not taken for those of layouts


class _AtImport:
    """Finds no module itself: told of the one that parses, it puts `parse` in the place of ``CSS`` before that runs."""

    def __init__(self) -> None:
        self._stock: Any = None

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> None:
        if name == _READER:
            package: Any = sys.modules["weasyprint"]
            self._stock, package.CSS = package.CSS, self.parse

    def parse(self, string: str, counter_style: Any = None) -> Any:
        """As ``CSS``; *counter_style* takes the counters that the sheet *string* defines."""
        counters = {} if counter_style is None else counter_style
        kept = load_kept_sheets().find(_OWN + string)
        if kept is not None:
            sheet, defined = self._stock.__new__(self._stock), kept[1]
            sheet.__dict__.update(kept[0])
        else:
            before = set(counters)
            sheet = self._stock(string=string, counter_style=counters)
            defined = {name: value for name, value in counters.items() if name not in before}
            load_kept_sheets().keep(_OWN + string, (sheet.__dict__, defined))
        counters.update(defined)
        return sheet

    def restore(self) -> None:
        """Put ``CSS`` back, if it was replaced: whoever parses other sheets has it."""
        if self._stock is not None:
            package: Any = sys.modules["weasyprint"]
            package.CSS = self._stock
            package.html.CSS = self._stock


@contextmanager
def parse_once() -> Iterator[None]:
    """Have WeasyPrint, while it is imported, take up its own style sheets as they were parsed before."""
    at_import: Any = _AtImport()
    sys.meta_path.insert(0, at_import)
    try:
        yield
        at_import.restore()
    finally:
        sys.meta_path.remove(at_import)


PATCH = ScopedPatch("own style sheets parsed once", "weasyprint", Effect.SPEED, parse_once)

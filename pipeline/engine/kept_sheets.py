"""Style sheets as they were parsed, kept beside our code: reading them takes ten times longer than taking them up.

Kept are values of WeasyPrint 70.0 and its libraries, and selectors as the Python that cssselect2 makes of them, which
is run: they lie only where Python puts our own compiled modules (``__pycache__``, PYTHONPYCACHEPREFIX), where whoever
can write can change Kanben itself. A sheet is known by its very text, and by all modules that take part in parsing.
"""

import hashlib
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import FunctionType
from typing import Any

from pipeline.engine.patches.late_selectors import find_source, make_test
from pipeline.engine.patches.patch import has_stock_speed
from pipeline.kept_files import find_compiled, keep_file, list_modules

_SEAL = 32  # bytes, before what is kept
_MOST = 48  # sheets on disk; a layout has up to ten
_ENDING = ".sheet"
_MAKERS = (
    *("tinycss2", "cssselect2", "weasyprint", "weasyprint.css", "weasyprint.css.validation"),
    *("pipeline.engine", "pipeline.engine.patches"),
)
"""The packages that have a part in parsing; all are loaded when a sheet is parsed."""


class KeptSheets:
    """Parsed style sheets by their texts. *folder*: where they lie; None: nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, text: str) -> Any:
        """What *text* was parsed to; None if it isn't kept, or not whole, or by other modules than would do it now."""
        if self._folder is None:
            return None
        try:
            data = self._path_of(text).read_bytes()
        except OSError:
            return None
        return pickle.loads(data[_SEAL:]) if data[:_SEAL] == _seal(text, data[_SEAL:]) else None

    def keep(self, text: str, parsed: Any) -> None:
        """Keep what *text* was *parsed* to, if it can be; the oldest of very many go."""
        if self._folder is None or sys.dont_write_bytecode:
            return
        written = io.BytesIO()
        try:
            _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(parsed)
        except (
            pickle.PicklingError,
            TypeError,
            AttributeError,
        ):  # of a class that can't be: parsed again the next time
            return
        path = self._path_of(text)
        if keep_file(path, _seal(text, written.getvalue()) + written.getvalue()):
            with suppress(OSError):  # of another process that does the same
                self._forget_oldest()

    def _forget_oldest(self) -> None:
        assert self._folder is not None
        kept = sorted(self._folder.glob(f"*{_ENDING}"), key=lambda each: each.stat().st_mtime)
        for each in kept[:-_MOST]:
            each.unlink()

    def _path_of(self, text: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()[:24]}{_ENDING}"


class _Pickler(pickle.Pickler):
    """Keeps the tests of selectors as the Python that they are made from when they are first asked."""

    def reducer_override(self, value: Any) -> Any:
        source = find_source(value) if isinstance(value, FunctionType) else None
        return NotImplemented if source is None else (make_test, (source,))


@cache
def load_kept_sheets() -> KeptSheets:
    """What is kept where Python keeps this module compiled; nothing where shortcuts are turned off."""
    compiled = None if has_stock_speed() else find_compiled(__file__)
    return KeptSheets(compiled and compiled.parent)


def _seal(text: str, data: bytes) -> bytes:
    """A digest of *data*, of the *text* that it was parsed from, and of what parsed it."""
    known = f"{_makers()}\n{text}".encode(errors="surrogatepass")
    return hashlib.sha256(hashlib.sha256(known).digest() + data).digest()


@cache
def _makers() -> str:
    """Python, and the modules that have a part in parsing, known as Python knows them: by their times and sizes."""
    return "\n".join((MAGIC_NUMBER.hex(), *(line for name in _MAKERS for line in _modules_of(name))))


def _modules_of(package: str) -> Iterator[str]:
    for line in list_modules(sys.modules[package].__path__[0], ".py", ".css"):
        yield f"{package} {line}"

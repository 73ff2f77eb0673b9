"""Patterns, and methods of dataclasses, that Python compiles while modules are imported, kept beside our code.

Python keeps modules compiled, but compiles anew in each process what they ask for when they are imported: 480 patterns
(`re.compile`) and 1,350 methods (`dataclasses`), ours and those of libraries, an eighth of the processor time of a
build. What is kept is code, which is run: it lies only where Python puts our own compiled modules (``__pycache__``,
PYTHONPYCACHEPREFIX), where whoever can write can change Kanben itself. It is known by the very text that it was
compiled from and by the version of Python. A pattern that is compiled later than a module's import may be of content,
and is not kept, unless it stands in the code.
"""

import dataclasses
import marshal
import re
import sys
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, SimpleNamespace
from typing import Any
from zlib import crc32

from pipeline.kept_files import find_compiled, keep_file

_SEAL = 4  # bytes, before what is kept
_MOST = 6 << 20  # bytes of all that is kept; one command asks for a quarter of it
_OF_FUNCTIONS = 2  # inspect.CO_NEWLOCALS: modules and classes don't have it
_DEBUG = 128  # re.DEBUG: compiling prints

_Pattern = tuple[str | bytes, int]
"""The text of a pattern and its flags."""


class KeptCode:
    """What was compiled in earlier processes. *file*: where it is kept, *most* bytes of it; None: nowhere."""

    def __init__(self, file: Path | None, most: int = _MOST) -> None:
        self._file, self._most = file, most
        self._patterns: dict[_Pattern, tuple[Any, ...]] = {}
        self._codes: dict[str, bytes] = {}
        self._is_new = False
        self._asked: list[tuple[Any, ...]] = []
        self._read()

    def use(self) -> None:
        """Have `re` and `dataclasses` look here before they compile, for the rest of the process."""
        compiler: Any = re._compiler  # type: ignore[attr-defined]
        compile_anew, make = compiler.compile, compiler._sre.compile

        def note(*asked: Any) -> "re.Pattern[Any]":
            self._asked.append(asked)
            return make(*asked)  # type: ignore[no-any-return]

        def compile_pattern(pattern: Any, flags: int = 0) -> "re.Pattern[Any]":
            key = pattern, int(flags)
            if (kept := self._patterns.get(key)) is not None:
                return make(pattern, *_with_numbers(kept))  # type: ignore[no-any-return]
            self._asked.clear()
            made: re.Pattern[Any] = compile_anew(pattern, flags)
            if self._asked and type(pattern) in (str, bytes) and not flags & _DEBUG and _is_of_code(pattern):
                self._is_new = True
                self._patterns[key] = _with_bytes(self._asked[-1][1:])
            return made

        compiler._sre = SimpleNamespace(**{**vars(compiler._sre), "compile": note})
        compiler.compile = compile_pattern
        vars(dataclasses)["exec"] = self._execute

    def _execute(self, text: str, names: dict[str, Any], inner: Mapping[str, Any]) -> None:
        """As `exec`, of the *text* of a method that `dataclasses` has made."""
        exec(self.find(text, lambda: compile(text, "<string>", "exec", dont_inherit=True)), names, inner)

    def find(self, text: str, make: Callable[[], CodeType]) -> CodeType:
        """What is made of *text*; what modules ask for when they are imported is kept."""
        if (kept := self._codes.get(text)) is not None:
            code: CodeType = marshal.loads(kept)
            return code
        code = make()
        if _is_importing():
            self._is_new = True
            self._codes[text] = marshal.dumps(code)
        return code

    def save(self) -> None:
        """Keep on disk what this process has compiled, if it has."""
        if self._file is None or not self._is_new:
            return
        data = marshal.dumps((self._patterns, self._codes))
        if len(data) <= self._most:
            keep_file(self._file, _seal(data) + data)
            return
        with suppress(OSError):  # of versions of the code that are no more: begun anew
            self._file.unlink(missing_ok=True)

    def _read(self) -> None:
        """Take what is kept on disk, if it is whole, and was made by this Python."""
        if self._file is None:
            return
        try:
            data = self._file.read_bytes()
        except OSError:
            return
        if data[:_SEAL] == _seal(memoryview(data)[_SEAL:]):
            self._patterns, self._codes = marshal.loads(memoryview(data)[_SEAL:])


@cache
def load_kept_code() -> KeptCode:
    """What is kept where Python keeps this module compiled."""
    compiled = find_compiled(__file__)
    return KeptCode(compiled and compiled.with_suffix(".kept"))


def _is_of_code(pattern: str | bytes) -> bool:
    """Whether *pattern* is asked for where a module or a class is made, or stands as it is in a function that asks.

    Other patterns that functions make may be of content, or of sets, whose order is another one in each process.
    """
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    if frame is None or frame.f_globals.get("__name__") == "__main__":
        return False
    if not frame.f_code.co_flags & _OF_FUNCTIONS:
        return True
    around = frame.f_back  # one may have handed it to the other
    return pattern in frame.f_code.co_consts or (around is not None and pattern in around.f_code.co_consts)


def _is_importing() -> bool:
    """Whether what is being done is part of the import of a module."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") != "__main__":
            return True
        frame = frame.f_back
    return False


def _with_bytes(asked: tuple[Any, ...]) -> tuple[Any, ...]:
    """What `_sre.compile` was *asked* behind the pattern (flags, code, groups, names), its code as bytes."""
    flags, code, *others = asked
    return int(flags), array("I", code).tobytes(), *others


def _with_numbers(kept: tuple[Any, ...]) -> tuple[Any, ...]:
    flags, code, *others = kept
    return flags, memoryview(code).cast("I").tolist(), *others


def _seal(data: bytes | memoryview) -> bytes:
    """What tells *data* that is whole, and of this Python."""
    return crc32(data, crc32(sys.version.encode())).to_bytes(_SEAL, "big")

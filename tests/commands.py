"""Runs commands of Kanben one after another, measured, in copies of a process that has loaded what they need."""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[1]
_MINUTE, _PATIENCE = 60, 180  # seconds of the clock
# Before a test has changed it.
_SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
_READ_LATE = {"COLUMNS", "KANBEN_CACHE", "XDG_CACHE_HOME", "SOURCE_DATE_EPOCH"}


@dataclass(frozen=True)
class Ran:
    """How a command ended. *code*: None if it had to be ended, as it took too long. *seconds* are of processor time,
    all processes together; *megabytes* the most that one of them held.
    """

    code: int | None
    output: str
    seconds: float
    megabytes: float


class Commands:
    """Runs commands; to be used as a context. *words*: how its process prepares (`tests.preloaded`)."""

    def __init__(self, *words: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.preloaded", *words],
            cwd=ROOT,
            env=_SURROUNDINGS | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Commands":
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def run(
        self,
        words: Sequence[str],
        folder: Path,
        output: Path,
        environment: Mapping[str, str],
        errors: Path | None = None,
        patience: int = _MINUTE,
        before: str = "",
    ) -> Ran:
        """Run ``kanben`` with *words* in *folder*, for *patience* seconds at most, after *before*, which is Python.

        What it prints goes through the file *output*; what it tells of errors, too, or to the file *errors*.
        """
        order = {
            "words": list(words),
            "folder": str(folder),
            "output": str(output),
            "errors": str(errors or output),
            "environment": dict(environment),
            "patience": patience,
            "before": before,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        row = json.loads(self._process.stdout.readline())
        text = output.read_text(encoding="utf-8", errors="surrogateescape")
        return Ran(row["code"], text, row["seconds"], row["megabytes"])


def run_kanben(*words: str, cwd: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``kanben`` with *words* in the folder *cwd*, as a user does: what it printed, and the code it ended with.

    *before* is Python that is done in its process first, to replace something.

    Where *environment* has what is read while modules are loaded, it is a process from the beginning; but for LANGUAGE,
    since each language has a process to be copied.
    """
    late = {name: value for name, value in environment.items() if name != "LANGUAGE"}
    if late.keys() <= _READ_LATE:
        return _run_copy(words, cwd, late, environment.get("LANGUAGE", ""), before)
    assert not before, "a process from the beginning has nothing replaced"
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )


def _run_copy(
    words: tuple[str, ...], cwd: Path, environment: Mapping[str, str], language: str, before: str
) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="kanben-printed-") as folder:
        output, errors = Path(folder, "output"), Path(folder, "errors")
        ran = _commands_in(language).run(words, cwd, output, environment, errors, _PATIENCE, before)
        assert ran.code is not None, f"kanben {words} did not end"
        printed = (path.read_text(encoding="utf-8") for path in (output, errors))
        return subprocess.CompletedProcess(words, ran.code, *printed)


@cache
def _commands_in(language: str) -> Commands:
    commands = Commands("prepared", **({"LANGUAGE": language} if language else {}))
    atexit.register(commands.close)
    return commands

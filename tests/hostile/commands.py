"""Runs commands of Kanben one after another, measured, in copies of a process that has loaded what they need."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """How a command ended. *code*: None if it had to be ended after a minute. *seconds* are of processor time, all
    processes together; *megabytes* the most that one of them held.
    """

    code: int | None
    output: str
    seconds: float
    megabytes: float


class Commands:
    """Runs commands; to be used as a context."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.preloaded"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Commands":
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def run(self, words: Sequence[str], folder: Path, output: Path, environment: Mapping[str, str]) -> Ran:
        """Run ``kanben`` with *words* in *folder*; what it prints goes through the file *output*."""
        order = {"words": list(words), "folder": str(folder), "output": str(output), "environment": dict(environment)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        row = json.loads(self._process.stdout.readline())
        text = output.read_text(encoding="utf-8", errors="surrogateescape")
        return Ran(row["code"], text, row["seconds"], row["megabytes"])

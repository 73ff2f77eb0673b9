"""Making finished files on the desk: the commands that make them everywhere, each in a process of its own."""

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from pipeline.desk.make_orders import MakeOrder, Told, list_commands, read_told
from pipeline.errors import Problem
from pipeline.i18n import language_environment
from pipeline.manuscript.workspace import workspace_of

_HOME = Path(__file__).resolve().parents[2]
_MOST_RESULT = 8 << 20  # bytes of JSON
_MOST_LINES = 200
_STAGE = re.compile(r"(?!issues/)[^/\s]+(?:/[^/\s:]+){1,2}: (?P<stage>.*)")  # as `kanben --verbose` tells it
_FINDINGS = 7  # exit code: all was done, and something was found


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeState:
    """What is made, or was made last: its *kind*; the *stage* it is at, as long as it *is_running*.

    *outcome*: ``done``, ``found`` (judged unfit), ``failed`` or ``stopped``. *problems*: why, or what was found.
    *notes*: what the commands have told besides.
    """

    kind: str = ""
    is_running: bool = False
    stage: str = ""
    outcome: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class Maker:
    """Makes files of the *issue* folder, one thing at a time; *tell* is told how far it is."""

    def __init__(self, issue: Path, tell: Callable[[MakeState], None]) -> None:
        self._issue, self._tell = issue, tell
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_busy, self._is_stopped = False, False

    def begin(self, order: MakeOrder) -> bool:
        """Begin with *order*; whether that is done: not while something else is being made."""
        with self._lock:
            if self._is_busy:
                return False
            self._is_busy, self._is_stopped = True, False
        threading.Thread(target=copy_context().run, args=(self._make, order), daemon=True).start()
        return True

    def stop(self) -> None:
        """Give up what is being made."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.terminate()

    def _make(self, order: MakeOrder) -> None:
        state = MakeState(kind=order.kind, is_running=True)
        self._tell(state)
        code, words, told = 0, list[str](), Told()
        for command in list_commands(self._issue, order):
            with tempfile.TemporaryFile(mode="w+", encoding="utf-8") as result:
                code, words = self._run(command, result, state)
                result.seek(0)
                told = read_told(result.read(_MOST_RESULT))
            if code:
                break
        problems = told.problems or (tuple(map(Problem, words)) if code not in (0, _FINDINGS) else ())
        outcome = {0: "done", _FINDINGS: "found"}.get(code, "stopped" if self._is_stopped else "failed")
        with self._lock:
            self._is_busy, self._process = False, None
        shown = () if outcome == "stopped" else problems
        self._tell(MakeState(kind=order.kind, outcome=outcome, problems=shown, notes=told.notes))

    def _run(self, command: list[str], result: IO[str], state: MakeState) -> tuple[int, list[str]]:
        """Run *command*, whose output goes to *result*; its exit code, and the last lines that it told of no stage."""
        words: deque[str] = deque(maxlen=_MOST_LINES)
        with self._lock:
            process = self._process = _start(command, result, workspace_of(self._issue))
            if self._is_stopped:
                process.terminate()
        with process:
            for line in process.stderr or ():
                stage = _STAGE.fullmatch(line.strip())
                if stage is None:
                    words.append(line.strip())
                self._tell(replace(state, stage=stage["stage"] if stage else line.strip()))
        return process.returncode, list(words)


def _start(words: list[str], result: IO[str], folder: Path) -> subprocess.Popen[str]:
    # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
    command = [sys.executable, "-P", "-m", "pipeline", *words]
    environment = os.environ | language_environment() | {"PYTHONPATH": str(_HOME)}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=result, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        errors="replace", env=environment, cwd=folder, start_new_session=True,
    )  # fmt: skip

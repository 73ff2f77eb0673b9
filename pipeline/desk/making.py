"""Making finished files on the desk: the commands that make them everywhere, each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Literal

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.issue.request import SUFFIXES, destination

Kind = Literal["reading", "press", "preflight"]
KINDS: tuple[Kind, ...] = ("reading", "press", "preflight")
_HOME = Path(__file__).resolve().parents[2]
_MOST_RESULT = 8 << 20  # bytes of JSON
_FINDINGS = 7  # exit code: all was done, and something was found


@dataclass(frozen=True, slots=True)
class MakeOrder:
    """What is wanted of the issue: an edition, or the press edition judged; finished files go to *out*."""

    kind: Kind
    out: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeState:
    """What is made, or was made last: its *kind*; the *stage* it is at, as long as it *is_running*.

    *outcome*: ``done``, ``found`` (judged unfit), ``failed`` or ``stopped``. *problems*: why, or what was found.
    """

    kind: str = ""
    is_running: bool = False
    stage: str = ""
    outcome: str = ""
    problems: tuple[Problem, ...] = ()


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
        threading.Thread(target=self._make, args=(order,), daemon=True).start()
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
        code, last, told = 0, "", ""
        for command in _list_commands(self._issue, order):
            with tempfile.TemporaryFile(mode="w+", encoding="utf-8") as result:
                code, last = self._run(command, result, state)
                result.seek(0)
                told = result.read(_MOST_RESULT)
            if code:
                break
        problems = tuple(_find_problems(told)) or ((Problem(last),) if code not in (0, _FINDINGS) else ())
        outcome = {0: "done", _FINDINGS: "found"}.get(code, "stopped" if self._is_stopped else "failed")
        with self._lock:
            self._is_busy, self._process = False, None
        shown = () if outcome == "stopped" else problems
        self._tell(MakeState(kind=order.kind, outcome=outcome, problems=shown))

    def _run(self, command: list[str], result: IO[str], state: MakeState) -> tuple[int, str]:
        """Run *command*, whose output goes to *result*; its exit code, and the last line that it told."""
        last = ""
        with self._lock:
            process = self._process = _start(command, result, workspace_of(self._issue))
            if self._is_stopped:
                process.terminate()
        with process:
            for line in process.stderr or ():
                last = line.strip()
                self._tell(replace(state, stage=last.partition(": ")[2] or last))
        return process.returncode, last


def _list_commands(issue: Path, order: MakeOrder) -> list[list[str]]:
    """What is called, one after the other; an edition that is up to date is not built again before it is judged."""
    own = [str(issue), "--out", str(order.out), "--json"]
    edition = "reading" if order.kind == "reading" else "press"
    build = ["build", *own, "--edition", edition, "--verbose"]
    if order.kind != "preflight":
        return [build]
    report = destination(issue, order.out) / f"{issue_id(issue)}{SUFFIXES['press']}-preflight.html"
    return [build, ["preflight", *own, "--edition", edition, "--html", str(report)]]


def _start(words: list[str], result: IO[str], folder: Path) -> subprocess.Popen[str]:
    # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
    command = [sys.executable, "-P", "-m", "pipeline", *words]
    environment = os.environ | {"PYTHONPATH": str(_HOME)}
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=result, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        errors="replace", env=environment, cwd=folder, start_new_session=True,
    )  # fmt: skip


def _find_problems(told: str) -> Iterator[Problem]:
    """The problems in what ``--json`` has printed: of issues that were built, or the findings of a verdict."""
    try:
        found = json.loads(told)
    except ValueError:
        return
    if isinstance(found, list):
        for row in (row for issue in found for row in issue["problems"]):
            yield Problem(row["message"], Path(row["file"]) if row["file"] else None, row["line"], row["hint"])
    else:
        for row in found["findings"]:
            if row["waiver"] is None:
                placed = _("Page {label}: {text}") if row["label"] else "{text}"
                yield Problem(placed.format(label=row["label"], text=row["message"]), hint=row["hint"])

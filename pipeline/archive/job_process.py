"""A process that does one job after another, held to limits; both of its ends.

They speak in lines of JSON, so that it may run below any parent: a worker of dask is not allowed children of another
kind. What libraries print goes to standard error.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import IO, Any

from pipeline.archive.jobs import Order, Outcome, order_of_row, outcome_of_row, outcome_row
from pipeline.archive.work import do, failure
from pipeline.call_stack import with_room_for_calls
from pipeline.errors import Problem, TooMuchWorkError
from pipeline.i18n import _
from pipeline.limits import NoteFile, cap_memory, enforce
from pipeline.logs import is_logging, start_logging

_MOST_JOBS = 200  # of one process: what libraries leave in memory is given back


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLimits:
    """What one job may take: *seconds* on the clock, *memory* in bytes (0: as much as its pieces of work may).

    *enforced*: its pieces of work are held to limits of their own.
    """

    seconds: float = 1800.0
    memory: int = 0
    enforced: bool = True


@dataclass(kw_only=True)
class JobProcess:
    """The process as whoever gives orders has it. *folder* is for its notes; *shared* what paths are told from."""

    folder: Path
    shared: Path
    limits: JobLimits
    _process: "subprocess.Popen[bytes] | None" = None
    _order: Order | None = None
    _begun: float = 0.0
    _jobs: int = 0
    _said: bytearray = field(default_factory=bytearray)

    @property
    def is_free(self) -> bool:
        """Whether it has nothing to do."""
        return self._order is None

    def fileno(self) -> int:
        """What becomes readable when there is news."""
        assert self._process is not None
        return _pipe(self._process.stdout).fileno()

    def give(self, order: Order) -> None:
        """Have *order* done; the process is started where there is none."""
        if self._process is None or self._jobs >= _MOST_JOBS:
            self.end()
            self._start()
        self._order, self._begun = order, time.monotonic()
        self._jobs += 1
        with suppress(BrokenPipeError):  # that it has ended is told by its other pipe
            self._write(asdict(order))

    def do(self, order: Order) -> Outcome:
        """Have *order* done, and wait for it."""
        self.give(order)
        while (outcome := self.overdue()) is None:
            ready, _writable, _broken = select.select([self], (), (), 1.0)
            if ready and (outcome := self.hear()) is not None:
                break
        return outcome

    def hear(self) -> Outcome | None:
        """The outcome, when `fileno` is readable; None while it is not all there."""
        data = os.read(self.fileno(), 1 << 16)
        self._said += data
        if data and not self._said.endswith(b"\n"):
            return None
        order, said = self._order, bytes(self._said)
        assert order is not None
        self._order = None
        self._said.clear()
        return outcome_of_row(json.loads(said)) if data else self._tell_end(order)

    def overdue(self) -> Outcome | None:
        """The outcome of a job that has taken longer than it may, after its process was ended."""
        order = self._order
        if order is None or time.monotonic() - self._begun < self.limits.seconds:
            return None
        self.end()
        self._order = None
        message = _("This takes longer than {seconds:.0f} seconds.").format(seconds=self.limits.seconds)
        problem = Problem(message, self.shared / order.workspace / order.place, hint=_("Give it more (--job-time)."))
        return failure(order.place, TooMuchWorkError(problem))

    def end(self) -> None:
        """End the process; a job at hand leaves nothing half done."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(BrokenPipeError):
            _pipe(process.stdin).close()
        if self._order is not None:
            process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _pipe(process.stdout).close()

    def _start(self) -> None:
        self._jobs = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {"TMPDIR": str(self.folder), "PYTHONSAFEPATH": "1"}
        command = [sys.executable, "-m", __name__]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        self._write(
            {
                "parent": os.getpid(),
                "shared": str(self.shared),
                "note": str(self._note.path),
                "memory": self.limits.memory,
                "enforced": self.limits.enforced,
                "logging": is_logging(),
            }
        )

    @property
    def _note(self) -> NoteFile:
        return NoteFile(self.folder / "note")

    def _write(self, row: dict[str, Any]) -> None:
        assert self._process is not None
        pipe = _pipe(self._process.stdin)
        pipe.write(json.dumps(row).encode() + b"\n")
        pipe.flush()

    def _tell_end(self, order: Order) -> Outcome:
        """The outcome of a job whose process has ended."""
        assert self._process is not None
        code = self._process.wait()
        self.end()
        place = self.shared / order.workspace / order.place
        if code >= 0:
            error = TooMuchWorkError(Problem(_("The process of the job has ended."), place))
        else:
            error = self._note.ending(-code)
            if self.limits.memory and -code != signal.SIGXCPU:
                error = TooMuchWorkError([replace(each, hint=_memory_remedy()) for each in error.problems])
        outcome = failure(order.place, error)
        return Outcome(
            place=order.place, status="failed", problems=outcome.problems, exit_code=outcome.exit_code, again=True
        )


def _memory_remedy() -> str:
    return _("Make it simpler or split it, or give it more memory (--job-memory).")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


@with_room_for_calls
def main() -> None:
    """The process itself: do what is ordered on standard input until that ends."""
    interrupted: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        interrupted.append(number)
        raise KeyboardInterrupt  # leaves nothing half-written

    signal.signal(signal.SIGTERM, interrupt)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    terms = json.loads(sys.stdin.buffer.readline() or "null")
    if terms is None:
        return
    if terms["logging"]:
        start_logging()
    if terms["memory"]:
        cap_memory(terms["memory"], _memory_remedy())
    if terms["enforced"]:
        enforce(NoteFile(Path(terms["note"])))
    threading.Thread(target=_end_with, args=(terms["parent"],), daemon=True).start()
    try:
        for line in sys.stdin.buffer:
            outcome = do(order_of_row(json.loads(line)), Path(terms["shared"]))
            answers.write(json.dumps(outcome_row(outcome)).encode() + b"\n")
            answers.flush()
    except BaseException:  # libraries make errors of their own of an interruption
        if not interrupted and os.getppid() == terms["parent"]:
            raise


def _end_with(parent: int) -> None:
    """Interrupt this process when the process *parent* is gone: nobody waits for the job at hand."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()

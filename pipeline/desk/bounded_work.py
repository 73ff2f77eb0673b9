"""Work on what comes from anyone, asked for by pages of the desk: each piece in a process of its own, within limits.

These processes are copies of one that reads nothing of anyone, and stays: what it has loaded is there for the next.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import KanbenError, Problem
from pipeline.i18n import _, language_environment, speaking
from pipeline.limits import NoteFile, enforce, make_room, out_of_memory

_HOME = Path(__file__).resolve().parents[2]
_MOST_AT_ONCE = 2
_T = TypeVar("_T")


class _CopiedProcess:
    """A process that is copied for each piece of work, one after the other; *prepare* is what it has loaded."""

    def __init__(self, prepare: Callable[[], None] | None) -> None:
        self.prepare = prepare
        self.connection, theirs = Pipe()
        # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
        command = [sys.executable, "-P", "-m", __name__, str(theirs.fileno())]
        environment = os.environ | {"PYTHONPATH": str(_HOME)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, env=environment, pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()

    def stop(self) -> None:
        """End it and what it does; whoever waits for that is told."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)

    def wait(self) -> None:
        """Wait for its end."""
        self.connection.close()
        self._process.wait()


class BoundedWorker:
    """Does pieces of work, few at a time; closed, it ends those that are being done."""

    def __init__(self) -> None:
        self._places = threading.Semaphore(_MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._running: set[_CopiedProcess] = set()
        self._idle: list[_CopiedProcess] = []
        self._is_closed = False

    def do(self, work: Callable[..., _T], *arguments: Any, prepare: Callable[[], None] | None = None) -> _T:
        """What *work*, a function of a module, gives for *arguments*. Raises KanbenError, which may be that it fell.

        *prepare*, a function of a module, loads what the work needs, once: it is called in the process that is copied.
        """
        with self._places, tempfile.TemporaryDirectory(prefix="kanben-desk-") as folder:
            note = NoteFile(Path(folder, "note"))
            surroundings = language_environment() | {"TMPDIR": folder}
            process = self._take(prepare)
            try:
                process.connection.send((prepare, (work, arguments, note, surroundings)))
                is_done, result = process.connection.recv()
            except (EOFError, OSError):
                process.stop()
                is_done, result = False, signal.SIGTERM
                self._let_go(process)
            else:
                self._put_back(process)
            if not is_done:
                raise note.ending(result)
        if isinstance(result, KanbenError):
            raise result
        return result  # type: ignore[no-any-return]

    def close(self) -> None:
        """End what is being done, and the processes that wait for work."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for process in (*self._running, *idle):
                process.stop()
        for process in idle:
            process.wait()

    def _take(self, prepare: Callable[[], None] | None) -> _CopiedProcess:
        with self._lock:
            fit = next((each for each in self._idle if each.prepare == prepare), None)
            if fit is not None:
                self._idle.remove(fit)
            process = fit or _CopiedProcess(prepare)
            self._running.add(process)
            if self._is_closed:
                process.stop()
            return process

    def _put_back(self, process: _CopiedProcess) -> None:
        with self._lock:
            if not self._is_closed and all(each.prepare != process.prepare for each in self._idle):
                self._running.discard(process)
                self._idle.append(process)  # one of a kind stays: what they have loaded takes memory
                return
        self._let_go(process)

    def _let_go(self, process: _CopiedProcess) -> None:
        process.wait()
        with self._lock:
            self._running.discard(process)


# --- in the process that is copied -----------------------------------------------------------------------------------


def _follow(orders: "Connection[Any, Any]") -> None:
    """Have copies do what is ordered until nobody orders any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: whoever started this one ends it
    with suppress(EOFError, OSError):
        while True:
            prepare, order = orders.recv()
            if prepare is not None:
                prepare()
            orders.send_bytes(_have_done(order))


def _have_done(order: tuple[Any, ...]) -> bytes:
    """What a copy tells of its work, pickled: whether it was done, and what came of it, or the signal that ended it."""
    ours, theirs = Pipe(duplex=False)
    copy = os.fork()
    if copy == 0:
        try:
            theirs.send((True, _do(*order)))
        finally:
            os._exit(0)
    theirs.close()
    try:
        told = ours.recv_bytes()
    except (EOFError, OSError):
        told = b""
    ours.close()
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    return told or pickle.dumps((False, -code if code < 0 else signal.SIGTERM))


# --- in the copy -----------------------------------------------------------------------------------------------------


def _do(work: Callable[..., Any], arguments: tuple[Any, ...], note: NoteFile, surroundings: Mapping[str, str]) -> Any:
    os.environ.update(surroundings)
    tempfile.tempdir = None  # is asked for anew
    enforce(note)
    with speaking(surroundings.get("LANGUAGE", "")):
        try:
            return work(*arguments)
        except KanbenError as error:
            return error
        except MemoryError:
            make_room()
            return out_of_memory()
        except Exception as error:  # noqa: BLE001 (a bug of ours: told, and the desk goes on)
            message = _("This is a bug in Kanben: {error}.").format(error=f"{type(error).__name__}: {error}")
            return KanbenError(Problem(message))


if __name__ == "__main__":
    _follow(Connection(int(sys.argv[1])))

"""Work on what comes from anyone, asked for by pages of the desk: each piece in a process of its own, within limits."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import KanbenError, Problem
from pipeline.i18n import _, language_environment
from pipeline.limits import NoteFile, enforce, make_room, out_of_memory

_HOME = Path(__file__).resolve().parents[2]
_MOST_AT_ONCE = 2
_T = TypeVar("_T")


class BoundedWorker:
    """Does pieces of work, few at a time; closed, it ends those that are being done."""

    def __init__(self) -> None:
        self._places = threading.Semaphore(_MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._is_closed = False

    def do(self, work: Callable[..., _T], *arguments: Any) -> _T:
        """What *work*, a function of a module, gives for *arguments*. Raises KanbenError, which may be that it fell."""
        with self._places, tempfile.TemporaryDirectory(prefix="kanben-desk-") as folder:
            note = NoteFile(Path(folder, "note"))
            ours, theirs = Pipe()
            process = self._start(theirs, folder)
            try:
                ours.send((work, arguments, note))
                result = ours.recv()
            except (EOFError, OSError):
                code = process.wait()
                raise note.ending(-code if code < 0 else signal.SIGTERM) from None
            finally:
                ours.close()
                process.wait()
                with self._lock:
                    self._running.discard(process)
        if isinstance(result, KanbenError):
            raise result
        return result  # type: ignore[no-any-return]

    def close(self) -> None:
        """End what is being done."""
        with self._lock:
            self._is_closed = True
            for process in self._running:
                process.terminate()

    def _start(self, theirs: "Connection[Any, Any]", folder: str) -> subprocess.Popen[bytes]:
        # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
        command = [sys.executable, "-P", "-m", __name__, str(theirs.fileno())]
        environment = os.environ | language_environment() | {"PYTHONPATH": str(_HOME), "TMPDIR": folder}
        with self._lock:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, env=environment, pass_fds=[theirs.fileno()], start_new_session=True
            )
            self._running.add(process)
            if self._is_closed:
                process.terminate()
        theirs.close()
        return process


# --- in the process --------------------------------------------------------------------------------------------------


def _work(connection: "Connection[Any, Any]") -> None:
    work, arguments, note = connection.recv()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: whoever started this one ends it
    enforce(note)
    try:
        result = work(*arguments)
    except KanbenError as error:
        result = error
    except MemoryError:
        make_room()
        result = out_of_memory()
    except Exception as error:  # noqa: BLE001 (a bug of ours: told, and the desk goes on)
        message = _("This is a bug in Kanben: {error}.").format(error=f"{type(error).__name__}: {error}")
        result = KanbenError(Problem(message))
    with suppress(BrokenPipeError):
        connection.send(result)


if __name__ == "__main__":
    _work(Connection(int(sys.argv[1])))

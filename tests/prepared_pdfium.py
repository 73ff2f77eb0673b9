"""pdfium's processes for tests: copies of one that has loaded pdfium, instead of new ones; a thousand start in a run.

``use()`` has ``pipeline.pdf.bounded_pdfium`` take them. What a copy does is what a new process does, from the first
order on. Tests of its being started take new ones (``start_new``), as do those that measure what commands take.
"""

import atexit
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from pipeline.pdf import bounded_pdfium

_ROOT = Path(__file__).parents[1]
_LISTENING, _STANDARD_INPUT = 3, 0


start_new = bounded_pdfium._start


def use() -> None:
    """Have pdfium's processes be copies in this process, and in those that are copied of it, from now on."""
    bounded_pdfium._start = _start_copy  # type: ignore[assignment]


def begin() -> None:
    """Start the process that is copied now, rather than when it is first needed."""
    _address()


class _Copy:
    """A process that is no child of this one, by its descriptor: what is asked of a child by who started it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def kill(self) -> None:
        """End it."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    def wait(self) -> None:
        """Wait for its end; it is told nothing afterwards."""
        select.select([self._descriptor], [], [])
        os.close(self._descriptor)


def _start_copy(connection: "Connection[Any, Any]") -> _Copy:
    folder = os.open(".", os.O_PATH | os.O_CLOEXEC)  # where files are looked for
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(_address())
        socket.send_fds(asking, [b"."], [connection.fileno(), folder])
        _data, (descriptor,), _flags, _sender = socket.recv_fds(asking, 1, 1)
    os.close(folder)
    return _Copy(descriptor)


@cache
def _address() -> bytes:
    """Where the process listens that is copied. It ends with this one."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("")  # the kernel gives it an address, which is no file
        listening.listen(100)
        prepared = subprocess.Popen(
            [sys.executable, "-c", f"from tests.prepared_pdfium import _serve; _serve({listening.fileno()})"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[listening.fileno()],
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
        )
        atexit.register(prepared.communicate)
        address: bytes = listening.getsockname()
        return address


# --- in the process that is copied -----------------------------------------------------------------------------------


def _serve(number: int) -> None:
    _load()
    with socket.socket(fileno=number) as listening:
        while True:
            ready, _to_write, _failed = select.select([listening, _STANDARD_INPUT], [], [])
            if _STANDARD_INPUT in ready:
                return
            asked, _sender = listening.accept()
            with asked:
                _data, (connection, folder), _flags, _name = socket.recv_fds(asked, 1, 2)
                copy = os.fork()
                if copy == 0:
                    os.fchdir(folder)
                    for each in (listening, asked):
                        each.close()
                    _become(connection)
                descriptor = os.pidfd_open(copy)
                socket.send_fds(asked, [b"."], [descriptor])
            for each in (connection, folder, descriptor):
                os.close(each)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _load() -> None:
    """Import pdfium, and the modules that have its process tell of pages: the functions for that are in them."""
    importlib.import_module("pypdfium2")
    for path in sorted(_ROOT.glob("pipeline/**/*.py")):
        if b"bounded_pdfium import" in path.read_bytes():
            importlib.import_module(".".join(path.relative_to(_ROOT).with_suffix("").parts))


def _become(number: int) -> NoReturn:
    """Be pdfium's process, which tells what is ordered on the connection with the *number*."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        bounded_pdfium._send_items(Connection(number))
    finally:
        os._exit(0)

"""Every command runs in a process of its own, held to limits, while this one waits and tells how it ended.

Content can make a library of native code run without end, or fall: the kernel ends the process then, and what was being
done is told in words.
"""

import atexit
import ctypes
import os
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from typing import NoReturn

from pipeline.errors import ExitCode
from pipeline.limits import NoteFile, enforce
from pipeline.work_folders import WorkFolder

_PASSED_ON = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_FROM_A_PROGRAM = 0  # si_code of a signal that a program sent (SI_USER): one of the terminal reaches both processes


def run_guarded() -> int | None:
    """Go on in a process of its own: None there; here, when it has ended, the exit code.

    All that is temporary lies in one folder, which is taken away however it ends. Raises TooMuchWorkError, here, when
    the kernel has ended it.
    """
    watched = _PASSED_ON | {signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    folder = WorkFolder.make("kanben-")
    note = NoteFile(folder.path / "note")
    watcher = os.getpid()
    process = os.fork()
    if process == 0:
        _end_with(watcher)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder.path)
        enforce(note)
        return None
    try:
        code = os.waitstatus_to_exitcode(_wait(process, watched))
        if code < 0:
            raise note.ending(-code)
        return code
    finally:
        folder.take_away()


def end_process(code: int) -> NoReturn:
    """End this process with *code*, once that is done which was to be done at its end.

    What it has made is not taken apart: that takes a fiftieth of the time of a build, and libraries of native code have
    fallen in it when all was finished.
    """
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as Python does
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            code = code or ExitCode.FILE_ACCESS
    os._exit(code)


def _end_with(watcher: int) -> None:
    """Have the kernel end this process when its parent, the process *watcher*, was killed: nobody would wait for it."""
    with suppress(OSError, AttributeError):  # where there is no Linux
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != watcher:
        os.kill(os.getpid(), signal.SIGTERM)


def _wait(process: int, watched: set[signal.Signals]) -> int:
    """Wait for *process*, passing on what programs ask of this one; its status."""
    while True:
        news = signal.sigwaitinfo(watched)
        if news.si_signo == signal.SIGCHLD:
            found, status = os.waitpid(process, os.WNOHANG)
            if found:
                return status
        elif news.si_code == _FROM_A_PROGRAM:
            with suppress(ProcessLookupError):
                os.kill(process, news.si_signo)

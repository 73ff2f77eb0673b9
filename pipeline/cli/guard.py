"""Every command runs in a process of its own, held to limits, while this one waits and tells how it ended.

Content can make a library of native code run without end, or fall: the kernel ends the process then, and what was being
done is told in words.
"""

import os
import signal
import tempfile
from contextlib import suppress

from pipeline.limits import NoteFile, enforce
from pipeline.work_folders import WorkFolder

_PASSED_ON = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
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
    waiting = os.getpid()
    process = os.fork()
    if process == 0:
        _end_with(waiting)
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


def _end_with(waiting: int) -> None:
    """Have the kernel end this process when that which waits for it, *waiting*, is killed: nobody would hear of it."""
    import ctypes

    with suppress(AttributeError, OSError):  # Linux has it, and others have not
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != waiting:
        os._exit(1)


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

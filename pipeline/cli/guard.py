"""Every command runs in a process of its own, held to limits, while this one waits and tells how it ended.

Content can make a library of native code run without end, or fall: the kernel ends the process then, and what was being
done is told in words.
"""

import json
import mmap
import os
import shutil
import signal
import tempfile
from contextlib import suppress
from pathlib import Path

from pipeline.errors import Problem, TooMuchWorkError
from pipeline.i18n import _
from pipeline.limits import enforce

_NOTE_BYTES = 8192
_PASSED_ON = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_FROM_A_PROGRAM = 0  # si_code of a signal that a program sent (SI_USER): one of the terminal reaches both processes


def run_guarded() -> int | None:
    """Go on in a process of its own: None there; here, when it has ended, the exit code.

    Raises TooMuchWorkError, here, when the kernel has ended it.
    """
    place = mmap.mmap(-1, _NOTE_BYTES)
    watched = _PASSED_ON | {signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    folder = tempfile.mkdtemp(prefix="kanben-")  # of all that is temporary: this process takes it away
    process = os.fork()
    if process == 0:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        enforce(lambda problem: _write(place, problem))
        return None
    try:
        code = os.waitstatus_to_exitcode(_wait(process, watched))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if code >= 0:
        return code
    raise TooMuchWorkError(ending(-code, _read(place)))


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


def ending(number: int, noted: Problem | None) -> Problem:
    """What is told of a process that the signal *number* ended, while it did what is *noted*."""
    if noted is None:
        message = _("The work was ended by the signal {signal}.").format(signal=signal.Signals(number).name)
        return Problem(message, hint=_("Is there enough memory?"))
    if number == signal.SIGXCPU:
        return noted
    message = _("A library has fallen over this, or ran out of memory ({signal}).")
    return Problem(message.format(signal=signal.Signals(number).name), noted.path, noted.line, noted.hint)


def _write(place: mmap.mmap, problem: Problem) -> None:
    row = [problem.message, None if problem.path is None else os.fsdecode(problem.path), problem.line, problem.hint]
    data = json.dumps(row).encode()
    if len(data) < _NOTE_BYTES:
        place[:] = data.ljust(_NOTE_BYTES)


def _read(place: mmap.mmap) -> Problem | None:
    data = place[:].strip(b"\0 ")
    if not data:
        return None
    message, path, line, hint = json.loads(data)
    return Problem(message, None if path is None else Path(path), line, hint)

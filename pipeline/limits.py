"""How much processor time and memory a piece of work may take, held by the kernel in the process that does it.

Whatever can be counted is bounded by counting. What can't be foreseen, of content that may come from anyone, ends here.
Each piece of work says what it is and how long it may take (`limited`). When its time is over an error is raised; where
that is not heard, in a library that doesn't return, the kernel ends the process a little later, and the process that
started this one tells what was being done. Memory is bounded for the process as a whole.

Limits belong to a process, as those of the kernel do. Where nobody called `enforce` nothing is limited.
"""

import json
import logging
import math
import os
import resource
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

from pipeline.errors import Problem, TooMuchWorkError
from pipeline.i18n import _

_log = logging.getLogger(__name__)

BASE_MEMORY = (
    512 << 20
)  # bytes: the libraries, the faces, and what pages of text take; a magazine in all faces takes 390 MB
_FILE_MEMORY, _PER_BYTE = 1 << 30, 12  # bytes more for what reads finished files, and for each byte of them
_FILE_SECONDS, _SECONDS_PER_BYTE = 8.0, 4e-6  # of processor time to read one
_ROOM = 64 << 20  # bytes
_GRACE = 2.0  # seconds from the error to the end of the process
_NO_LIMIT = resource.RLIM_INFINITY


@dataclass(kw_only=True)
class _Enforced:
    """What is in force in this process. *works* are the pieces of work at hand, the innermost last.

    Of *memory* there is as much as it began with, and beyond that what one piece of work takes while it is done
    (*passing*) and what is kept until all is written (*held*): the most of each that was asked for.
    """

    note: "NoteFile"
    begin: int
    passing: int = 0
    held: int = 0
    works: list["_Work"] = field(default_factory=list)

    @property
    def memory(self) -> int:
        """Bytes that this process may take."""
        return self.begin + self.passing + self.held


@dataclass
class _Work:
    what: str
    problem: Problem
    ends: float  # in processor time of this process
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class _Cap:
    """What this process may take at most in bytes, and what its user can do when that is too little."""

    most: int
    remedy: str


_enforced: list[_Enforced] = []  # one at most
_caps: list[_Cap] = []  # one at most


@dataclass(frozen=True, slots=True)
class NoteFile:
    """The file *path* that tells what a process is doing, for the one that waits for it."""

    path: Path

    def write(self, problem: Problem, what: str) -> None:
        """Note *what* is being done, and what is told when it takes too long."""
        row = [
            what,
            problem.message,
            None if problem.path is None else os.fsdecode(problem.path),
            problem.line,
            problem.hint,
        ]
        self.path.write_text(json.dumps(row), encoding="ascii")

    def ending(self, number: int) -> TooMuchWorkError:
        """What is to be told when the process was ended by the signal *number*."""
        signalled = signal.Signals(number).name
        try:
            what, message, path, line, hint = json.loads(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            message = _("The work was ended by the signal {signal}.").format(signal=signalled)
            return TooMuchWorkError(Problem(message, hint=_("Is there enough memory?")))
        if number != signal.SIGXCPU:
            message = _("A library has fallen, or ran out of memory ({signal}): {what}.").format(
                signal=signalled, what=what
            )
        return TooMuchWorkError(Problem(message, None if path is None else Path(path), line, hint))


def enforce(note: NoteFile, memory: int = BASE_MEMORY) -> None:
    """Hold this process to its limits from now on; *note* is told of each piece of work. To be called once."""
    _enforced.append(_Enforced(note=note, begin=memory))
    signal.signal(signal.SIGPROF, _time_is_over)
    bound(resource.RLIMIT_DATA, memory)
    bound(resource.RLIMIT_CORE, 0)


def write_notes_to(note: NoteFile) -> None:
    """Have *note* told of each piece of work from now on: this process came of one that is held to limits."""
    for each in _enforced:
        each.note = note


def lift() -> None:
    """Let this process go without limits: its user knows what it works on."""
    if _enforced:
        _enforced.clear()
        bound(resource.RLIMIT_DATA, _NO_LIMIT)
        bound(resource.RLIMIT_CPU, _NO_LIMIT)
        signal.setitimer(signal.ITIMER_PROF, 0)


def are_enforced() -> bool:
    """Whether this process is held to limits, as processes that it starts are to be, too."""
    return bool(_enforced)


def allow_memory(more: int, *, is_held: bool = False) -> None:
    """Let this process take *more* bytes than it starts with, for what is known to be large: much text, pictures.

    They are for one piece of work at a time, or (*is_held*) for what is there until all is written, beside that.
    """
    for each in _enforced:
        if is_held:
            each.held = max(each.held, more)
        else:
            each.passing = max(each.passing, BASE_MEMORY + more - each.begin)
        bound(resource.RLIMIT_DATA, each.memory)


def allow_files(paths: Iterable[Path]) -> None:
    """Let this process take the memory that reading the finished files *paths* may need; what is none is passed over.

    What of them is read at all is counted where it is read.
    """
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    if sizes:
        allow_memory(_FILE_MEMORY + _PER_BYTE * sum(sizes))


def make_room() -> None:
    """Give this process, whose memory is used up, a little more: what is wrong has to be told."""
    for each in _enforced:
        bound(resource.RLIMIT_DATA, each.memory + _ROOM)


def seconds_for(path: Path) -> float:
    """Processor time that work on the finished file *path* may take, by its size."""
    return _FILE_SECONDS + (path.stat().st_size * _SECONDS_PER_BYTE if path.is_file() else 0)


def out_of_memory(path: Path | None = None) -> TooMuchWorkError:
    """What is told where memory was used up by nobody knows which piece of work on *path*."""
    return TooMuchWorkError(Problem(_("This takes more memory than it may."), path, hint=_memory_hint()))


def _unlimited_hint() -> str:
    return _("Make it simpler or split it; --no-limits lets it go on, if you know where it comes from.")


def _memory_hint() -> str:
    """What helps where memory is used up: the cap, where that is what was met."""
    met = [cap.remedy for cap in _caps if not _enforced or cap.most <= _enforced[0].memory]
    return met[0] if met else _unlimited_hint()


@contextmanager
def limited(what: str, path: Path | None, seconds: float) -> Iterator[None]:
    """Let the block take *seconds* of processor time; *what* says what it does to *path*, as in “reading a picture”.

    Raises TooMuchWorkError when it takes longer, or more memory than there is.
    """
    begin = time.process_time()
    with _limited(what, path, seconds):
        yield
    _log.debug("%s: %.3f s: %s", what, time.process_time() - begin, path or "")


@contextmanager
def _limited(what: str, path: Path | None, seconds: float) -> Iterator[None]:
    if not _enforced or threading.current_thread() is not threading.main_thread():
        yield
        return
    enforced = _enforced[0]
    message = _("This takes more than {seconds:.0f} seconds of work: {what}.").format(seconds=seconds, what=what)
    work = _Work(what, Problem(message, path, hint=_unlimited_hint()), time.process_time() + seconds)
    enforced.works.append(work)
    _watch(enforced)
    try:
        yield
    except MemoryError as error:
        make_room()
        most = min((enforced.memory, *(cap.most for cap in _caps)))
        message = _("This takes more than {size} MB of memory: {what}.").format(size=most >> 20, what=what)
        raise TooMuchWorkError(replace(work.problem, message=message, hint=_memory_hint())) from error
    except Exception as error:  # whatever a library makes of an error that comes from nowhere
        if work.is_over and not isinstance(error, TooMuchWorkError):
            raise TooMuchWorkError(work.problem) from error
        raise
    finally:
        if work in enforced.works:
            enforced.works.remove(work)
        if _enforced:
            _watch(enforced)
    if work.is_over:  # whoever swallowed the error has left something out
        raise TooMuchWorkError(work.problem)


def _watch(enforced: _Enforced) -> None:
    """Have the kernel watch the innermost of the pieces of work, or nothing."""
    if not enforced.works:
        signal.setitimer(signal.ITIMER_PROF, 0)
        bound(resource.RLIMIT_CPU, _NO_LIMIT)
        return
    work = enforced.works[-1]
    enforced.note.write(work.problem, work.what)
    left = max(0.001, work.ends - time.process_time())
    bound(resource.RLIMIT_CPU, math.ceil(work.ends + _GRACE))
    signal.setitimer(signal.ITIMER_PROF, left)  # once: where it is swallowed the kernel ends the process


def _time_is_over(_signal: int, _frame: FrameType | None) -> None:
    for each in _enforced:
        if each.works and not each.works[-1].is_over and time.process_time() >= each.works[-1].ends:
            each.works[-1].is_over = True
            raise TooMuchWorkError(each.works[-1].problem)


def cap_memory(most: int, remedy: str) -> None:
    """Let this process never take more than *most* bytes, whatever it is allowed later; *remedy* is told to who needs
    more. To be called once.
    """
    _caps.append(_Cap(most, remedy))
    limits = resource.getrlimit(resource.RLIMIT_DATA)
    soft, hard = (most if each == _NO_LIMIT else min(most, each) for each in limits)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def bound(kind: int, value: int) -> None:
    """Set the soft limit *kind* of this process (resource.RLIMIT_…), as far as the hard one, not ours, allows."""
    _soft, hard = resource.getrlimit(kind)
    wanted = value if hard == _NO_LIMIT else hard if value == _NO_LIMIT else min(value, hard)
    resource.setrlimit(kind, (wanted, hard))

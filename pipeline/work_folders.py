"""Folders for files that are not finished. They are taken away at the end, and where a run was killed, by a later one.

Each holds a lock for as long as any process of its run lives (flock goes with the open file, which children inherit).
"""

import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _

_LOCK = ".lock"
_YOUNG = 60.0  # seconds in which a folder may be made and not locked yet


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """A folder that is taken away at the end; *lock* is an open file."""

    path: Path
    lock: int

    @classmethod
    def make(cls, prefix: str, parent: Path | None = None) -> "WorkFolder":
        """A new folder in *parent* (None: where temporary files go) whose name begins with *prefix*.

        Those of runs that are over are taken away first. Raises OSError.
        """
        parent = Path(tempfile.gettempdir()) if parent is None else parent
        _sweep(prefix, parent)
        path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = os.open(path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        return cls(path, lock)

    def take_away(self) -> None:
        """Take the folder away with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


@contextmanager
def work_folder(prefix: str, parent: Path) -> Iterator[Path]:
    """A `WorkFolder` for as long as the block takes; its path."""
    folder = WorkFolder.make(prefix, parent)
    try:
        yield folder.path
    finally:
        folder.take_away()


def _sweep(prefix: str, parent: Path) -> None:
    """Take away the folders in *parent* that runs of the same user have left."""
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.is_dir(follow_symlinks=False) and _is_left(Path(entry.path)):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether nobody holds the lock of *folder* any more; one without a lock is no folder of ours."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        state = os.fstat(lock)
        if state.st_uid != os.getuid() or time.time() - state.st_mtime < _YOUNG:
            return False
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True


def describe_unwritable(path: Path, error: OSError, wanted: Path | None = None) -> FileAccessError:
    """What is raised where *path* can't be written.

    On a disk that is full what was *wanted* is told (None: *path* is that), and not a file on the way to it.
    """
    if is_full(error):
        return FileAccessError(full_disk(wanted or path))
    message = _("The file cannot be written: {reason}.").format(reason=error.strerror or error)
    return FileAccessError(Problem(message, path))


def is_full(error: OSError) -> bool:
    """Whether there is no room on a disk."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def full_disk(path: Path | None) -> Problem:
    """That there is no room for *path*; None: for what is printed."""
    hint = _("Make room on that disk and call it again: what was there before is untouched.")
    return Problem(_("The disk is full: it could not be written."), path, hint=hint)

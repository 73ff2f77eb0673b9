"""One run at a time makes an archive: the file in the folder of finished files that it holds meanwhile."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.production.publishing import require_own_folder
from pipeline.work_folders import describe_unwritable

LOCK_NAME = ".kanben-archive"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder *out* for the block. What is in the file is new each time: by it machines see that they share it.

    Raises FileAccessError where another run holds it, or where it can't be written.
    """
    path = out / LOCK_NAME
    require_own_folder(out, out)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise describe_unwritable(path, error) from error
    with os.fdopen(descriptor, "r+b") as file:  # the lock goes with it, however the process ends
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            hint = _("Wait for its end, or end it: what it has finished stays.")
            message = _("Another run of “kanben archive” is making this archive.")
            raise FileAccessError(Problem(message, out, hint=hint)) from error
        file.truncate(0)
        file.write(secrets.token_hex(16).encode())
        file.flush()
        yield

"""Reading what is kept of finished files: plain files of a bounded size, JSON of a bounded number of values."""

import json
import os
import stat
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline.bounded_files import real_path_inside
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _

MAX_FACTS = 16 << 20  # bytes of facts or of a history; those of a year have some thousand


def open_kept(path: Path, limit: int, hint: str = "") -> BufferedReader:
    """The plain file *path*, of at most *limit* bytes, open to be read. Raises FileAccessError, with *hint*."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)  # no pipe is waited for
    except (OSError, ValueError) as error:
        raise FileAccessError(Problem(str(getattr(error, "strerror", "") or error), path, hint=hint)) from error
    kind = os.fstat(descriptor)
    if stat.S_ISREG(kind.st_mode) and kind.st_size <= limit:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if not stat.S_ISREG(kind.st_mode):
        raise FileAccessError(Problem(_("This is no plain file."), path, hint=hint))
    message = _("The file is larger than {limit}.").format(limit=f"{limit >> 20} MB")
    raise FileAccessError(Problem(message, path, hint=hint))


def read_kept(path: Path, limit: int, hint: str = "") -> bytes:
    """The content of the plain file *path*, of at most *limit* bytes. Raises FileAccessError, with *hint*."""
    try:
        with open_kept(path, limit, hint) as file:
            return file.read(os.fstat(file.fileno()).st_size)  # not *limit*, which would be taken as memory first
    except OSError as error:
        raise FileAccessError(Problem(str(error.strerror or error), path, hint=hint)) from error


def require_inside(root: Path | None, paths: Iterable[Path]) -> None:
    """Raise ContentError for those of *paths* that are links out of the folder *root*; None: anything goes."""
    strays = [path for path in paths if root is not None and real_path_inside(root, path) is None]
    if strays:
        raise ContentError(Problem(_("The file lies outside the workspace."), path) for path in strays)


def read_json(data: bytes, most_signs: int = 1_000_000) -> Any:
    """What the JSON *data* tells, in UTF-8. Raises ValueError, and RecursionError where it is nested without end.

    No more than *most_signs* brackets, commas and colons are taken: a value of three bytes takes eighty in memory.
    """
    if sum(map(data.count, (b"[", b"{", b",", b":"))) > most_signs:
        raise ValueError(most_signs)
    return json.loads(data.decode("utf-8"))

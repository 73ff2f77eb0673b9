"""Reading what is kept of finished files: plain files of a bounded size, JSON of a bounded number of values."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline.bounded_files import RefusedFileError, open_named, read_named, real_path_inside
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _

MAX_FACTS = 16 << 20  # bytes of facts or of a history; those of a year have some thousand


def open_kept(path: Path, limit: int, hint: str = "") -> BufferedReader:
    """The plain file *path*, of at most *limit* bytes, open to be read. Raises FileAccessError, with *hint*."""
    with _told_of(path, hint):
        return open_named(path, limit)


def read_kept(path: Path, limit: int, hint: str = "") -> bytes:
    """The content of the plain file *path*, of at most *limit* bytes. Raises FileAccessError, with *hint*."""
    with _told_of(path, hint):
        return read_named(path, limit)


@contextmanager
def _told_of(path: Path, hint: str) -> Iterator[None]:
    try:
        yield
    except RefusedFileError as error:
        raise FileAccessError(Problem(error.message, path, hint=hint or error.hint)) from error
    except (OSError, ValueError) as error:
        raise FileAccessError(Problem(str(getattr(error, "strerror", "") or error), path, hint=hint)) from error


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

"""Finished files into ``out/``: in one step each, so that a stop at any moment leaves the last good ones."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _


def refuse_overwriting(path: Path, sources: Iterable[Path]) -> None:
    """Raise UsageError when *path* is one of the *sources* that it is made of, by whatever name."""
    for source in sources:
        if path.exists() and source.exists() and path.samefile(source):
            message = _("The report would be written over a file that it is made of.")
            raise UsageError(Problem(message, path, hint=_("Give the report another name.")))


def publish(data: bytes, path: Path) -> None:
    """Write *data* to *path* through a temporary file beside it. Raises FileAccessError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            publish_made(Path(name), path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritten(path, error) from error


def publish_made(made: Path, path: Path) -> None:
    """Put the file *made*, which lies in the same file system, to *path*. Raises FileAccessError."""
    try:
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.chmod(0o644)
        made.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> FileAccessError:
    message = _("The file cannot be written: {reason}.").format(reason=error.strerror or error)
    return FileAccessError(Problem(message, path))

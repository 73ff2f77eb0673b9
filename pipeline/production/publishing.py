"""Finished files into ``out/``: in one step each, so that a stop at any moment leaves the last good ones."""

import os
import tempfile
from pathlib import Path

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _


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

"""Finished files into ``out/``: in one step each, so that a stop at any moment leaves the last good ones."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _

Told = TypeVar("Told")


def publish(data: bytes, path: Path) -> None:
    """Write *data* to *path* through a temporary file beside it. Raises FileAccessError."""
    publish_written(path, lambda file: file.write(data))


def publish_written(path: Path, write: Callable[[BinaryIO], Told]) -> Told:
    """Have *write* write a temporary file beside *path* and put it in its place; returns what *write* does.

    Raises FileAccessError, and whatever *write* raises; the file at *path* is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                told = write(file)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = _("The file cannot be written: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, path)) from error
    return told

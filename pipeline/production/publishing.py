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

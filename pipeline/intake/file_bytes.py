"""The bytes of any PDF, with the memory that reading it takes."""

from pathlib import Path

from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.limits import allow_memory


class TooLargeError(Exception):
    """A file has more bytes than are read; the words say how many may be."""


def read_pdf_file(path: Path, largest: int, memory: int) -> bytes:
    """Read the file *path*, and allow *memory* bytes for each of its own.

    Raises TooLargeError when it has more than *largest* bytes, FileAccessError when it can't be read.
    """
    try:
        if path.stat().st_size > largest:
            raise TooLargeError(_("it is larger than {size} MiB").format(size=largest >> 20))
        data = read_named(path, largest)
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        message = _("The PDF can't be read: {reason}.").format(reason=reason)
        hint = _("Look at its name, and whether you may read it.")
        raise FileAccessError(Problem(message, path, hint=hint)) from error
    allow_memory(memory * len(data))
    return data

"""Puts finished files into ``out/``, each in one step: an interrupted build leaves the last good ones.

Folders of finished files may lie in a workspace, which may come from anyone with links in it: below the folder that the
user names no link is followed.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _
from pipeline.work_folders import describe_unwritable

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def refuse_overwriting(path: Path, sources: Iterable[Path]) -> None:
    """Raise UsageError when *path* is one of the *sources* that it is made of, by whatever name."""
    for source in sources:
        if path.exists() and source.exists() and path.samefile(source):
            message = _("The report would be written over a file that it is made of.")
            raise UsageError(Problem(message, path, hint=_("Give the report another name.")))


def publish(data: bytes, path: Path, root: Path | None = None) -> None:
    """Write *data* to *path* through a temporary file beside it.

    *root* is the folder below which no link is followed (None: the user has named *path*). Raises FileAccessError.
    """
    with _open_folder(path.parent, root or path.parent, path) as folder, _raise_access_errors(path):
        name = f".{path.name[:200]}.{secrets.token_hex(4)}"
        descriptor = os.open(name, _NEW, 0o600, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                _finish(file.fileno())
            os.rename(name, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
            raise


def publish_made(made: Path, path: Path, root: Path | None = None) -> None:
    """Put the file *made*, which lies in the same file system, to *path*; *root* as `publish` has it.

    Raises FileAccessError.
    """
    with _open_folder(path.parent, root or path.parent, path) as folder, _raise_access_errors(path):
        with made.open("rb+") as file:
            _finish(file.fileno())
        os.rename(made, path.name, dst_dir_fd=folder)


def _finish(descriptor: int) -> None:
    os.fchmod(descriptor, 0o644)
    os.fsync(descriptor)


def require_own_folder(folder: Path, root: Path) -> None:
    """Make *folder*, which is *root* or below it, if it isn't there. Raises FileAccessError if a link is on the way."""
    with _open_folder(folder, root, folder):
        pass


@contextmanager
def _open_folder(folder: Path, root: Path, wanted: Path) -> Iterator[int]:
    """*folder*, made where it isn't there, opened from *root* down without following links.

    Raises FileAccessError: *wanted* can't be written.
    """
    here = root
    try:
        root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(root, _FOLDER & ~os.O_NOFOLLOW)
        try:
            for part in folder.relative_to(root).parts:
                here = here / part
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=descriptor)
                deeper = os.open(part, _FOLDER, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = deeper
        except BaseException:
            os.close(descriptor)
            raise
    except OSError as error:
        if here.is_symlink() and here != root:
            message = _("This is a link, and finished files are not written through links.")
            raise FileAccessError(Problem(message, here, hint=_("Put a folder in its place."))) from error
        raise describe_unwritable(wanted, error) from error
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _raise_access_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise describe_unwritable(path, error) from error

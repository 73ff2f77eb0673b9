"""The one way of reading files that come from anyone: plain files, inside one folder, no larger than told.

A path is resolved first, links and ``..`` with it, and judged as it leads. It is then opened folder by folder from the
top, following no link: whoever puts a link in its place in between is refused. A pipe or a device is not waited for.

Hard links can't be told from the file itself: content that is unpacked or checked out has none that lead outside.
"""

import logging
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _

_log = logging.getLogger(__name__)

MAX_ENTRIES = 20_000  # files and folders below one that is looked through: of an issue, of a layout
MAX_DEPTH = 50  # folders within one another
MAX_PICTURE = 64 << 20  # bytes of the file of a picture
# Bytes, and the share of them that is stored at least: what is in such files is packed already, on any disk.
_LARGE, _LEAST_STORED = 64 << 20, 0.1
_PLAIN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC


class RefusedFileError(Exception):
    """A file that is not read: *message* is a sentence, *hint* says what to do, *line* is 1-based."""

    def __init__(self, message: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line

    def problem(self, path: Path) -> Problem:
        """What is wrong with *path*."""
        return Problem(self.message, path, self.line, self.hint)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file *path*, and the folder *root* that it may not lie outside of; None: the user has named the file."""

    path: Path
    root: Path | None = None

    def read(self, limit: int) -> bytes:
        """Its content. Raises as `read_named` and `read_inside` do."""
        return read_named(self.path, limit) if self.root is None else read_inside(self.root, self.path, limit)

    @property
    def is_there(self) -> bool:
        """Whether there is anything at its place that may be read from there, as far as names tell."""
        inside = self.path if self.root is None else real_path_inside(self.root, self.path)
        return inside is not None and os.path.lexists(inside)

    def beside(self, name: str) -> "GivenFile":
        """The file *name*, told from the folder that this one is in, within the same bounds."""
        return GivenFile(self.path.parent / name, self.root)


@dataclass(frozen=True, slots=True)
class BoundedFolder:
    """A folder *path* of layouts, and the folder *root* that nothing read from it may lie outside of."""

    path: Path
    root: Path

    @classmethod
    def of(cls, path: Path) -> "BoundedFolder":
        """The folder *path*, within its own bounds."""
        return cls(path, path)

    def below(self, name: str) -> "BoundedFolder":
        """The folder *name* in this folder, within the same bounds."""
        return BoundedFolder(self.path / name, self.root)

    def read(self, name: str | Path, limit: int) -> bytes:
        """The file *name* below the folder. Raises RefusedFileError, and FileNotFoundError where there is none."""
        return read_inside(self.root, self.path / name, limit)

    def file(self, name: str | Path) -> GivenFile:
        """The file *name* below the folder, whether it is there or not."""
        return GivenFile(self.path / name, self.root)

    def with_file(self, name: str) -> list[str]:
        """The names of the folders in this folder that have a file *name*."""
        if real_path_inside(self.root, self.path) is None:
            return []
        return [folder.name for folder in folders_below(self.path, 1) if os.path.lexists(folder / name)]

    def has(self, name: str | Path) -> bool:
        """Whether there is anything called *name*: a file that may not be read is there, and is told of when read."""
        return os.path.lexists(self.path / name)


def real_path_inside(root: Path, path: Path) -> Path | None:
    """Where *path* really is, or None when it, or a link on its way, leads out of the folder *root*."""
    places = _real_places(root, path)
    return places and places[1]


def _real_places(root: Path, path: Path) -> tuple[Path, Path] | None:
    """Where the folder *root* and *path* in it really are, or None when it isn't in it."""
    try:
        real, folder = path.resolve(), root.resolve()
        real.is_file()
        return (folder, real) if real.is_relative_to(folder) else None
    except (OSError, ValueError, RuntimeError):  # too long a name, NUL in it, links in a circle
        return None


def read_inside(root: Path, path: Path, limit: int) -> bytes:
    """The content of the plain file *path* inside the folder *root*, of at most *limit* bytes.

    Raises FileNotFoundError where there is none, RefusedFileError for anything else that isn't read.
    """
    try:
        return _content(_open_descriptor_inside(root, path), limit)
    except OSError as error:
        raise _refusal(error) from error


def open_inside(root: Path, path: Path, limit: int) -> BufferedReader:
    """The plain file *path* inside the folder *root*, of at most *limit* bytes, open to be read.

    Raises as `read_inside`.
    """
    try:
        descriptor = _open_descriptor_inside(root, path)
        _require_plain(descriptor, limit)
        return os.fdopen(descriptor, "rb")
    except OSError as error:
        raise _refusal(error) from error


def _open_descriptor_inside(root: Path, path: Path) -> int:
    """*path* opened from *root* down, following no link. Raises OSError, RefusedFileError."""
    places = _real_places(root, path)
    if places is None:
        raise RefusedFileError(_("The file lies outside the workspace."), _("Copy it into the workspace."))
    top, real = places
    folder = os.open(top, _FOLDER)
    try:
        for part in real.relative_to(top).parts[:-1]:
            deeper = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = deeper
        _log.debug("reading %s", real)
        return os.open(real.name, _PLAIN, dir_fd=folder)
    finally:
        os.close(folder)


def read_named(path: Path, limit: int) -> bytes:
    """The content of the plain file *path* that the user names, wherever it lies, of at most *limit* bytes.

    Raises FileNotFoundError where there is none, RefusedFileError for anything else that isn't read.
    """
    _log.debug("reading %s", path)
    try:
        return _content(os.open(path, _PLAIN & ~os.O_NOFOLLOW), limit)
    except OSError as error:
        raise _refusal(error) from error


def open_named(path: Path, limit: int) -> BufferedReader:
    """The plain file *path* that the user names, of at most *limit* bytes, open to be read. Raises as `read_named`."""
    try:
        descriptor = os.open(path, _PLAIN & ~os.O_NOFOLLOW)
        _require_plain(descriptor, limit)
        return os.fdopen(descriptor, "rb")
    except OSError as error:
        raise _refusal(error) from error


def _refusal(error: OSError) -> Exception:
    if isinstance(error, FileNotFoundError):
        return error
    if isinstance(error, IsADirectoryError):
        return RefusedFileError(_("This is no plain file."))
    return RefusedFileError(_("The file cannot be read: {reason}.").format(reason=error.strerror or error))


def _content(descriptor: int, limit: int) -> bytes:
    """All of the open file *descriptor*, which is closed."""
    size = _require_plain(descriptor, limit)
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(size + 1)
        if len(data) > limit:  # it grows
            raise _refuse_size(limit)
    return data


def _require_plain(descriptor: int, limit: int) -> int:
    """The size of the open file *descriptor* in bytes. It is asked before anything is read: a sparse file may have
    terabytes. What is refused is closed.
    """
    kind = os.fstat(descriptor)
    is_hollow = kind.st_size > _LARGE and kind.st_blocks * 512 < kind.st_size * _LEAST_STORED
    if stat.S_ISREG(kind.st_mode) and kind.st_size <= limit and not is_hollow:
        return kind.st_size
    os.close(descriptor)
    if not stat.S_ISREG(kind.st_mode):
        raise RefusedFileError(_("This is no plain file."))
    if kind.st_size > limit:
        raise _refuse_size(limit)
    raise RefusedFileError(
        _("The file is hollow: of its {size} MB most were never written.").format(size=kind.st_size >> 20)
    )


def _refuse_size(limit: int) -> RefusedFileError:
    size = f"{limit >> 20} MB" if limit >> 20 else f"{limit >> 10} kB"
    return RefusedFileError(_("The file is larger than {limit}.").format(limit=size))


def text_of(data: bytes) -> str:
    """*data* as UTF-8 text. Raises RefusedFileError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusedFileError(_("The file is not UTF-8."), _("Save it again as UTF-8."), line) from error


def folders_below(root: Path, depth: int) -> Iterator[Path]:
    """The folders *depth* levels below the folder *root*, sorted; at 0 itself. Links out of *root* are not followed."""
    if depth == 0:
        yield root
        return
    for folder in folders_below(root, depth - 1):
        if folder != root and folder.is_symlink() and real_path_inside(root, folder) is None:
            continue
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
        except OSError:
            continue
        yield from (folder / name for name in names)


def entries_below(folder: Path, root: Path, most: int = MAX_ENTRIES) -> Iterator[Path]:
    """All files and folders below *folder*, in order; none if it leads out of *root*, and none of folders behind links.

    Raises RefusedFileError past *most* of them, and for folders more than ``MAX_DEPTH`` deep.
    """
    count = 0
    for parent, folders, files in os.walk(folder) if real_path_inside(root, folder) is not None else ():
        folders.sort()
        count += len(folders) + len(files)
        if count > most:
            message = _("The folder holds more than {limit} files and folders.")
            raise RefusedFileError(message.format(limit=most), _("Move away what does not belong there."))
        if len(Path(parent).relative_to(folder).parts) > MAX_DEPTH:
            message = _("The folder holds folders more than {limit} deep.").format(limit=MAX_DEPTH)
            raise RefusedFileError(message, _("Move away what does not belong there."))
        yield from (Path(parent, name) for name in sorted([*folders, *files]))

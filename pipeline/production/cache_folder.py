"""Where laid-out parts are kept from one build to the next, and how much room they take. Light: no engine is loaded.

What is in it is the user's own: nobody else may read it, and what anybody else has put there is not read. No link in it
is followed, and no file is removed that is not called as those written here.
"""

import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import read_inside

FOLDER_VARIABLE = "KANBEN_CACHE"
"""In the environment: the folder of what is kept; empty to keep nothing."""
SUFFIX = ".part"
_MOST = 1 << 30  # bytes in the folder
_MOST_OF_ONE = 1 / 4  # of that, for one file
_LEFT = 0.8  # of that, after the oldest have been removed
_SECONDS = 3600.0  # after which nobody is writing a file any longer
_GROUP = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(rf"[0-9a-f]+{re.escape(SUFFIX)}|\.[0-9a-f]+{re.escape(SUFFIX)}\.[0-9a-f]{{8}}")  # finished, or not
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class _File:
    """A file of ours: its size in bytes, when it was last of use (seconds), and whether it was *cut_off* in writing."""

    path: Path
    size: int
    used: float
    cut_off: bool


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """The folder *path*; never more than *most* bytes stay in it."""

    path: Path
    most: int = _MOST

    @classmethod
    def of_user(cls) -> "CacheFolder | None":
        """That of the user who runs this; None where nothing is to be kept."""
        named = os.environ.get(FOLDER_VARIABLE)
        if named is not None:
            return cls(Path(named).absolute()) if named else None
        try:
            folder = Path(os.environ.get("XDG_CACHE_HOME", ""))
            folder = folder if folder.is_absolute() else Path.home() / ".cache"  # XDG Base Directory: others are void
            return cls(folder / "kanben") if folder.is_absolute() else None
        except RuntimeError:  # nobody's home
            return None

    def place(self, key: str) -> Path:
        """The file of what has *key*, hexadecimal digits."""
        return self.path / "parts" / key[:2] / f"{key[2:]}{SUFFIX}"

    def read(self, key: str) -> bytes:
        """What is kept with *key*, which is of use now. Raises OSError, RefusedFileError where it may not be read."""
        path = self.place(key)
        facts = path.lstat()
        is_own = facts.st_uid == os.geteuid() and not facts.st_mode & _WRITABLE_BY_OTHERS
        if not is_own or not stat.S_ISREG(facts.st_mode):
            raise PermissionError(path)
        data = read_inside(self.path, path, int(self.most * _MOST_OF_ONE))
        with suppress(OSError):
            os.utime(path)
        return data

    def write(self, key: str, data: bytes) -> None:
        """Keep *data* with *key*, in one step. Raises OSError, and ValueError where that is too much."""
        if len(data) > self.most * _MOST_OF_ONE:
            raise ValueError(len(data))
        path = self.place(key)
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink():
                raise NotADirectoryError(folder)
        made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(made, _NEW, 0o600), "wb") as file:
                file.write(data)
            made.rename(path)
        except BaseException:
            with suppress(OSError):
                made.unlink()
            raise

    def trim(self) -> None:
        """Remove what was cut off in the writing, and what was of use the longest ago, until there is room again."""
        with suppress(OSError):
            files = sorted(self._files(), key=lambda file: file.used)
            size = sum(file.size for file in files)
            most = self.most if size <= self.most else self.most * _LEFT
            for file in files:
                is_over = file.cut_off and file.used < time.time() - _SECONDS
                if size > most or is_over:
                    with suppress(OSError):
                        file.path.unlink()
                        size -= file.size

    def measure(self) -> tuple[int, int]:
        """How many parts are kept, and how many bytes are taken. Raises OSError."""
        files = list(self._files())
        return sum(not file.cut_off for file in files), sum(file.size for file in files)

    def clear(self) -> None:
        """Remove all that is kept. Raises OSError."""
        for file in list(self._files()):
            file.path.unlink(missing_ok=True)

    def _files(self) -> Iterator[_File]:
        """Each file that was written here; also what was cut off in the writing. Raises OSError."""
        parts = self.path / "parts"
        for folder in _folders_in(parts):
            for entry in os.scandir(folder):
                if _NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    with suppress(FileNotFoundError):
                        facts = entry.stat(follow_symlinks=False)
                        yield _File(Path(entry.path), facts.st_size, facts.st_mtime, entry.name.startswith("."))


def _folders_in(parts: Path) -> list[str]:
    if parts.is_symlink() or not parts.is_dir():
        return []
    entries = (entry for entry in os.scandir(parts) if _GROUP.fullmatch(entry.name))
    return [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]

"""Where laid-out parts are kept from one build to the next, and how much room they take. Light: no engine is loaded."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER_VARIABLE = "KANBEN_CACHE"
"""In the environment: the folder of what is kept; empty to keep nothing."""
SUFFIX = ".part"
_MOST = 1 << 30  # bytes in the folder
_LEFT = 0.8  # of that, after the oldest have been removed


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
            return cls(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kanben")
        except RuntimeError:  # nobody's home
            return None

    def place(self, key: str) -> Path:
        """The file of what has *key*, hexadecimal digits."""
        return self.path / "parts" / key[:2] / f"{key[2:]}{SUFFIX}"

    def trim(self) -> None:
        """Remove what has been of no use for the longest time, until there is room again."""
        files = sorted(self._files(), key=lambda file: file[2])
        size = sum(each[1] for each in files)
        if size <= self.most:
            return
        for path, length, _time in files:
            if size <= self.most * _LEFT:
                return
            with suppress(OSError):
                path.unlink()
                size -= length

    def measure(self) -> tuple[int, int]:
        """How many parts are kept, and how many bytes they take."""
        sizes = [length for path, length, _time in self._files() if path.suffix == SUFFIX]
        return len(sizes), sum(sizes)

    def clear(self) -> None:
        """Remove all that is kept. Raises OSError."""
        for path, _length, _time in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, int, float]]:
        """Each file of ours with its size and the time of its last use; also what was cut off in the writing."""
        for path in (self.path / "parts").glob("??/*"):
            with suppress(OSError):
                facts = path.lstat()
                yield path, facts.st_size, facts.st_mtime

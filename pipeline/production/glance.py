"""Whether files may have changed, told by what the file system says of them: nothing is read.

A change of a file's content, by whatever means, gives it another time of change (ctime), which no program sets. Times
are coarse: a glance says nothing of what was changed just before it (`Glance.is_settled`).
"""

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_DEEP = 100  # folders within one another: more than any file is read from
_COARSE = 2_000_000_000  # ns: the coarsest clock of a file system (FAT)


@dataclass(frozen=True, slots=True)
class Glance:
    """A *digest* of names, sizes, times and numbers of files; *newest* is the latest of the times, ns."""

    digest: str
    newest: int

    def is_settled(self, now: int | None = None) -> bool:
        """Whether any change from *now* on (ns; None: this moment) will be told by another glance."""
        return self.newest + _COARSE < (time.time_ns() if now is None else now)


class Glancer:
    """Gathers facts of files and folders into one `Glance`."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._newest = 0

    def add_names(self, names: Iterable[str]) -> None:
        """Note *names* that must be the same."""
        self._hash.update("\0".join(names).encode("utf-8", "surrogateescape"))

    def add_files(self, paths: Iterable[str]) -> None:
        """Look at each of *paths*, whether it is there or not, and where a link leads."""
        for path in paths:
            self._add(path, _status(path))

    def add_tree(self, folder: str, apart_from: frozenset[str] = frozenset(), deep: int = 0) -> None:
        """Look at all that is in *folder*, but for entries of it that are called *apart_from*; links are not followed
        to folders. It is so many folders *deep* below the one that is looked at.
        """
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name) if deep < _MOST_DEEP else None
        except OSError:
            entries = None
        if entries is None:
            self._add(folder, None)
            return
        for entry in entries:
            if entry.name in apart_from:
                continue
            if entry.is_dir(follow_symlinks=False):
                self._hash.update(b"/" + os.fsencode(entry.name))
                self.add_tree(entry.path, deep=deep + 1)
                self._hash.update(b"..")
                continue
            self._add(entry.name, entry.stat(follow_symlinks=False))
            if entry.is_symlink():
                self.add_files((entry.path,))

    def glance(self) -> Glance:
        """What was seen until now."""
        return Glance(self._hash.hexdigest(), self._newest)

    def _add(self, name: str, facts: os.stat_result | None) -> None:
        if facts is None:
            self._hash.update(b"\0" + os.fsencode(name) + b"\0-")
            return
        seen = (facts.st_mode, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
        self._hash.update(b"\0%b\0%d %d %d %d %d" % (os.fsencode(name), *seen))
        self._newest = max(self._newest, facts.st_mtime_ns, facts.st_ctime_ns)


def _status(path: str) -> os.stat_result | None:
    """What the file system says of *path*; of a link, of what it leads to."""
    try:
        return os.stat(path)
    except OSError:
        return None

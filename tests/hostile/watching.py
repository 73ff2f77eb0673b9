"""What happens outside: which files are read, listed or changed, seen by inotify and by looking at them again."""

import ctypes
import os
import stat
import struct
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_EVENTS = 0x1 | 0x2 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400  # access, modify, moves, create, delete, delete itself
_HEADER = struct.Struct("iIII")
Seen = dict[str, tuple[int, int, int, str]]


class Watch:
    """Tells who reads, lists or changes anything in the folder *top*."""

    def __init__(self, top: Path) -> None:
        self._descriptor = _LIBC.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self._names: dict[int, str] = {}
        paths = [top, *(Path(folder, name) for folder, folders, files in os.walk(top) for name in [*folders, *files])]
        for path in paths:  # after all were listed, which would be seen
            if not path.is_symlink():
                number = _LIBC.inotify_add_watch(self._descriptor, os.fsencode(path), _EVENTS)
                self._names[number] = str(path.relative_to(top))

    def close(self) -> list[str]:
        """Stop watching; what was seen, each once."""
        data = b""
        while True:
            try:
                data += os.read(self._descriptor, 1 << 16)
            except BlockingIOError:
                break
        os.close(self._descriptor)
        found, place = set(), 0
        while place < len(data):
            number, events, _cookie, length = _HEADER.unpack_from(data, place)
            found.add(f"{'read' if events & 1 else 'changed'} {self._names.get(number, '?')}")
            place += _HEADER.size + length
        return sorted(found)


def look(top: Path, leave: Path) -> Seen:
    """Kind, size, time of change and target of all that is in *top*, but for the folder *leave*."""
    seen: Seen = {}
    for folder, folders, files in os.walk(top):
        if Path(folder) == leave:
            folders.clear()
            continue
        for name in [*folders, *files]:
            path = Path(folder, name)
            kind = path.lstat()
            is_folder = stat.S_ISDIR(kind.st_mode)
            target = str(path.readlink()) if path.is_symlink() else ""
            own = (0, 0) if is_folder else (kind.st_size, kind.st_mtime_ns)
            seen[str(path.relative_to(top))] = (stat.S_IFMT(kind.st_mode), *own, target)
    return seen

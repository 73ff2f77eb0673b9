"""What is known of the files of pictures that pages of the desk asked for; a file that has changed is another one."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.desk.bounded_work import BoundedWorker
from pipeline.desk.pictures.picture_files import PictureFile, look_over

_MOST_KEPT = 48 << 20  # bytes
_Key = tuple[Path, int, int]


@dataclass(eq=False)
class PictureShelf:
    """Pictures of a *workspace*, looked over by *worker* once."""

    workspace: Path
    worker: BoundedWorker
    _known: OrderedDict[_Key, PictureFile] = field(default_factory=OrderedDict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def look_over(self, paths: list[Path]) -> list[PictureFile]:
        """What is known of the files *paths*, which are there. Raises KanbenError where that could not be found out."""
        keys = [_key(path) for path in paths]
        with self._lock:
            new = [(key, path) for key, path in zip(keys, paths, strict=True) if key not in self._known]
            if new:
                found = self.worker.do(look_over, [path for _key, path in new], self.workspace)
                self._known.update({key: each for (key, _path), each in zip(new, found, strict=True)})
            told = [self._known[key] for key in keys]
            while sum(len(each.thumbnail) + 1_000 for each in self._known.values()) > _MOST_KEPT:
                self._known.popitem(last=False)
        return told


def _key(path: Path) -> _Key:
    status = path.lstat()
    return path, status.st_mtime_ns, status.st_size

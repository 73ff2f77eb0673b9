"""Files that are kept beside our code: where Python keeps our modules compiled.

Whoever can write there (``__pycache__``, PYTHONPYCACHEPREFIX) can change Kanben itself, so code may be kept there, too.
What can't be kept is worked out again the next time: nothing here fails where Python keeps nothing, or where nobody
can write.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path


def find_compiled(module: str) -> Path | None:
    """Where Python keeps the module of the file *module* compiled; None where it keeps nothing."""
    try:
        return Path(cache_from_source(module))
    except NotImplementedError:
        return None


def keep_file(path: Path, data: bytes) -> bool:
    """Write *data* to *path* in one step, where Python writes what it compiles; whether that was done."""
    if sys.dont_write_bytecode:
        return False
    with suppress(OSError):  # of another user, or read only
        path.parent.mkdir(exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(data)
        part.replace(path)
        return True
    return False


def list_modules(folder: str | Path, *endings: str) -> Iterator[str]:
    """Yield the files of *folder* with *endings*, sorted by name, as Python knows modules: by times and sizes."""
    with os.scandir(folder) as entries:
        for each in sorted(entries, key=lambda entry: entry.name):
            if each.name.endswith(endings):
                told = each.stat()
                yield f"{each.name} {told.st_mtime_ns} {told.st_size}"

"""The memory of all processes that a process has started, summed: pages that several share are counted once."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_SECONDS = 0.1  # between looks: each takes some milliseconds of the machine, so nothing is timed meanwhile


class TreeMemory:
    """Watches the descendants of the process *number* while its block runs; *peak*: the most at a time, in bytes.

    Each process counts with its proportional set size (``Pss`` of proc_pid_smaps_rollup(5)); 0 where there is no such
    file.
    """

    def __init__(self, number: int) -> None:
        self.peak = 0
        self._number = number
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "TreeMemory":
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_SECONDS):
            self.peak = max(self.peak, sum(list_memory(self._number)))


def list_memory(number: int) -> list[int]:
    """The memory of each of the descendants of the process *number*, in bytes, the largest first."""
    return sorted(map(_size_of, _list_descendants(number)), reverse=True)


def _list_descendants(number: int) -> Iterator[int]:
    children = defaultdict(list)
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            parent = file.read_text().rpartition(")")[2].split()[1]  # behind a name with anything in it
            children[int(parent)].append(int(file.parent.name))
    waiting = [number]
    while waiting:
        yield from (found := children[waiting.pop()])
        waiting += found


def _size_of(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

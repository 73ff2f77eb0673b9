"""Laying out the parts of an issue on several cores: in processes that have this one's faces and style sheets.

A part must know the folio of its first page, and so must wait for all parts before it. Here parts are first laid out on
any folio, which tells how many pages they have; then each is put on its own by the process that has its pages
(`engine.renumbering`), and drawn.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.engine.laid_out_part import Extent, LaidOutPart
from pipeline.errors import KanbenError
from pipeline.layout import Part
from pipeline.limits import NoteFile, are_enforced, write_notes_to

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_ENDED = "The process that lays out parts has ended."
_LEAST = 6_000  # characters of HTML beside the longest part: below that starting processes takes longer than they save


class Layouter(Protocol):
    """Lays out a part; *tell* is told of pages laid out so far, while it takes long. Both raise RenderError."""

    def lay_out(self, part: Part, tell: Callable[[int], None]) -> LaidOutPart:
        """*part*, laid out and drawn."""

    def find_extent(self, part: Part, tell: Callable[[int], None]) -> Extent:
        """How far *part* goes; its pages are kept, so that laying it out on other folios takes less time."""


def are_worthwhile(parts: Sequence[Part]) -> bool:
    """Whether *parts* take longer one after another than side by side."""
    lengths = [len(part.html) for part in parts]
    return sum(lengths) - max(lengths, default=0) >= _LEAST


@dataclass(kw_only=True)
class _Process:
    """A process that lays out one part after another; *waiting*: what it is to do, *current*: what it does."""

    process: "BaseProcess"
    connection: "Connection[Any, Any]"
    note: NoteFile
    waiting: deque[tuple[bool, Part]] = field(default_factory=deque)
    current: tuple[bool, Part] | None = None


class PartProcesses:
    """Lays out parts by *layouter* in so many processes (*jobs*), all of which end with the block of this context.

    *tell* is called with the name of a part that takes long, and the number of its pages that are laid out so far.
    """

    def __init__(self, layouter: Layouter, jobs: int, tell: Callable[[str, int], None]) -> None:
        self._layouter, self._jobs, self._tell = layouter, jobs, tell
        self._processes: list[_Process] = []
        self._waiting: deque[tuple[bool, Part]] = deque()  # for whichever process is free
        self._places: dict[str, _Process] = {}  # by the keys of parts
        self._results: dict[tuple[bool, str], Any] = {}  # by whether it was drawn, and its HTML
        self._folder = TemporaryDirectory(prefix="kanben-parts-")

    def __enter__(self) -> "PartProcesses":
        from multiprocessing import get_context  # only here: loading it takes a while

        context = get_context("fork")
        for number in range(self._jobs):
            ours, theirs = context.Pipe()
            note = NoteFile(Path(self._folder.name, str(number)))
            others = [each.connection for each in self._processes]
            process = context.Process(target=_work, args=(theirs, [ours, *others], self._layouter, note), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(_Process(process=process, connection=ours, note=note))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        for each in self._processes:
            if kind is not None:
                each.process.terminate()
            each.connection.close()
        for each in self._processes:
            each.process.join()
        self._folder.cleanup()

    def begin_extents(self, parts: Iterable[Part]) -> None:
        """Begin to find out how far *parts* go, which will be asked for: in this order, by the process that is free."""
        self._begin(False, parts)

    def find_extent(self, part: Part) -> Extent:
        """How far *part* goes. Raises RenderError."""
        extent: Extent = self._do(False, part)
        return extent

    def begin(self, parts: Iterable[Part]) -> None:
        """Begin to lay out *parts*, which will be asked for; by the processes that have their pages."""
        self._begin(True, parts)

    def lay_out(self, part: Part) -> LaidOutPart:
        """*part*, laid out and drawn. Raises RenderError."""
        laid_out: LaidOutPart = self._do(True, part)
        return laid_out

    def _begin(self, is_drawn: bool, parts: Iterable[Part]) -> None:
        for part in parts:
            if part.html and (is_drawn, part.html) not in self._results:
                self._ask(is_drawn, part)

    def _do(self, is_drawn: bool, part: Part) -> Any:
        if (is_drawn, part.html) not in self._results:
            self._ask(is_drawn, part, at_once=True)
        return self._wait_for(is_drawn, part)

    def _ask(self, is_drawn: bool, part: Part, *, at_once: bool = False) -> None:
        self._results[is_drawn, part.html] = None
        place = self._places.get(part.key)
        waiting = self._waiting if place is None else place.waiting
        waiting.insert(0 if at_once else len(waiting), (is_drawn, part))
        self._go_on()

    def _go_on(self) -> None:
        """Have those that do nothing do what is next: what waits for them, else for anyone. A pipe holds no more."""
        for each in self._processes:
            waiting = each.waiting or self._waiting
            if each.current is None and waiting:
                each.current = waiting.popleft()
                self._places[each.current[1].key] = each
                each.connection.send(each.current)

    def _wait_for(self, is_drawn: bool, part: Part) -> Any:
        from multiprocessing.connection import wait

        while (result := self._results[is_drawn, part.html]) is None:
            for ready in wait([each.connection for each in self._processes if each.current is not None]):
                self._receive(next(each for each in self._processes if each.connection is ready))
        if isinstance(result, KanbenError):
            raise result
        return result

    def _receive(self, process: _Process) -> None:
        if process.current is None:
            raise RuntimeError(_ENDED)
        is_drawn, part = process.current
        try:
            news = process.connection.recv()
        except (EOFError, ConnectionResetError) as error:
            process.process.join()
            code = process.process.exitcode or 0
            if code >= 0:
                raise RuntimeError(_ENDED) from error
            raise process.note.ending(-code) from error
        if isinstance(news, int):
            self._tell(part.name, news)
            return
        self._results[is_drawn, part.html] = news
        process.current = None
        self._go_on()


def _work(connection: "Connection[Any, Any]", others: list[Any], layouter: Layouter, note: NoteFile) -> None:
    """What such a process does: lay out what it receives, and send how far it is, and what comes of it."""
    for each in others:
        each.close()  # so that each process sees the end of its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the other's business
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if are_enforced():
        write_notes_to(note)
    do: dict[bool, Callable[[Part, Callable[[int], None]], Any]] = {False: layouter.find_extent, True: layouter.lay_out}
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            is_drawn, part = connection.recv()
            try:
                result = do[is_drawn](part, connection.send)
            except KanbenError as error:
                result = error
            connection.send(result)

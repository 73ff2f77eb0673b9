"""One issue on the desk: what its pages are now, laid out anew whenever something has changed.

The newest state that is wanted wins: while the issue is laid out any number of changes may come, and it is laid out
once more for all of them. Pages that are asked for are drawn first. What could be laid out last stays to be seen
beside the problems of what can't.
"""

import asyncio
import tempfile
import threading
from collections import OrderedDict, deque
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.desk.issue_orders import Draw, LaidOut, LayOut, Stage
from pipeline.desk.issue_process import IssueProcess
from pipeline.errors import Problem
from pipeline.limits import NoteFile

if TYPE_CHECKING:
    from pipeline.production.issue.live_pages import LivePages

_MOST_KEPT = 48 << 20  # bytes of pictures
_FALLEN = (EOFError, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """What is known of an issue. *version* counts what was told; *finished*, how often it was laid out, or wasn't.

    *pages*: the last good ones. *problems*: why what lies on disk now has none. *stage*: what is being done; empty:
    nothing is.
    """

    version: int = 0
    finished: int = 0
    pages: "LivePages | None" = None
    problems: tuple[Problem, ...] = ()
    stage: str = ""


class LiveDesk:
    """The issue folder *path*; to be used from the event loop that is running when it is made."""

    def __init__(self, path: Path) -> None:
        self.path, self.state = path, DeskState()
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Condition()
        self._lock = threading.Condition()
        self._is_wanted, self._is_closed = True, False
        self._to_draw: deque[tuple[Draw, Future[bytes | None]]] = deque()
        self._pictures: OrderedDict[Draw, bytes] = OrderedDict()
        self._process: IssueProcess | None = None
        self._thread = threading.Thread(target=self._work, name=f"desk {path.name}", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Have the issue laid out again: something has changed."""
        with self._lock:
            self._is_wanted = True
            self._lock.notify()

    async def draw(self, digest: str, width: int) -> bytes | None:
        """The page with *digest* as a JPEG, *width* pixels wide; None if the issue has no such page any more."""
        order = Draw(digest, width)
        if (kept := self._pictures.get(order)) is not None:
            self._pictures.move_to_end(order)
            return kept
        future: Future[bytes | None] = Future()
        with self._lock:
            if self._is_closed:
                return None
            self._to_draw.append((order, future))
            self._lock.notify()
        picture = await asyncio.wrap_future(future)
        if picture is not None:
            self._pictures[order] = picture
            while sum(map(len, self._pictures.values())) > _MOST_KEPT:
                self._pictures.popitem(last=False)
        return picture

    async def wait_for(self, known: int) -> DeskState:
        """The state, as soon as its version is not *known*."""
        async with self._told:
            await self._told.wait_for(lambda: self.state.version != known)
            return self.state

    def close(self) -> None:
        """End the process of the issue."""
        with self._lock:
            self._is_closed = True
            self._lock.notify()
        self._thread.join(timeout=0.2)
        if self._process is not None:
            self._process.end()  # whatever it is at
        self._thread.join(timeout=2)

    # --- in the thread that talks with the process ---------------------------------------------------------------

    def _work(self) -> None:
        with tempfile.TemporaryDirectory(prefix="kanben-desk-") as folder:
            note = NoteFile(Path(folder, "note"))
            while (order := self._next()) is not None:
                try:
                    self._do(order, note)
                except (*_FALLEN, OSError):
                    self._tell_fall()
            if self._process is not None:
                self._process.end()
                self._process = None

    def _next(self) -> "LayOut | tuple[Draw, Future[bytes | None]] | None":
        with self._lock:
            while True:
                if self._is_closed:
                    for _order, future in self._to_draw:
                        future.set_result(None)
                    return None
                if self._to_draw:
                    return self._to_draw.popleft()
                if self._is_wanted:
                    self._is_wanted = False
                    return LayOut()
                self._lock.wait()

    def _do(self, order: "LayOut | tuple[Draw, Future[bytes | None]]", note: NoteFile) -> None:
        if self._process is None:
            self._process = IssueProcess(self.path, note)
        connection = self._process.connection
        if isinstance(order, LayOut):
            connection.send(order)
            while isinstance(news := connection.recv(), Stage):
                self._tell(replace(self.state, stage=news.text))
            self._tell_laid_out(news)
            return
        drawing, future = order
        picture = None
        try:
            connection.send(drawing)
            picture = connection.recv()
        finally:
            future.set_result(picture)

    def _tell_laid_out(self, news: LaidOut) -> None:
        pages = self.state.pages if news.pages is None else news.pages
        self._tell_finished(replace(self.state, pages=pages, problems=news.problems))

    def _tell_fall(self) -> None:
        if self._process is None or self._is_closed:
            return
        error = self._process.end()
        self._process = None
        self._tell_finished(replace(self.state, problems=error.problems))

    def _tell_finished(self, state: DeskState) -> None:
        self._tell(replace(state, stage="", finished=state.finished + 1))

    def _tell(self, state: DeskState) -> None:
        self.state = replace(state, version=self.state.version + 1)

        async def notify() -> None:
            async with self._told:
                self._told.notify_all()

        with suppress(RuntimeError):  # the loop has ended
            asyncio.run_coroutine_threadsafe(notify(), self._loop)

"""One issue on the desk: what its pages are now, laid out anew whenever something has changed.

The newest state that is wanted wins: while the issue is laid out any number of changes may come, and it is laid out
once more for all of them. Pages that are asked for are drawn first. What could be laid out last stays to be seen
beside the problems of what can't.
"""

import asyncio
import tempfile
import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.desk.issue_orders import Ahead, Draw, LaidOut, LayOut, Plan, Planned
from pipeline.desk.issue_process import IssueProcess
from pipeline.desk.make_orders import MakeOrder
from pipeline.desk.making import Maker, MakeState
from pipeline.errors import Problem
from pipeline.limits import NoteFile

if TYPE_CHECKING:
    from pipeline.production.issue.live_pages import LivePages

_MOST_KEPT = 48 << 20  # bytes of pictures
_Question = tuple[Draw | Plan, "Future[Any]"]
_FALLEN = (EOFError, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """What is known of an issue. *version* counts what was told; *finished*, how often it was laid out, or wasn't.

    *pages*: the last good ones. *problems*: why what lies on disk now has none. *stage*: what is being done; empty:
    nothing is. *ahead*: pages that have changed since, by their 0-based numbers and digests, while the rest is not laid
    out yet. *making*: what becomes of finished files.
    """

    version: int = 0
    finished: int = 0
    pages: "LivePages | None" = None
    problems: tuple[Problem, ...] = ()
    stage: str = ""
    ahead: tuple[tuple[int, str], ...] = ()
    making: MakeState = field(default_factory=MakeState)


class LiveDesk:
    """The issue folder *path*; to be used from the event loop that is running when it is made, in its language."""

    def __init__(self, path: Path) -> None:
        self.path, self.state = path, DeskState()
        self.listeners = 0  # pages in browsers that are told of it
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Condition()
        self._lock = threading.Condition()
        self._is_wanted, self._is_closed = True, False
        self._asked: deque[_Question] = deque()
        self._pictures: OrderedDict[Draw, bytes] = OrderedDict()
        self._process: IssueProcess | None = None
        self._maker = Maker(path, lambda making: self._tell(making=making))
        self._thread = threading.Thread(
            target=copy_context().run, args=(self._work,), name=f"desk {path.name}", daemon=True
        )
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
        picture: bytes | None = await self._ask(order)
        if picture is not None:
            self._keep(order, picture)
        return picture

    def _keep(self, order: Draw, picture: bytes) -> None:
        self._pictures[order] = picture
        while sum(map(len, self._pictures.values())) > _MOST_KEPT:
            self._pictures.popitem(last=False)

    async def plan(self, draft: str | None = None) -> Planned:
        """The flatplan of the pages that were laid out last or, with a *draft* of the issue file, of what it makes."""
        return await self._ask(Plan(draft)) or Planned()

    async def _ask(self, order: Draw | Plan) -> Any:
        """What the process answers; None if it does not."""
        future: Future[Any] = Future()
        with self._lock:
            if self._is_closed:
                return None
            self._asked.append((order, future))
            self._lock.notify()
        return await asyncio.wrap_future(future)

    async def wait_for(self, known: int) -> DeskState:
        """The state, as soon as its version is not *known*."""
        async with self._told:
            await self._told.wait_for(lambda: self.state.version != known)
            return self.state

    @property
    def is_needed(self) -> bool:
        """Whether somebody looks at the issue, or waits for what is made of it."""
        return self.listeners > 0 or self.state.making.is_running

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note that somebody is told of the issue, as long as the block lasts."""
        self.listeners += 1
        try:
            yield
        finally:
            self.listeners -= 1

    def make(self, order: MakeOrder) -> bool:
        """Begin to make finished files; whether that is done: one thing is made at a time."""
        return self._maker.begin(order)

    def stop_making(self) -> None:
        """Give up what is being made; finished files stay as they were."""
        self._maker.stop()

    def close(self) -> None:
        """End the processes of the issue."""
        self._maker.stop()
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

    def _next(self) -> "LayOut | _Question | None":
        with self._lock:
            while True:
                asked = self._asked.popleft() if self._asked else None
                if asked is not None and not asked[1].set_running_or_notify_cancel():
                    continue  # nobody waits for it any more
                if asked is not None and self._is_closed:
                    asked[1].set_result(None)
                    continue
                if asked is not None or self._is_closed:
                    return asked
                if self._is_wanted:
                    self._is_wanted = False
                    return LayOut()
                self._lock.wait()

    def _do(self, order: "LayOut | _Question", note: NoteFile) -> None:
        if self._process is None:
            self._process = IssueProcess(self.path, note)
        connection = self._process.connection
        if isinstance(order, LayOut):
            connection.send(order)
            while not isinstance(news := connection.recv(), LaidOut):
                if isinstance(news, Ahead):
                    self._tell_ahead(news)
                else:
                    self._tell(stage=news.text)
            self._tell_laid_out(news)
            return
        question, future = order
        answer = None
        try:
            connection.send(question)
            answer = connection.recv()
        finally:
            future.set_result(answer)

    def _tell_ahead(self, news: Ahead) -> None:
        for page in news.pages:
            if page.picture is not None:
                with suppress(RuntimeError):  # the loop has ended
                    self._loop.call_soon_threadsafe(self._keep, Draw(page.digest, page.width), page.picture)
        self._tell(ahead=tuple((page.page, page.digest) for page in news.pages))

    def _tell_laid_out(self, news: LaidOut) -> None:
        self._tell_finished(pages=self.state.pages if news.pages is None else news.pages, problems=news.problems)

    def _tell_fall(self) -> None:
        if self._process is None or self._is_closed:
            return
        error = self._process.end()
        self._process = None
        self._tell_finished(problems=error.problems)

    def _tell_finished(self, **changes: Any) -> None:
        self._tell(stage="", ahead=(), finished=self.state.finished + 1, **changes)

    def _tell(self, **changes: Any) -> None:
        with self._lock:
            self.state = replace(self.state, version=self.state.version + 1, **changes)

        async def notify() -> None:
            async with self._told:
                self._told.notify_all()

        with suppress(RuntimeError):  # the loop has ended
            asyncio.run_coroutine_threadsafe(notify(), self._loop)

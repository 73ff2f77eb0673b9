"""pdfium in a process of its own, within limits: it draws and reads whatever a page of a stranger's PDF asks for.

The process tells page by page. Where a page takes it too long, or more memory than it has, or brings it down, the
process is given up and another one goes on with the page that follows, a few times; the caller is never in danger.
"""

import math
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.i18n import _
from pipeline.limits import bound
from pipeline.pdf.header import HEADER_WITHIN, has_header

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

T = TypeVar("T")
_HOME = Path(__file__).resolve().parents[2]
# What the process says of itself, in tuples of two; pages are told in tuples of one.
_END, _UNREADABLE = "end", "unreadable"
_NEEDS_PASSWORD = 4  # FPDF_ERR_PASSWORD
_START = 15.0  # seconds more for the first page, since the process has to start, too
# Bytes, and more for each of the file: an image that a scanner made has a twentieth of its pixels there at least.
_MEMORY, _MEMORY_PER_BYTE, _MOST_MEMORY = 448 << 20, 4, 3 << 30


class UnreadablePdfError(Exception):
    """pdfium can't open the file; the reason is told in words, to follow a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long pdfium may be busy with a file, in seconds.

    *wait*: until it tells of the next page. *work*: of processor time for one page; *later_work*: once it was stopped.
    *stops*: processes that may be given up before the rest of the file is. *whole*: for all pages.
    """

    wait: float = 20.0
    work: int = 8
    later_work: int = 8
    stops: int = 4
    whole: float = math.inf


_USUAL = Patience()


def tell_pages(
    path: Path,
    tell: Callable[..., Iterator[T]],
    arguments: tuple[Any, ...] = (),
    patience: Patience = _USUAL,
) -> Iterator[T | None]:
    """As `PdfiumReader.tell` of the PDF *path*."""
    with PdfiumReader(path) as reader:
        yield from reader.tell(tell, arguments, patience)


class PdfiumReader:
    """Tells of the PDF *path*, one thing after another; to be used as a context.

    The process that has told all of one thing is there for the next.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[Any, Any] | None = None

    def __enter__(self) -> "PdfiumReader":
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _traceback: TracebackType | None) -> None:
        self._give_up()

    def tell(
        self, tell: Callable[..., Iterator[T]], arguments: tuple[Any, ...] = (), patience: Patience = _USUAL
    ) -> Iterator[T | None]:
        """What *tell* yields, called in the other process as ``tell(document, start, *arguments)``.

        It yields one item for each page from the 0-based *start* on, and may go on after the last one. None comes in
        place of an item at which the process was stopped. The rest is missing when that happens more often than
        *patience* has. Raises UnreadablePdfError when the file can't be opened.
        """
        done, stops, end = 0, 0, time.monotonic() + patience.whole
        while stops < patience.stops:
            is_new = self._connection is None
            wait = patience.wait + (_START if is_new else 0)
            connection, is_done = self._connect(), False
            try:
                work = patience.later_work if stops else patience.work
                connection.send((self._path, tell, done, arguments, work))
                while connection.poll(max(0.0, min(wait, end - time.monotonic()))):
                    told = connection.recv()
                    if len(told) > 1:
                        if told[0] == _UNREADABLE:
                            raise UnreadablePdfError(_reason_of(self._path, told[1]))
                        is_done = True
                        return
                    done, wait = done + 1, patience.wait
                    yield told[0]
            except (EOFError, ConnectionError):
                pass
            finally:
                if not is_done:
                    self._give_up()
            if time.monotonic() >= end:
                return
            if is_new:  # else another one tries: it may have come of what was told before
                stops, done = stops + 1, done + 1  # past the page that it was stopped at
                yield None

    def _connect(self) -> "Connection[Any, Any]":
        if self._connection is None:
            self._connection, theirs = Pipe()
            self._process = _start(theirs)
            theirs.close()
        return self._connection

    def _give_up(self) -> None:
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.wait()
            self._connection.close()
        self._process = self._connection = None


def _reason_of(path: Path, code: int) -> str:
    """Why pdfium can't open *path*, by its *code*."""
    if code == _NEEDS_PASSWORD:
        return _("it is encrypted, and can't be opened without a password")
    with suppress(OSError), path.open("rb") as file:
        head = file.read(HEADER_WITHIN)
        if not head:
            return _("the file is empty")
        if not has_header(head):
            return _("it is no PDF")
    return _("it is damaged, or cut off")


def _start(connection: "Connection[Any, Any]") -> subprocess.Popen[bytes]:
    # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
    command = [sys.executable, "-P", "-m", __name__, str(connection.fileno())]
    environment = os.environ | {"PYTHONPATH": str(_HOME)}
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, pass_fds=[connection.fileno()]
    )


# --- in the other process --------------------------------------------------------------------------------------------


def _send_items(news: "Connection[Any, Any]") -> None:
    """Send a tuple for each item of what is ordered, then that this is its end; until nothing is ordered any more."""
    document: PdfDocument | int | None = None
    with suppress(EOFError):
        while True:
            path, tell, start, arguments, work = news.recv()
            if document is None:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                bound(resource.RLIMIT_CORE, 0)
                document = _open(path, work)
            if isinstance(document, int):
                news.send((_UNREADABLE, document))
                return
            items = tell(document, start, *arguments)
            while True:
                bound(resource.RLIMIT_CPU, math.ceil(time.process_time()) + work)
                try:
                    item = next(items)
                except StopIteration:
                    news.send((_END, 0))
                    break
                except Exception:  # noqa: BLE001 (of a hostile page: another process goes on with the next one)
                    return
                news.send((item,))


def _open(path: Path, work: int) -> "PdfDocument | int":
    """The document, or why there is none (FPDF_ERR_…, 0 where pdfium does not say)."""
    import pypdfium2

    try:
        bound(resource.RLIMIT_DATA, min(_MEMORY + _MEMORY_PER_BYTE * path.stat().st_size, _MOST_MEMORY))
        bound(resource.RLIMIT_CPU, math.ceil(time.process_time()) + work)
        document = pypdfium2.PdfDocument(path)
        return document if len(document) else 0
    except pypdfium2.PdfiumError as error:
        return error.err_code or 0
    except OSError:
        return 0


if __name__ == "__main__":
    _send_items(Connection(int(sys.argv[1])))

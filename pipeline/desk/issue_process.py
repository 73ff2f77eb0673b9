"""The process that lays out one issue for the desk, again and again, and draws its pages.

It is held to limits as every command is. Where content brings it down, the desk tells so and starts another one.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.call_stack import with_room_for_calls
from pipeline.desk.issue_orders import Ahead, Draw, LaidOut, Plan, Planned, Stage
from pipeline.errors import KanbenError, Problem
from pipeline.i18n import language_environment
from pipeline.limits import BASE_MEMORY, NoteFile, enforce, make_room, out_of_memory

if TYPE_CHECKING:
    from pipeline.production.issue.live_pages import LiveIssue, LivePages

_HOME = Path(__file__).resolve().parents[2]
_T = TypeVar("_T")
_PAUSE = 0.4  # seconds without an order, in which boxes that hold one another are taken away: Python waits for many
_MORE_MEMORY = 384 << 20  # bytes: pages of the state before stay, and pages are drawn here


class IssueProcess:
    """A process for the *issue* folder, begun at once; what it is doing is told in the file *note*.

    What is temporary lies beside that, for whoever made the folder to take away: the process may be ended at any time.
    """

    def __init__(self, issue: Path, note: NoteFile) -> None:
        self._note = note
        self.connection, theirs = Pipe()
        # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
        command = [sys.executable, "-P", "-m", __name__, str(theirs.fileno())]
        environment = os.environ | language_environment()
        environment |= {"PYTHONPATH": str(_HOME), "TMPDIR": str(note.path.parent)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, env=environment, pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()
        self.connection.send((issue, note))

    def end(self) -> KanbenError:
        """End the process, if it has not ended; what is to be told if it did so by itself."""
        self.connection.close()
        if self._process.poll() is None:
            self._process.terminate()
        code = self._process.wait()
        return self._note.ending(-code if code < 0 else signal.SIGTERM)


# --- in the process --------------------------------------------------------------------------------------------------


@with_room_for_calls
def _answer(connection: "Connection[Any, Any]") -> None:
    """Do what is ordered until nobody orders any more."""
    issue, note = connection.recv()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: whoever started this one ends it
    enforce(note, BASE_MEMORY + _MORE_MEMORY)
    from pipeline.production.issue.live_pages import LiveIssue

    live = LiveIssue(issue)
    has_garbage = False
    while True:
        if has_garbage and not connection.poll(_PAUSE):
            gc.collect()
            has_garbage = False
        try:
            order = connection.recv()
        except EOFError:
            return
        if isinstance(order, Draw):
            connection.send(live.draw(order.digest, order.width))
        elif isinstance(order, Plan):
            plan, problems = _try(live.path, partial(live.plan, order.draft))
            connection.send(Planned(plan, problems))
        else:
            pages, problems = _try(live.path, partial(_lay_out, live, connection))
            connection.send(LaidOut(pages, problems))
            has_garbage = True


def _lay_out(live: "LiveIssue", connection: "Connection[Any, Any]") -> "LivePages":
    return live.lay_out(lambda text: connection.send(Stage(text)), lambda pages: connection.send(Ahead(pages)))


def _try(path: Path, do: Callable[[], _T]) -> tuple[_T | None, tuple[Problem, ...]]:
    """What *do* gives for the issue at *path*, or why it does not."""
    try:
        return do(), ()
    except KanbenError as error:
        return None, error.problems
    except MemoryError:
        make_room()
        return None, out_of_memory(path).problems
    except Exception as error:  # noqa: BLE001 (a bug of ours: told, and the last good pages stay)
        from pipeline.i18n import _

        message = _("This is a bug in Kanben: {error}.").format(error=f"{type(error).__name__}: {error}")
        return None, (Problem(message, path),)


if __name__ == "__main__":
    _answer(Connection(int(sys.argv[1])))

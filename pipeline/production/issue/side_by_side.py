"""Building several issues side by side, each in a process of its own, held to limits as this one is."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pipeline.call_stack import with_room_for_calls
from pipeline.errors import KanbenError
from pipeline.limits import NoteFile, are_enforced, enforce
from pipeline.logs import is_logging, start_logging
from pipeline.production.issue.build import build_editions, find_unchanged
from pipeline.production.issue.request import BuildRequest, BuildResult, Listener, destination

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnContext, SpawnProcess

_ENDED = "The process that builds an issue has ended."


def build_issues(
    issues: Sequence[Path], requests: Sequence[BuildRequest], jobs: int, listener: Listener
) -> list[BuildResult]:
    """Build several issues, *jobs* at a time; the outcomes are in the order of *issues*, those of each in that of
    *requests*, which ask for other editions.

    Where there is one to build, so many of its parts are laid out at a time.
    """
    done: dict[Path, list[BuildResult]] = {}
    if jobs > 1 and len(issues) > 1:
        done = {issue: kept for issue in issues if (kept := _find_kept(issue, requests)) is not None}
        stale = [issue for issue in issues if issue not in done]
        if len(stale) > 1:
            done |= _build_stale(stale, requests, jobs, listener)
    rows = (done.get(issue) or build_editions(issue, requests, listener, jobs) for issue in issues)
    return [outcome for row in rows for outcome in row]


def _find_kept(issue: Path, requests: Sequence[BuildRequest]) -> list[BuildResult] | None:
    """What was made of *issue* before, if all of it is up to date."""
    found = [find_unchanged(issue, request) for request in requests]
    kept = [each for each in found if each is not None]
    return kept if len(kept) == len(found) else None


@dataclass
class _Builder:
    """A process that builds one issue after another; *issue* is the one at hand."""

    process: "SpawnProcess"
    connection: "Connection[Any, Any]"
    note: NoteFile
    issue: Path


def _build_stale(
    issues: Sequence[Path], requests: Sequence[BuildRequest], jobs: int, listener: Listener
) -> dict[Path, list[BuildResult]]:
    """Build *issues*, several in processes of their own. One that the kernel ends costs its issue and no other."""
    from multiprocessing import get_context  # only here: importing it takes longer than an up-to-date check
    from multiprocessing.connection import wait

    context, waiting, outcomes = get_context("spawn"), list(reversed(issues)), dict[Path, list[BuildResult]]()
    with TemporaryDirectory(prefix="kanben-builders-") as folder, _list_of_builders() as builders:
        for number in range(min(jobs, len(issues))):
            builders.append(_start_builder(context, NoteFile(Path(folder, str(number))), requests, waiting.pop()))
        while builders:
            for ready in wait([each.connection for each in builders]):
                builder = next(each for each in builders if each.connection is ready)
                try:
                    news = builder.connection.recv()
                except (EOFError, ConnectionResetError):
                    builders.remove(builder)
                    outcomes[builder.issue] = [_result_of_crash(builder, requests[0].out)]
                    if waiting:
                        builders.append(_start_builder(context, builder.note, requests, waiting.pop()))
                    continue
                if isinstance(news, str):
                    listener(builder.issue, news)
                    continue
                outcomes[builder.issue] = news
                if waiting:
                    builder.issue = waiting.pop()
                    builder.connection.send(builder.issue)
                else:
                    builders.remove(builder)
                    _end(builder)
    return outcomes


@contextmanager
def _list_of_builders() -> Iterator[list[_Builder]]:
    """A list of builders, those of which still work are ended with the block."""
    builders: list[_Builder] = []
    try:
        yield builders
    finally:
        for each in builders:
            each.process.terminate()
        for each in builders:
            _end(each)


def _start_builder(context: "SpawnContext", note: NoteFile, requests: Sequence[BuildRequest], issue: Path) -> _Builder:
    ours, theirs = context.Pipe()
    note.path.unlink(missing_ok=True)
    process = context.Process(
        target=_build_elsewhere, args=(theirs, requests, note if are_enforced() else None, is_logging())
    )
    process.start()
    theirs.close()
    ours.send(issue)
    return _Builder(process, ours, note, issue)


def _end(builder: _Builder) -> None:
    builder.connection.close()
    builder.process.join()


def _result_of_crash(builder: _Builder, out: Path) -> BuildResult:
    """What became of the issue whose process has ended."""
    _end(builder)
    code = builder.process.exitcode or 0
    if code >= 0:
        raise RuntimeError(_ENDED)
    error: KanbenError = builder.note.ending(-code)
    return BuildResult(issue=builder.issue, status="failed", folder=destination(builder.issue, out), error=error)


@with_room_for_calls
def _build_elsewhere(
    connection: "Connection[Any, Any]", requests: Sequence[BuildRequest], note: NoteFile | None, is_told: bool
) -> None:
    """What the other process does: build each issue that it receives, and send what is being done, and the outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the other's business
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # leaves nothing half-written
    if note is not None:
        enforce(note)
    if is_told:
        start_logging()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        while True:
            issue = connection.recv()
            connection.send(build_editions(issue, requests, lambda _issue, stage: connection.send(stage)))

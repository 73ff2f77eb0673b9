"""Building several issues side by side, each in a process of its own."""

import signal
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from pipeline.production.build import Listener, Order, Outcome, build_issue, unchanged

if TYPE_CHECKING:
    from concurrent.futures import Future

POLL_SECONDS = 0.1


def build_issues(issues: Sequence[Path], order: Order, jobs: int, listener: Listener) -> list[Outcome]:
    """Build several issues, *jobs* at a time; the outcomes are in the order of *issues*."""
    if jobs == 1 or len(issues) == 1:
        return [build_issue(issue, order, listener) for issue in issues]
    kept = {issue: outcome for issue in issues if (outcome := unchanged(issue, order)) is not None}
    stale = [issue for issue in issues if issue not in kept]
    built = dict(zip(stale, _build_stale(stale, order, jobs, listener), strict=True)) if stale else {}
    return [kept[issue] if issue in kept else built[issue] for issue in issues]


def _build_stale(issues: Sequence[Path], order: Order, jobs: int, listener: Listener) -> list[Outcome]:
    """Build *issues*, several in processes of their own."""
    if len(issues) == 1:
        return [build_issue(issues[0], order, listener)]
    from concurrent.futures import ProcessPoolExecutor  # only here: importing it takes longer than an up-to-date check
    from multiprocessing import get_context

    context = get_context("spawn")
    workers = min(jobs, len(issues))
    with context.Manager() as manager, ProcessPoolExecutor(workers, context, _leave_interruption_to_us) as pool:
        news: Queue[tuple[Path, str]] = manager.Queue()
        futures = [pool.submit(_build_elsewhere, issue, order, news) for issue in issues]
        try:
            _pass_on(news, futures, listener)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]


def _leave_interruption_to_us() -> None:
    """In a process of the pool: finish the issue at hand quietly when the terminal's Ctrl-C reaches all processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _build_elsewhere(issue: Path, order: Order, news: "Queue[tuple[Path, str]]") -> Outcome:
    return build_issue(issue, order, lambda path, stage: news.put((path, stage)))


def _pass_on(news: "Queue[tuple[Path, str]]", futures: "Sequence[Future[Outcome]]", listener: Listener) -> None:
    from concurrent.futures import wait

    pending = set(futures)
    while pending:
        _done, pending = wait(pending, timeout=POLL_SECONDS)
        try:
            while True:
                listener(*news.get_nowait())
        except Empty:
            pass

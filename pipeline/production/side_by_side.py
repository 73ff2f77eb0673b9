"""Building several issues side by side, each in a process of its own."""

import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from queue import Empty, Queue

from pipeline.production.build import Listener, Order, Outcome, build_issue

POLL_SECONDS = 0.1


def build_side_by_side(issues: Sequence[Path], order: Order, jobs: int, listener: Listener) -> list[Outcome]:
    """Build several issues, *jobs* at a time in processes of their own; the outcomes are in the order of *issues*."""
    context = get_context("spawn")
    with (
        context.Manager() as manager,
        ProcessPoolExecutor(min(jobs, len(issues)), context, _leave_interruption_to_us) as pool,
    ):
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


def _pass_on(news: "Queue[tuple[Path, str]]", futures: Sequence[Future[Outcome]], listener: Listener) -> None:
    pending = set(futures)
    while pending:
        _done, pending = wait(pending, timeout=POLL_SECONDS)
        try:
            while True:
                listener(*news.get_nowait())
        except Empty:
            pass

"""A cluster that loses a worker in each third of a run: called as a program by test_cluster_losses.

Three workers do jobs. When a sixth, a half, and five sixths of the jobs are done, the one that is there the longest is
killed, and another begins. Prints what the run reports as JSON, with how many were killed.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import dask

from pipeline.archive.cluster import ClusterTerms
from pipeline.archive.job_process import JobLimits
from pipeline.archive.lock import LOCK_NAME
from pipeline.archive.run import ArchiveRequest, Progress, make_archive
from tests.archive.small_cluster import QUIET, all_of, fork, serve_scheduler, serve_worker

_AT_A_TIME, _LOSSES = 3, 3


class _Losses:
    """Kills the workers in turn, and lets those that wait begin."""

    def __init__(self, workers: list[int], waiting: list[int]) -> None:
        self.killed = 0
        self._workers, self._waiting = workers, waiting

    def hear(self, progress: Progress) -> None:
        if self.killed < _LOSSES and progress.done * 2 * _LOSSES >= progress.total * (2 * self.killed + 1):
            os.kill(self._workers[self.killed], signal.SIGKILL)
            os.write(self._waiting[self.killed], b".")
            self.killed += 1


def main(shared: Path) -> None:
    """Have the workspace in *shared* made by the cluster."""
    dask.config.set({**QUIET, "distributed.logging": {"distributed": "critical"}})
    reader, writer = os.pipe()
    processes = [fork(lambda: serve_scheduler(writer))]
    address = os.read(reader, 1000).decode()
    pipes = [os.pipe() for _number in range(_LOSSES)]
    workers = [fork(_serving(address, f"first-{number}", lambda: None)) for number in range(_AT_A_TIME)]
    spare = [fork(_serving(address, f"next-{own}", _wait_for(own))) for own, _told in pipes]
    losses = _Losses(workers, [told for _own, told in pipes])
    try:
        out = shared / "out"
        probe = str((out / LOCK_NAME).relative_to(shared))
        terms = ClusterTerms(address=address, shared=shared, limits=JobLimits(enforced=False), probe=probe)
        request = ArchiveRequest(workspace=shared / "workspace", out=out)
        report = make_archive(request, lambda: all_of(terms, _AT_A_TIME), shared, losses.hear)
        sys.stdout.write(json.dumps({**asdict(report), "killed": losses.killed}, default=str))
    finally:
        for process in (*processes, *workers, *spare):
            os.kill(process, signal.SIGKILL)


def _serving(address: str, name: str, spoil: Callable[[], object]) -> Callable[[], None]:
    return lambda: serve_worker(address, name, spoil)


def _wait_for(pipe: int) -> Callable[[], object]:
    return lambda: os.read(pipe, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

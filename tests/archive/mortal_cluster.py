"""A cluster of workers that end at a job, one in each third of a run: called as a program by test_cluster_losses.

Jobs are stand-ins that leave a file. A worker that is given one kills itself when the next third of the jobs is done
and nobody has yet; so the run decides when, and no clock. Four workers do six jobs: when the job of the last one that
was lost is given to another, at most two are left that do something else, so three workers always end, and one is left.
Prints what the run reports as JSON, with how many jobs were done when each worker was lost.
"""

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dask

from pipeline.archive import cluster
from pipeline.archive.cluster import ClusterTerms
from pipeline.archive.job_process import JobLimits
from pipeline.archive.jobs import Outcome, order_of_row, outcome_row
from pipeline.archive.lock import LOCK_NAME
from pipeline.archive.run import ArchiveRequest, make_archive
from tests.archive.small_cluster import QUIET, all_of, fork, serve_scheduler, serve_worker

_WORKERS, _LOSSES = 4, 3


def main(shared: Path, jobs: int) -> None:
    """Have the *jobs* of the workspace in *shared* done by the cluster."""
    dask.config.set({**QUIET, "distributed.logging": {"distributed": "critical"}})
    reader, writer = os.pipe()
    processes = [fork(lambda: serve_scheduler(writer))]
    address = os.read(reader, 1000).decode()
    here = cluster.take_fingerprint()
    processes += [fork(_serving(address, f"mortal-{number}", shared, jobs, here)) for number in range(_WORKERS)]
    try:
        out = shared / "out"
        probe = str((out / LOCK_NAME).relative_to(shared))
        terms = ClusterTerms(address=address, shared=shared, limits=JobLimits(enforced=False), probe=probe)
        request = ArchiveRequest(workspace=shared / "workspace", out=out, attempts=_LOSSES + 1)
        report = make_archive(request, lambda: all_of(terms, _WORKERS), shared, lambda progress: None)
        lost = sorted(int(path.read_text()) for path in (shared / "lost").iterdir())
        sys.stdout.write(json.dumps({**asdict(report), "lost": lost}, default=str))
    finally:
        for process in processes:
            os.kill(process, signal.SIGKILL)


def _serving(address: str, name: str, shared: Path, jobs: int, here: Mapping[str, str]) -> Callable[[], None]:
    def spoil() -> None:
        cluster.take_fingerprint = lambda: dict(here)  # nobody differs
        cluster.run_order = lambda row: _leave_a_file_or_end(row, shared, jobs)

    return lambda: serve_worker(address, name, spoil)


def _leave_a_file_or_end(row: Mapping[str, Any], shared: Path, jobs: int) -> dict[str, Any]:
    order = order_of_row(row)
    done, losses = len(list((shared / "out").rglob("*.txt"))), len(list((shared / "lost").iterdir()))
    if losses < _LOSSES and done * _LOSSES >= losses * jobs:
        try:
            with (shared / "lost" / str(losses)).open("x") as file:
                file.write(str(done))
        except FileExistsError:
            pass  # another one has ended in this third meanwhile
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    path = shared / order.out / order.place.removeprefix("issues/") / "made.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(order.inputs)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return outcome_row(Outcome(place=order.place, status="made", made={path.name: digest}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))

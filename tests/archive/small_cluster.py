"""A cluster on this machine, and a run of an archive by it: called as a program by test_cluster.

Three workers: one is sound, one ends as soon as it is given a job, one has another face. All are copies of one process,
which has imported the library once. Prints what the run reports as JSON.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dask
from distributed import Scheduler, Worker

from pipeline.archive import cluster, fingerprint
from pipeline.archive.cluster import ClusterTerms, ClusterWorkers
from pipeline.archive.job_process import JobLimits
from pipeline.archive.lock import LOCK_NAME
from pipeline.archive.run import ArchiveRequest, make_archive
from pipeline.resources import find_shipped

QUIET = {"distributed.worker.memory.monitor-interval": "1h", "distributed.admin.tick.interval": "1s"}


def main(shared: Path) -> None:
    """Have the workspace in *shared* made by the cluster."""
    dask.config.set({**QUIET, "distributed.logging": {"distributed": "critical"}})
    reader, writer = os.pipe()
    processes = [fork(lambda: serve_scheduler(writer))]
    address = os.read(reader, 1000).decode()
    processes += [
        fork(lambda: serve_worker(address, "sound", lambda: None)),
        fork(lambda: serve_worker(address, "doomed", _die_at_work)),
        fork(lambda: serve_worker(address, "other-face", lambda: _have_another_face(shared))),
    ]
    try:
        out = shared / "out"
        terms = ClusterTerms(
            address=address,
            shared=shared,
            limits=JobLimits(enforced=False),
            probe=str((out / LOCK_NAME).relative_to(shared)),
        )
        request = ArchiveRequest(workspace=shared / "workspace", out=out)
        report = make_archive(request, lambda: all_of(terms, 3), shared, lambda progress: None)
        sys.stdout.write(json.dumps(asdict(report), default=str))
    finally:
        for process in processes:
            os.kill(process, signal.SIGKILL)


def all_of(terms: ClusterTerms, count: int) -> ClusterWorkers:
    """The workers, when all *count* of them are there."""
    from distributed import Client

    with Client(terms.address, set_as_default=False) as client:
        client.wait_for_workers(count)
    return ClusterWorkers(terms)


def fork(serve: Callable[[], None]) -> int:
    """The process that is a copy of this one and does *serve*."""
    process = os.fork()
    if process == 0:
        serve()
        os._exit(0)
    return process


def serve_scheduler(writer: int) -> None:
    """Be a scheduler, whose address is written to *writer*."""

    async def serve() -> None:
        async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
            os.write(writer, scheduler.address.encode())
            await scheduler.finished()

    asyncio.run(serve())


def serve_worker(address: str, name: str, spoil: Callable[[], object]) -> None:
    """Be the worker *name* of the scheduler at *address*, when *spoil* is done."""

    async def serve() -> None:
        async with Worker(address, name=name, nthreads=1, host="127.0.0.1", dashboard=False) as worker:
            await worker.finished()

    spoil()
    asyncio.run(serve())


def _die_at_work() -> None:
    def die(_order: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    cluster.run_order = die


def _have_another_face(shared: Path) -> None:
    """Let this process have a copy of the faces in which the last one is cut off."""
    fonts = shared / "fonts"
    for file in (path for path in find_shipped("fonts").rglob("*") if path.is_file()):
        copy = fonts / file.relative_to(find_shipped("fonts"))
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.symlink_to(file)
    face = fonts / fingerprint.load_manifest(fonts).faces[0].file.name
    data = face.read_bytes()
    face.unlink()
    face.write_bytes(data[:-1])
    fingerprint.find_shipped = lambda name: fonts if name == "fonts" else find_shipped(name)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

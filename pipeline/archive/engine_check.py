"""Whether the engine of today still makes what was accepted: each issue is built on trial, and nothing published."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.confirming import Confirming
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.jobs import Job, Outcome
from pipeline.archive.lock import locked
from pipeline.archive.places import Archive
from pipeline.archive.plan import ArchivePlan, list_jobs
from pipeline.archive.run import ArchiveRequest, Progress, Run
from pipeline.archive.workers import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """What became of the trials: how many issues there are (*total*) and how many look as they did (*same*); those that
    *differ*, that can't be compared as they have *changed* themselves, and that have *failed*.
    """

    total: int
    same: int
    differ: Sequence[Outcome]
    changed: Sequence[Outcome]
    failed: Sequence[Outcome]
    notes: Sequence[str]
    seconds: float


def check_engine(
    request: ArchiveRequest, workers: Callable[[], Workers], shared: Path, listener: Callable[[Progress], None]
) -> EngineReport:
    """Build every issue on trial by *workers*, and compare it with what was accepted or published.

    Raises ContentError where there is nothing, FileAccessError.
    """
    archive = Archive(request.workspace.resolve(), request.out.resolve())
    trials = [Job("trial", job.place) for job in list_jobs(archive.workspace) if job.kind == "issue"]
    run = Run(
        archive=archive,
        plan=ArchivePlan(jobs=trials, never_made=frozenset()),
        confirming=Confirming(archive, ArchiveIndex(None, "")),  # what is found on trial is not kept
        shared=shared,
        attempts=request.attempts,
        listener=listener,
    )
    with locked(archive.out), workers() as started:
        run.go_on_with(started)
        notes = tuple(started.notes)
    return EngineReport(
        total=len(trials),
        same=run.counts["same"],
        differ=run.told.get("differs", ()),
        changed=run.told.get("changed", ()),
        failed=run.told.get("failed", ()),
        notes=notes,
        seconds=time.monotonic() - run.begun,
    )

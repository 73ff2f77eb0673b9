"""``kanben archive``: whole decades, built and bound as far as anything is missing."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import click

from pipeline.archive.engine_check import check_engine
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.job_process import JobLimits
from pipeline.archive.lock import LOCK_NAME
from pipeline.archive.places import Archive
from pipeline.archive.plan import plan_archive
from pipeline.archive.run import ArchiveRequest, Progress, make_archive
from pipeline.archive.workers import LocalWorkers, Workers
from pipeline.cli.archive_reports import (
    clock,
    engine_report_as_json,
    report_as_json,
    show_outcomes,
    tell_engine_report,
    tell_report,
)
from pipeline.cli.options import json_option, no_cache_option, no_limits_option, out_option
from pipeline.cli.terminal import echo, echo_json
from pipeline.control_characters import harmless
from pipeline.errors import ExitCode, MissingProgramError, Problem, UsageError
from pipeline.i18n import _
from pipeline.limits import are_enforced

_TOLD = 10.0  # seconds between two lines of progress where there is no terminal


@click.command(
    help=_(
        "Make all that is missing of WORKSPACE: issues, the volumes of their years, the shelf of each publication. "
        "What is as it should be is left alone; an issue that cannot be built stops no other."
    )
)
@click.argument("workspace", type=click.Path(path_type=Path))
@out_option
@click.option(
    "--jobs",
    "-j",
    metavar="N",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help=_("Issues and volumes made side by side on this machine."),
)
@click.option("--dry-run", is_flag=True, help=_("Only tell what would be done."))
@click.option(
    "--attempts",
    metavar="N",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help=_("How often what fails is tried before it is set aside."),
)
@click.option("--retry", is_flag=True, help=_("Also try what was set aside."))
@click.option(
    "--job-time",
    metavar="SECONDS",
    type=click.IntRange(1),
    default=1800,
    show_default=True,
    help=_("What one issue or volume may take on the clock."),
)
@click.option(
    "--job-memory",
    metavar="MB",
    type=click.IntRange(128),
    help=_("Memory that one issue or volume may take at most (as much as its pieces of work may)."),
)
@click.option(
    "--check-engine",
    "engine",
    is_flag=True,
    help=_("Build every issue on trial, and tell what would look different from what was accepted or published."),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help=_("Have the workers of this scheduler of dask do it (tcp://…), on machines that share the folders."),
)
@click.option(
    "--shared",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help=_("The folder that all machines share (the one that holds WORKSPACE and the finished files)."),
)
@json_option
@no_cache_option
@no_limits_option
def archive(
    workspace: Path,
    out: Path,
    jobs: int,
    dry_run: bool,
    attempts: int,
    retry: bool,
    job_time: int,
    job_memory: int | None,
    engine: bool,
    scheduler: str | None,
    shared: Path | None,
    json_wanted: bool,
) -> int:
    """Parse, make, print; returns the exit code."""
    request = ArchiveRequest(workspace=workspace, out=out, attempts=attempts, retry=retry)
    if dry_run:
        _tell_plan(request, json_wanted)
        return ExitCode.OK
    limits = JobLimits(seconds=job_time, memory=(job_memory or 0) << 20, enforced=are_enforced())
    folder = _shared_folder(request, shared)

    def start_workers() -> Workers:
        if scheduler is not None:
            return _cluster_workers(scheduler, folder, limits, out.resolve())
        return LocalWorkers(jobs, Path(mkdtemp(prefix="kanben-archive-")), folder, limits)

    if engine:
        with _progress() as listener:
            trials = check_engine(request, start_workers, folder, listener)
        show_outcomes(trials.failed)
        if json_wanted:
            echo_json(engine_report_as_json(trials))
        else:
            tell_engine_report(trials)
        return trials.failed[0].exit_code if trials.failed else ExitCode.FINDINGS if trials.differ else ExitCode.OK
    with _progress() as listener:
        report = make_archive(request, start_workers, folder, listener)
    show_outcomes((*report.set_aside, *report.failed, *report.waiting))
    if json_wanted:
        echo_json(report_as_json(report))
    else:
        tell_report(report)
    failed = (*report.failed, *report.set_aside)
    return failed[0].exit_code if failed else ExitCode.OK


def _shared_folder(request: ArchiveRequest, named: Path | None) -> Path:
    """The folder that paths are told from: the one *named*, or the smallest. Raises UsageError."""
    inside = (request.workspace.resolve(), request.out.resolve())
    folder = Path(os.path.commonpath(inside)) if named is None else named.resolve()
    if not all(path.is_relative_to(folder) for path in inside):
        raise UsageError(Problem(_("WORKSPACE and the finished files must lie in the shared folder."), folder))
    return folder


def _cluster_workers(scheduler: str, shared: Path, limits: JobLimits, out: Path) -> Workers:
    """The workers of the *scheduler*. Raises MissingProgramError where dask.distributed is not installed."""
    try:
        from pipeline.archive.cluster import ClusterTerms, ClusterWorkers
    except ModuleNotFoundError as error:
        hint = _("Install it: pip install kanben[cluster]")
        message = _("dask.distributed is not installed, by which jobs go to other machines.")
        raise MissingProgramError(Problem(message, hint=hint)) from error
    probe = str((out / LOCK_NAME).relative_to(shared))
    return ClusterWorkers(ClusterTerms(address=scheduler, shared=shared, limits=limits, probe=probe))


def _tell_plan(request: ArchiveRequest, json_wanted: bool) -> None:
    archive = Archive(request.workspace.resolve(), request.out.resolve())
    plan = plan_archive(archive, ArchiveIndex.of(archive.workspace, archive.out), request.attempts, request.retry)
    new = [job.place for job in plan.jobs if job.place in plan.never_made]
    doubtful = [job.place for job in plan.jobs if job.place not in plan.never_made]
    if json_wanted:
        aside = [outcome.place for outcome in plan.set_aside]
        echo_json({"unchanged": len(plan.unchanged), "make": new, "check": doubtful, "set aside": aside})
        return
    for place in new:
        echo(_("{place}: to be made").format(place=place))
    for place in doubtful:
        echo(_("{place}: to be checked, and made again if anything has changed").format(place=place))
    for outcome in plan.set_aside:
        echo(_("{place}: set aside").format(place=outcome.place))
    counts = _("{new} to be made, {doubtful} to be checked, {aside} set aside, {unchanged} unchanged.")
    echo(counts.format(new=len(new), doubtful=len(doubtful), aside=len(plan.set_aside), unchanged=len(plan.unchanged)))


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Yield what shows how far it is: on a terminal as a line that changes, else as a line now and then."""
    if sys.stderr.isatty():
        with _live_progress() as show_live:
            yield show_live
        return
    told = [time.monotonic()]

    def show(progress: Progress) -> None:
        if progress.done == progress.total or time.monotonic() - told[0] >= _TOLD:
            told[0] = time.monotonic()
            echo(_words_of(progress), err=True)

    yield show


@contextmanager
def _live_progress() -> Iterator[Callable[[Progress], None]]:
    from rich import progress as rich_progress
    from rich.console import Console

    columns = (rich_progress.BarColumn(), rich_progress.TextColumn("{task.description}", markup=False))
    with rich_progress.Progress(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("", total=None)
        yield lambda now: display.update(
            task, description=harmless(_words_of(now)), completed=now.done, total=now.total
        )


def _words_of(progress: Progress) -> str:
    text = _("{done} of {total}, {failed} failed, {rate:.0f} a minute, {left} left: {place}")
    return text.format(
        done=progress.done,
        total=progress.total,
        failed=progress.failed,
        rate=progress.rate,
        left=clock(progress.seconds_left),
        place=progress.place,
    )

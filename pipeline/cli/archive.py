"""``kanben archive``: whole decades, built and bound as far as anything is missing."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import click

from pipeline.archive.index import ArchiveIndex
from pipeline.archive.job_process import JobLimits
from pipeline.archive.jobs import Outcome
from pipeline.archive.places import Archive
from pipeline.archive.plan import plan_archive
from pipeline.archive.run import ArchiveReport, ArchiveRequest, Progress, make_archive
from pipeline.archive.workers import LocalWorkers
from pipeline.cli.main import show_problem
from pipeline.cli.options import json_option, no_cache_option, no_limits_option, out_option
from pipeline.cli.terminal import echo, echo_json, problem_as_json
from pipeline.control_characters import harmless
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext

_TOLD = 10.0  # seconds between two lines of progress where there is no terminal


@click.command(
    help=_(
        "Build and bind all that is missing of WORKSPACE: issues, then the volumes of their years. What is as it "
        "should be is left alone; an issue that cannot be built stops no other."
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
    json_wanted: bool,
) -> int:
    """Parse, make, print; returns the exit code."""
    request = ArchiveRequest(workspace=workspace, out=out, attempts=attempts, retry=retry)
    if dry_run:
        _tell_plan(request, json_wanted)
        return ExitCode.OK
    shared = Path(os.path.commonpath((workspace.resolve(), out.resolve())))
    limits = JobLimits(seconds=job_time, memory=(job_memory or 0) << 20)

    def start_workers() -> LocalWorkers:
        return LocalWorkers(jobs, Path(mkdtemp(prefix="kanben-archive-")), shared, limits)

    with _progress() as listener:
        report = make_archive(request, start_workers, shared, listener)
    for outcome in (*report.set_aside, *report.failed, *report.waiting):
        for problem in outcome.problems:
            show_problem(problem)
    if json_wanted:
        echo_json(report_as_json(report))
    else:
        _tell_report(report)
    failed = (*report.failed, *report.set_aside)
    return failed[0].exit_code if failed else ExitCode.OK


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


def _tell_report(report: ArchiveReport) -> None:
    for note in report.notes:
        echo(note, err=True)
    rows = (
        (_("made"), report.made),
        (_("checked, as they were"), report.checked),
        (_("unchanged"), report.unchanged),
        (_("failed"), len(report.failed)),
        (_("set aside, as they have failed before (--retry tries them)"), len(report.set_aside)),
        (_("waiting for issues that could not be made"), len(report.waiting)),
    )
    total = ngettext("{count} issue or volume", "{count} issues and volumes", report.total)
    echo(_("{total}, in {time}").format(total=total.format(count=report.total), time=_clock(report.seconds)))
    for name, count in rows:
        if count:
            echo(f"{count:>7}  {name}")


def report_as_json(report: ArchiveReport) -> dict[str, Any]:
    """What ``--json`` prints of *report*."""

    def rows(outcomes: tuple[Outcome, ...]) -> list[dict[str, Any]]:
        return [
            {"place": each.place, "problems": [problem_as_json(problem) for problem in each.problems]}
            for each in outcomes
        ]

    return {
        "total": report.total,
        "made": report.made,
        "checked": report.checked,
        "unchanged": report.unchanged,
        "failed": rows(tuple(report.failed)),
        "set aside": rows(tuple(report.set_aside)),
        "waiting": rows(tuple(report.waiting)),
        "notes": list(report.notes),
        "seconds": round(report.seconds, 1),
    }


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
        left=_clock(progress.seconds_left),
        place=progress.place,
    )


def _clock(seconds: float) -> str:
    """*seconds* as hours, minutes and seconds: 0:05, 12:30, 3:00:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

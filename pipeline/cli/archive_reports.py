"""What ``kanben archive`` tells at its end, for people and for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.archive.engine_check import EngineReport
from pipeline.archive.jobs import Outcome
from pipeline.archive.run import ArchiveReport
from pipeline.cli.main import show_problem
from pipeline.cli.terminal import echo, problem_as_json
from pipeline.i18n import _, ngettext


def tell_report(report: ArchiveReport) -> None:
    """Print what became of an archive."""
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
    total = ngettext("{count} issue, volume or shelf", "{count} issues, volumes and shelves", report.total)
    _tell_counts(total.format(count=report.total), report.seconds, rows)


def report_as_json(report: ArchiveReport) -> dict[str, Any]:
    """What ``--json`` prints of *report*."""
    return {
        "total": report.total,
        "made": report.made,
        "checked": report.checked,
        "unchanged": report.unchanged,
        "failed": _rows(report.failed),
        "set aside": _rows(report.set_aside),
        "waiting": _rows(report.waiting),
        "notes": list(report.notes),
        "seconds": round(report.seconds, 1),
    }


def tell_engine_report(report: EngineReport) -> None:
    """Print what became of issues that were built on trial."""
    for note in report.notes:
        echo(note, err=True)
    for outcome in report.differ:
        for finding in outcome.findings:
            echo(f"{outcome.place}: {finding}")
    for outcome in report.changed:
        for finding in outcome.findings:
            echo(f"{outcome.place}: {finding}", err=True)
    rows = (
        (_("look as they did"), report.same),
        (_("would look different"), len(report.differ)),
        (_("not compared"), len(report.changed)),
        (_("failed"), len(report.failed)),
    )
    total = ngettext("{count} issue", "{count} issues", report.total).format(count=report.total)
    _tell_counts(total, report.seconds, rows)


def engine_report_as_json(report: EngineReport) -> dict[str, Any]:
    """What ``--json`` prints of *report*."""
    return {
        "total": report.total,
        "same": report.same,
        "differ": [{"place": each.place, "findings": list(each.findings)} for each in report.differ],
        "changed": [{"place": each.place, "findings": list(each.findings)} for each in report.changed],
        "failed": _rows(report.failed),
        "notes": list(report.notes),
        "seconds": round(report.seconds, 1),
    }


def show_outcomes(outcomes: Iterable[Outcome]) -> None:
    """Print the problems of *outcomes*."""
    for outcome in outcomes:
        for problem in outcome.problems:
            show_problem(problem)


def _tell_counts(total: str, seconds: float, rows: Sequence[tuple[str, int]]) -> None:
    echo(_("{total}, in {time}").format(total=total, time=clock(seconds)))
    for name, count in rows:
        if count:
            echo(f"{count:>7}  {name}")


def _rows(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    return [
        {"place": each.place, "problems": [problem_as_json(problem) for problem in each.problems]} for each in outcomes
    ]


def clock(seconds: float) -> str:
    """*seconds* as hours, minutes and seconds: 0:05, 12:30, 3:00:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

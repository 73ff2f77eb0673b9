"""``kanben build``: issues into finished PDFs."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline.cli.main import show_problems
from pipeline.cli.options import (
    jobs_option,
    json_option,
    no_cache_option,
    no_limits_option,
    out_option,
    printer_option,
    require_press,
    require_reading,
    verbose_option,
)
from pipeline.cli.progress import progress_display, short_name
from pipeline.cli.removed_offprints import removal_message
from pipeline.cli.substituted_glyphs import substitution_message
from pipeline.cli.terminal import echo, echo_json, problem_as_json, shorten_path
from pipeline.errors import ExitCode, Problem, UsageError
from pipeline.i18n import _, ngettext
from pipeline.manuscript.workspace import find_issues
from pipeline.production.issue.request import EDITIONS, BuildRequest, BuildResult, Edition
from pipeline.production.issue.side_by_side import build_issues


@click.command(
    help=_(
        "Build issues into finished PDFs. Each PATH is the folder of an issue, a year, a publication or a workspace; "
        "what has not changed since it was built is skipped."
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@out_option
@jobs_option
@click.option(
    "--edition",
    "editions",
    type=click.Choice(EDITIONS),
    multiple=True,
    default=EDITIONS[:1],
    show_default=True,
    help=_("For screens and the archive, or for the printer: PDF/X with bleed, marks and plates; give both for both."),
)
@printer_option
@click.option("--offprints", is_flag=True, help=_("Also write one PDF for each article, with its true folios."))
@click.option(
    "--picture-resolution",
    "resolution",
    metavar="PPI",
    type=click.IntRange(0, 2400),
    help=_("Pixels per inch that pictures of the reading edition have at most; 0 keeps all (as the layout says)."),
)
@click.option("--force", is_flag=True, help=_("Build even what is up to date."))
@click.option("--watch", is_flag=True, help=_("Stay, and build again whenever a file of the issue changes."))
@json_option
@no_cache_option
@no_limits_option
@verbose_option
def build(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int,
    editions: tuple[Edition, ...],
    printer: str,
    offprints: bool,
    resolution: int | None,
    force: bool,
    watch: bool,
    json_wanted: bool,
    verbose: bool,
) -> int:
    """Parse, build, print; returns the exit code."""
    require_press(editions, printer)
    require_reading(editions, resolution)
    if offprints and "reading" not in editions:
        raise UsageError(Problem(_("Offprints are made with the reading edition only.")))
    issues = find_issues(paths)
    order = BuildRequest(out=out, force=force, picture_resolution=resolution)
    each = {"reading": replace(order, offprints=offprints), "press": replace(order, edition="press", printer=printer)}
    requests = [each[edition] for edition in dict.fromkeys(editions)]
    if watch:
        from pipeline.cli.watch import watch_issues

        return watch_issues(issues, requests, verbose)
    with progress_display(verbose) as listener:
        outcomes = build_issues(issues, requests, jobs, listener)
    if json_wanted:
        echo_json([outcome_as_json(outcome) for outcome in outcomes])
    for outcome in outcomes:
        if outcome.error is not None:
            show_problems(outcome.error)
        elif not json_wanted:
            print_outcome(outcome, verbose)
    errors = [outcome.error for outcome in outcomes if outcome.error is not None]
    return errors[0].exit_code if errors else ExitCode.OK


def print_outcome(outcome: BuildResult, verbose: bool) -> None:
    """Print what was made of an issue, and what its editor should look at."""
    summary = outcome.summary
    if outcome.status == "up to date":
        echo(_("{issue}: up to date").format(issue=short_name(outcome.issue)))
        if not verbose:
            return
    pages = ngettext("{count} page", "{count} pages", summary["pages"]).format(count=summary["pages"])
    for name in outcome.made:
        path = shorten_path(outcome.folder / name)
        about = f"{pages}, {path.stat().st_size / 1000:.0f} kB" if name == outcome.made[0] else ""
        echo(f"{path}  {about}".rstrip())
    if outcome.removed:
        echo(removal_message(outcome), err=True)
    for entry in summary["entries"]:
        echo(f"{entry['folio']:>5}  {entry['title']}{_print_note(entry)}")
    for glyph in summary["substituted"]:
        echo(substitution_message(glyph["slug"], glyph["folio"], glyph["role"], glyph["character"]), err=True)
    for note in summary["notes"]:
        echo(note, err=True)
    for warning in summary["warnings"]:
        echo(_("warning: {text}").format(text=warning), err=True)


def _print_note(entry: dict[str, Any]) -> str:
    if entry["printed_folio"] in (None, entry["folio"]):
        return ""
    return "  " + _("(in print: {folio})").format(folio=entry["printed_folio"])


def outcome_as_json(outcome: BuildResult) -> dict[str, Any]:
    """Return what ``--json`` prints for one issue."""
    problems = outcome.error.problems if outcome.error else ()
    return {
        "issue": str(shorten_path(outcome.issue)),
        "status": outcome.status,
        "files": [str(shorten_path(outcome.folder / name)) for name in outcome.made],
        "removed": [str(shorten_path(outcome.folder / name)) for name in outcome.removed],
        **outcome.summary,
        "problems": [problem_as_json(each) for each in problems],
    }

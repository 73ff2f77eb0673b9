"""``kanben verify``: whether an archived bag, or a folder with checksums, is what it was."""

import datetime
from pathlib import Path

import click

from pipeline.archive.fixity_log import FixityRequest, check_fixity, row_of
from pipeline.binding.preservation.bag_check import verify as verify_fixity
from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json, problem_as_json
from pipeline.errors import FixityError, Problem, UsageError
from pipeline.i18n import _, ngettext


@click.command(
    help=_(
        "Compare the files of BAG with their checksums and name each that was changed, is missing or was added. BAG is "
        "the folder of a BagIt bag, or one with a file SHA256SUMS; with --log, any folder that holds such."
    )
)
@click.argument("bag", type=click.Path(path_type=Path))
@click.option(
    "--log",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=_("Check all issues, volumes, shelves and bags below BAG in turn, and add to FILE what was found."),
)
@click.option(
    "--every",
    metavar="DAYS",
    type=click.IntRange(0),
    default=90,
    show_default=True,
    help=_("With --log: what was found whole in the last DAYS is passed over."),
)
@click.option("--full", is_flag=True, help=_("With --log: pass over nothing."))
@json_option
def verify(bag: Path, log: Path | None, every: int, full: bool, json_wanted: bool) -> None:
    """Verify and print; exit code 7 when something is not as it was."""
    if log is not None:
        now = datetime.datetime.now(datetime.UTC)
        _verify_below(FixityRequest(folder=bag, log=log, days=every, full=full, now=now), json_wanted)
        return
    if full:
        raise UsageError(Problem(_("--full is for --log.")))
    found = verify_fixity(bag)
    if json_wanted:
        rows = {
            "path": str(bag),
            "kind": found.kind,
            "whole": not found.problems,
            "files": found.files,
            "problems": [problem_as_json(problem) for problem in found.problems],
        }
        echo_json(rows)
    if found.problems:
        raise FixityError(found.problems)
    if not json_wanted:
        message = ngettext("{count} file, as it was.", "{count} files, all as they were.", found.files)
        echo(message.format(count=found.files))


def _verify_below(request: FixityRequest, json_wanted: bool) -> None:
    report = check_fixity(request)
    if json_wanted:
        rows = {
            "path": str(request.folder),
            "whole": not report.problems,
            "passed": report.passed,
            "checked": [row_of(check) for check in report.checked],
            "problems": [problem_as_json(problem) for problem in report.problems],
        }
        echo_json(rows)
    else:
        for check in report.checked:
            if check.list_changed:
                echo(_("{place}: its list of sums is another than at the last check").format(place=check.place))
        message = _("{checked} places with {files} files checked, {passed} passed over.")
        files = sum(check.files for check in report.checked)
        echo(message.format(checked=len(report.checked), files=files, passed=report.passed))
    if report.problems:
        raise FixityError(report.problems)

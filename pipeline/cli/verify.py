"""``kanben verify``: whether an archived bag, or a folder with checksums, is what it was."""

from pathlib import Path

import click

from pipeline.binding.preservation.bag_check import verify as verify_fixity
from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json, problem_as_json
from pipeline.errors import FixityError
from pipeline.i18n import _, ngettext


@click.command(
    help=_(
        "Compare the files of BAG with their checksums and name each that was changed, is missing or was added. BAG is "
        "the folder of a BagIt bag, or one with a file SHA256SUMS."
    )
)
@click.argument("bag", type=click.Path(path_type=Path))
@json_option
def verify(bag: Path, json_wanted: bool) -> None:
    """Verify and print; exit code 7 when something is not as it was."""
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

"""Options that several commands have, told once."""

import os
from pathlib import Path

import click

from pipeline.i18n import _

out_option = click.option(
    "--out",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=Path("out"),
    help=_("Folder for the finished files."),
)
jobs_option = click.option(
    "--jobs",
    "-j",
    metavar="N",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    help=_("Issues built side by side."),
)
json_option = click.option("--json", "as_json", is_flag=True, help=_("Print the results as JSON."))
verbose_option = click.option("--verbose", "-v", is_flag=True, help=_("Tell every step."))

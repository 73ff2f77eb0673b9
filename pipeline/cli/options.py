"""Options that several commands have."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.terminal import JSON_WANTED
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.limits import lift
from pipeline.production.cache_folder import FOLDER_VARIABLE
from pipeline.production.issue.request import EDITIONS, Edition

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
    help=_("Issues, or parts of one, laid out side by side."),
)
edition_option = click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default="reading",
    show_default=True,
    help=_("For screens and the archive, or for the printer: PDF/X with bleed, marks and plates."),
)
printer_option = click.option(
    "--printer",
    metavar="NAME",
    default="",
    help=_("Printer of the press edition: the name of a file in layouts/press, or a file that ends in .yaml."),
)


def note_json(context: click.Context, is_wanted: bool) -> None:
    """Note in *context* whether what is printed is for programs, problems too."""
    context.meta[JSON_WANTED] = is_wanted


def _note_json(context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> bool:
    note_json(context, is_wanted)
    return is_wanted


json_option = click.option(
    "--json", "json_wanted", is_flag=True, callback=_note_json, help=_("Print the results as JSON.")
)
verbose_option = click.option("--verbose", "-v", is_flag=True, help=_("Tell every step."))


def _lift(_context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        lift()


no_limits_option = click.option(
    "--no-limits",
    is_flag=True,
    expose_value=False,
    callback=_lift,
    help=_("Let each step take all the time and memory it wants, for content that you know."),
)


def _keep_nothing(_context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        os.environ[FOLDER_VARIABLE] = ""  # for the processes that this one starts as well


no_cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_keep_nothing,
    help=_("Lay out every page anew, and keep none for the next time."),
)


def require_reading(editions: Sequence[Edition], resolution: int | None) -> None:
    """Raise UsageError where pictures of *editions* that keep all should be scaled down."""
    if resolution is not None and "reading" not in editions:
        raise UsageError(Problem(_("--picture-resolution is for the reading edition: a printer gets all pixels.")))


def require_press(editions: Sequence[Edition], printer: str) -> None:
    """Raise UsageError where a *printer* is named for *editions* that no printer sees."""
    if printer and "press" not in editions:
        raise UsageError(Problem(_("--printer is for --edition press.")))

"""``kanben import``: manuscripts in other forms into content folders."""

from pathlib import Path

import click

from pipeline.cli.terminal import echo
from pipeline.errors import Problem
from pipeline.i18n import _


@click.group(name="import", help=_("Make a content folder of a manuscript in another form."))
def import_() -> None:
    """The group of importers."""


@import_.command(
    help=_(
        "Make a content folder of FILE, the text of a printed issue taken off its pages. Everything that is doubtful "
        "is reported with its line."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help=_("New workspace to write.")
)
@click.option(
    "--publication",
    metavar="NAME",
    default=None,
    help=_("Name of the publication's folder; else the initials of its pinyin."),
)
def text(file: Path, into: Path, publication: str | None) -> None:
    """Import the text of a printed issue."""
    from pipeline.manuscript.printed_text import import_text

    printed, written = import_text(file, into, publication)
    for doubt in printed.doubts:
        echo(str(Problem(doubt.message, file, doubt.line)), err=True)
    for path in written:
        echo(path)

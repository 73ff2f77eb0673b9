"""``kanben specimen``: every element of the content format, in one layout."""

from pathlib import Path

import click

from pipeline.cli.options import jobs_option, no_cache_option, no_limits_option, verbose_option
from pipeline.cli.progress import progress_display
from pipeline.cli.terminal import echo, shorten_path
from pipeline.i18n import _, ngettext


@click.command(
    help=_(
        "Make the specimen of a layout: an issue that shows every element of the content format, each with its name "
        "and its source. LAYOUT is a layout of the workspace that is the current folder, or one that comes with Kanben."
    )
)
@click.argument("layout")
@click.option(
    "--output",
    "--out",
    "out",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=Path("out"),
    help=_("Folder for the PDF, and for the workspace with the content that it was made of."),
)
@jobs_option
@no_cache_option
@no_limits_option
@verbose_option
def specimen(layout: str, out: Path, jobs: int, verbose: bool) -> None:
    """Make the specimen and say where it is."""
    from pipeline.production.specimen import make_specimen

    with progress_display(verbose) as listener:
        made = make_specimen(layout, Path.cwd(), out, lambda stage: listener(out, stage), jobs)
    pages = ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages)
    echo(f"{shorten_path(made.pdf)}  {pages}")
    echo(shorten_path(made.workspace))
    for text in made.warnings:
        echo(_("warning: {text}").format(text=text), err=True)

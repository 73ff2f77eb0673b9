"""``kanben new``: makes a workspace."""

import datetime
from pathlib import Path

import click

from pipeline.cli.build import shown_path
from pipeline.cli.terminal import echo
from pipeline.i18n import _


@click.command(help=_("Make a workspace NAME with a publication, its first issue and one article, ready to build."))
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--layout", metavar="NAME", default="gongyun", show_default=True, help=_("Layout of the publication."))
@click.option(
    "--publication",
    metavar="NAME",
    default=None,
    help=_("Name of the publication's folder; else that of the workspace."),
)
def new(name: Path, layout: str, publication: str | None) -> None:
    """Write the workspace and say what to do next."""
    from pipeline.production.new_workspace import new_workspace

    issue = new_workspace(name, publication or name.resolve().name.lower(), layout, datetime.date.today())
    echo(shown_path(issue))
    echo(_("Build it: {command}").format(command=f"cd {name} && kanben build issues"), err=True)

"""``kanben new``: makes a workspace."""

import datetime
from pathlib import Path

import click

from pipeline.cli.terminal import echo, shorten_path
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _


@click.command(help=_("Make a workspace NAME with a publication, its first issue and one article, ready to build."))
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--layout", metavar="NAME", default="gongyun", show_default=True, help=_("Layout of the publication."))
@click.option(
    "--from-layout",
    metavar="NAME",
    default=None,
    help=_("Copy this layout into the workspace, for the publication to have one of its own that you change."),
)
@click.option(
    "--publication",
    metavar="NAME",
    default=None,
    help=_("Name of the publication's folder; else that of the workspace."),
)
def new(name: Path, layout: str, from_layout: str | None, publication: str | None) -> None:
    """Write the workspace and say what to do next."""
    from pipeline.production.new_workspace import new_workspace

    named = click.get_current_context().get_parameter_source("layout")
    if from_layout is not None and named is not click.core.ParameterSource.DEFAULT:
        raise UsageError(
            Problem(_("--layout names a layout as it is, --from-layout one to be copied: use one of them."))
        )
    issue = new_workspace(
        name,
        publication or name.resolve().name.lower(),
        from_layout or layout,
        datetime.date.today(),
        copies_layout=from_layout is not None,
    )
    echo(shorten_path(issue))
    echo(_("Build it: {command}").format(command=f"cd {name} && kanben build issues"), err=True)

"""``kanben desk``: opens the desk, a local web page where issues are made."""

from pathlib import Path

import click

from pipeline.cli.terminal import echo
from pipeline.errors import ExitCode
from pipeline.i18n import _


@click.command(
    help=_(
        "Open the desk on WORKSPACE (the current folder): a page in the browser where issues are written, and seen as "
        "they will be printed. Only this computer reaches it, by the address that is printed."
    )
)
@click.argument("workspace", type=click.Path(path_type=Path), default=Path())
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help=_("Port; else any that is free."))
@click.option("--no-browser", is_flag=True, help=_("Print the address only."))
def desk(workspace: Path, port: int, no_browser: bool) -> int:
    """Serve until Ctrl-C."""
    from pipeline.desk.serving import DeskRequest, open_desk

    def tell(address: str) -> None:
        echo(address)
        echo(_("The desk is open at this address; stop it with Ctrl-C."), err=True)

    open_desk(DeskRequest(workspace, port, not no_browser), tell)
    return ExitCode.OK

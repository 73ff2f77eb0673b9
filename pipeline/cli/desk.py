"""``kanben desk``: opens the desk, a local web page where issues are made."""

import os
from pathlib import Path

import click

from pipeline.cli.terminal import echo
from pipeline.errors import ExitCode
from pipeline.i18n import _


@click.command(
    help=_(
        "Open the desk on WORKSPACE (the current folder): a page in the browser where issues are written, and seen as "
        "they will be printed. Only this computer reaches it, by the address that is printed, unless --host names "
        "another address."
    )
)
@click.argument("workspace", type=click.Path(path_type=Path), default=Path())
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help=_("Port; else any that is free."))
@click.option("--no-browser", is_flag=True, help=_("Print the address only."))
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    help=_(
        "An address of this computer by which others reach the desk, with a password: that in KANBEN_DESK_PASSWORD, or "
        "one that is asked for. Nothing is encrypted: for a network that you trust."
    ),
)
def desk(workspace: Path, port: int, no_browser: bool, host: str) -> int:
    """Serve until Ctrl-C."""
    from pipeline.desk.gate import HOST
    from pipeline.desk.serving import DeskRequest, open_desk

    def tell(address: str) -> None:
        echo(address)
        echo(_("The desk is open at this address; stop it with Ctrl-C."), err=True)

    password = "" if host == HOST else os.environ.get("KANBEN_DESK_PASSWORD") or _ask_for_password()
    request = DeskRequest(workspace=workspace, port=port, opens_browser=not no_browser, host=host, password=password)
    open_desk(request, tell)
    return ExitCode.OK


def _ask_for_password() -> str:
    password: str = click.prompt(_("Password"), hide_input=True, confirmation_prompt=True, err=True)
    return password

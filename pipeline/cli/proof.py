"""``kanben proof``: what changed on paper, between two finished files or since something was accepted."""

import click

from pipeline.cli.proof_accepted import accept, check
from pipeline.cli.proof_files import compare, report, snapshot
from pipeline.i18n import _


@click.group(help=_("What changed on paper: between two finished PDFs, or since it was accepted."))
def proof() -> None:
    """The commands of ``kanben proof``."""


for command in (snapshot, compare, report, check, accept):
    proof.add_command(command)

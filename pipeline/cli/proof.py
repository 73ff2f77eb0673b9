"""``kanben proof``: what changed on paper, between two finished files or since something was accepted."""

import click

from pipeline.cli.lazy_group import LazyGroup
from pipeline.i18n import _

_COMMANDS = {
    "check": ("pipeline.cli.proof_accepted", "check"),
    "accept": ("pipeline.cli.proof_accepted", "accept"),
    "resolve": ("pipeline.cli.proof_accepted", "resolve"),
    "compare": ("pipeline.cli.proof_files", "compare"),
    "report": ("pipeline.cli.proof_files", "report"),
    "snapshot": ("pipeline.cli.proof_files", "snapshot"),
}


@click.group(
    cls=LazyGroup,
    places=_COMMANDS,
    help=_("What changed on paper: between two finished PDFs, or since it was accepted."),
)
def proof() -> None:
    """The commands of ``kanben proof``."""

"""The passphrase of a key: from the environment or typed in, never from the command line, which others can read."""

import os

import click

from pipeline.i18n import _

VARIABLE = "KANBEN_SIGN_PASSPHRASE"


def signing_passphrase() -> str:
    """The passphrase in KANBEN_SIGN_PASSPHRASE, or else what is typed at the prompt on standard error.

    Raises click.Abort when there is nobody to type.
    """
    given = os.environ.get(VARIABLE)
    return given if given is not None else str(click.prompt(_("Passphrase of the key"), hide_input=True, err=True))

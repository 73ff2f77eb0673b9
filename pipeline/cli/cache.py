"""``kanben cache``: laid-out pages that are kept from one build to the next."""

from pathlib import Path

import click

from pipeline.cli.options import json_option
from pipeline.cli.terminal import echo, echo_json
from pipeline.errors import ExitCode, FileAccessError, Problem
from pipeline.i18n import _, ngettext
from pipeline.production.cache_folder import FOLDER_VARIABLE, CacheFolder


@click.command(
    help=_(
        "Tell where laid-out pages are kept from one build to the next, and how much room they take. Kept pages save "
        "time and change nothing; the oldest are removed by themselves."
    )
)
@click.option("--clear", is_flag=True, help=_("Remove all that is kept."))
@json_option
def cache(clear: bool, json_wanted: bool) -> int:
    """Print where, how many and how large; returns the exit code."""
    folder = CacheFolder.of_user()
    if folder is None:
        if json_wanted:
            echo_json({"folder": None, "parts": 0, "bytes": 0, "most": 0})
        else:
            echo(_("Nothing is kept: {name} is set and empty.").format(name=FOLDER_VARIABLE))
        return ExitCode.OK
    message = _("The file cannot be removed: {reason}.") if clear else _("The file cannot be read: {reason}.")
    try:
        if clear:
            folder.clear()
        count, size = folder.measure()
    except OSError as error:
        path = Path(error.filename or folder.path)
        raise FileAccessError(Problem(message.format(reason=error.strerror or error), path)) from error
    if json_wanted:
        echo_json({"folder": str(folder.path), "parts": count, "bytes": size, "most": folder.most})
        return ExitCode.OK
    parts = ngettext("{count} part", "{count} parts", count).format(count=count)
    bound = _("at most {size:.0f} MB").format(size=folder.most / 1e6)
    echo(f"{folder.path}  {parts}, {size / 1e6:.1f} MB ({bound})")
    return ExitCode.OK

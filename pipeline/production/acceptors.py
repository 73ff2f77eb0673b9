"""Who accepts what is found, and that nobody does it without a reason."""

import getpass
import os
import subprocess

from pipeline.errors import Problem, UsageError
from pipeline.i18n import _


def require_reason(why: str) -> None:
    """Raise UsageError where *why* gives no reason."""
    if not why.strip():
        raise UsageError(Problem(_("Nothing is accepted without a reason.")))


def name_of_user() -> str:
    """Who is at work: as the user's own settings of version control name them, else the name of the account.

    The repository that the content lies in is not asked: it may have come with the content.
    """
    name, email = (os.environ.get(key, "").strip() for key in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"))
    if not name:
        name, email = _ask_own_name()
    if name:
        return f"{name} <{email}>" if email else name
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("unknown")


def _ask_own_name() -> tuple[str, str]:
    """Name and address in ``.gitconfig`` of the user, asked for by a fixed command far from any repository."""
    command = ["git", "config", "--global", "--no-includes", "--get-regexp", r"^user\.(name|email)$"]
    kept = ("HOME", "PATH", "XDG_CONFIG_HOME")
    environment = {key: os.environ[key] for key in kept if key in os.environ} | {"GIT_CONFIG_NOSYSTEM": "1"}
    try:
        done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return "", ""
    rows = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    return rows.get("user.name", "").strip(), rows.get("user.email", "").strip()

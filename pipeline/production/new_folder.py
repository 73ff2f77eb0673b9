"""Puts a workspace that is made as a whole into its place."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.work_folders import work_folder


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """*text* with each ``@key@`` of *values* replaced."""
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def make_folder(into: Path, write: Callable[[Path], None], *, replaces: Callable[[Path], bool]) -> None:
    """Let *write* fill a folder beside *into*, then put it there: what fails leaves nothing.

    Raises FileAccessError when *into* is in use: neither empty nor what *replaces* says may be replaced.
    """
    is_free = not into.exists() or (into.is_dir() and not any(into.iterdir()))
    if into.is_symlink() or not (is_free or (into.is_dir() and replaces(into))):
        raise FileAccessError(Problem(_("There is something here already."), into, hint=_("Name a new folder.")))
    into.parent.mkdir(parents=True, exist_ok=True)
    with work_folder(f".{into.name}.", into.parent) as folder:
        made = folder / "made"
        write(made)
        made.chmod(0o755)
        if into.exists():
            into.rename(folder / "replaced")
        shutil.move(made, into)

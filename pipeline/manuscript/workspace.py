"""Where content lies: finding issue folders, and keeping every path inside the workspace."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.bounded_files import RefusedFileError, folders_below, read_inside, read_named, real_path_inside, text_of
from pipeline.control_characters import CONTROL_CHARACTER, MARKS_WITHOUT_END, control_character_message
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _

ISSUE_FILE = "issue.yaml"
PUBLICATION_FILE = "publication.yaml"
VOLUME_FILE = "volume.yaml"
MAX_TEXT_BYTES = 8 * 2**20  # a year of a monthly is 2 MB of text; more in one file is a mistake or an attack


def workspace_of(issue: Path) -> Path:
    """Return the workspace that the issue folder lies in: the folder that holds ``issues`` (or the publication)."""
    issues_folder = issue.resolve().parents[2]
    return issues_folder.parent if issues_folder.name == "issues" else issues_folder


def find_volumes(paths: Iterable[Path]) -> list[Path]:
    """Return the years with a volume to bind among *paths*, each a year, a publication or a workspace; sorted in each.

    What isn't there or has none is passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_folders_with(VOLUME_FILE, path, (("", 0), ("issues", 2), ("", 1), ("", 2))))
    return list(found)


def find_issues(paths: Iterable[Path]) -> list[Path]:
    """Return the issue folders named by *paths*, each an issue, a year, a publication or a workspace; sorted in each.

    Raises FileAccessError for a path that isn't there, ContentError for one that holds no issue.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            hint = _("Name the folder of an issue, a year, a publication or a workspace.")
            raise FileAccessError(Problem(_("There is no such folder."), path, hint=hint))
        issues = _folders_with(ISSUE_FILE, path, (("", 0), ("issues", 3), ("", 1), ("", 2), ("", 3)))
        if not issues:
            hint = _("An issue is a folder with an {name} in it.").format(name=ISSUE_FILE)
            problems.append(Problem(_("No issue was found here."), path, hint=hint))
        found += [issue for issue in issues if issue not in found]
    if problems:
        raise ContentError(problems)
    return found


def _folders_with(name: str, path: Path, places: Sequence[tuple[str, int]]) -> list[Path]:
    """The folders with a file *name* at the first of *places* (folder in *path*, levels below it) that has any; sorted.

    Raises ContentError for folders on the way that are links out of *path*: what is behind them is not looked at.
    """
    for folder, levels in places:
        root = path / folder
        folders = [each for each in folders_below(root, levels) if os.path.lexists(each / name)]
        strays = [each for level in range(levels + 1) for each in folders_below(root, level) if _leads_out(path, each)]
        if strays:
            message = _("This folder is a link that leads out of the folder that was named.")
            raise ContentError(Problem(message, each, hint=_("Name the folder itself.")) for each in strays)
        if folders:
            return folders
    return []


def _leads_out(path: Path, folder: Path) -> bool:
    return folder.is_symlink() and real_path_inside(path, folder) is None  # what is no link is where it stands


def resolve_inside(workspace: Path, base: Path, name: str) -> Path | None:
    """Return the real path of *name*, relative to *base*, or None when it or a link on its way leaves *workspace*."""
    return None if Path(name).is_absolute() else real_path_inside(workspace, base / name)


def read_text(path: Path, workspace: Path | None, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file with ``\\n`` line ends; None after adding what is wrong to *problems*.

    The file is one of *workspace*; where that is None the user has named it.
    """
    try:
        data = read_named(path, MAX_TEXT_BYTES) if workspace is None else read_inside(workspace, path, MAX_TEXT_BYTES)
        text = text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        hint = _("Look at its name, and whether you may read it.")
        problems.append(Problem(_("The file cannot be read: {reason}.").format(reason=reason), path, hint=hint))
        return None
    except RefusedFileError as error:
        problems.append(error.problem(path))
        return None
    bad = CONTROL_CHARACTER.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        problems.append(Problem(control_character_message(bad[0]), path, line, _("Delete it.")))
        return None
    heap = MARKS_WITHOUT_END.search(text)
    if heap:
        line = text.count("\n", 0, heap.start()) + 1
        message = _("More than 30 combining marks stand on one character here.")
        problems.append(Problem(message, path, line, _("Delete them.")))
        return None
    return text

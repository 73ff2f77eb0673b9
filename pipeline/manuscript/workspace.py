"""Where content lies: finding issue folders, and keeping every path inside the workspace."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.control_characters import CONTROL_CHARACTER, MARKS_WITHOUT_END, control_character_message
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _

ISSUE_FILE = "issue.yaml"
PUBLICATION_FILE = "publication.yaml"
VOLUME_FILE = "volume.yaml"
MAX_TEXT_BYTES = 8 * 2**20  # a year of a monthly is 2 MB of text; more in one file is a mistake or an attack


def workspace_of(issue: Path) -> Path:
    """Return the workspace that the issue folder lies in: the folder that holds ``issues`` (or the publication)."""
    shelf = issue.resolve().parents[2]
    return shelf.parent if shelf.name == "issues" else shelf


def find_volumes(paths: Iterable[Path]) -> list[Path]:
    """Return the years with a volume to bind among *paths*, each a year, a publication or a workspace; sorted in each.

    What isn't there or has none is passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        depths = ("", "issues/*/*/", "*/", "*/*/")
        hits = next((hits for depth in depths if (hits := sorted(path.glob(depth + VOLUME_FILE)))), [])
        found |= dict.fromkeys(hit.parent for hit in hits)
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
        depths = ("", "issues/*/*/*/", "*/", "*/*/", "*/*/*/")
        issues = next((hits for depth in depths if (hits := sorted(path.glob(depth + ISSUE_FILE)))), [])
        if not issues:
            hint = _("An issue is a folder with an {name} in it.").format(name=ISSUE_FILE)
            problems.append(Problem(_("No issue was found here."), path, hint=hint))
        found += [issue.parent for issue in issues if issue.parent not in found]
    if problems:
        raise ContentError(problems)
    return found


def resolve_inside(workspace: Path, base: Path, name: str) -> Path | None:
    """Return the real path of *name*, relative to *base*, or None when it or a link on its way leaves *workspace*."""
    try:
        real = (base / name).resolve()
        real.is_file()
    except (OSError, ValueError, RuntimeError):  # too long a name, NUL in it, links in a circle
        return None
    return real if not Path(name).is_absolute() and real.is_relative_to(workspace.resolve()) else None


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file with ``\\n`` line ends; add to *problems* and return None where that fails."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        problems.append(Problem(_("The file cannot be read: {reason}.").format(reason=reason), path))
        return None
    if len(data) > MAX_TEXT_BYTES:
        problems.append(Problem(_("The file is larger than 8 MB."), path, hint=_("Is it really a text?")))
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(_("The file is not UTF-8."), path, line, _("Save it again as UTF-8.")))
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

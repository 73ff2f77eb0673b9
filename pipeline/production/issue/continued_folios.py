"""Folios that run through a year: an issue goes on where the one before it ends.

The one before is laid out as it is now, not looked up in what was built: so the folio is right whatever was built when.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.bounded_files import entries_below
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.issue_numbers import IssueNumber
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import ISSUE_FILE, workspace_of
from pipeline.model import Issue
from pipeline.production.pagination import Pagination


def find_first_folio(issue: Issue, paginate: Callable[[Issue], Pagination]) -> int:
    """The first folio of *issue*; where it goes on, *paginate* lays out the issue before. Raises ContentError."""
    if not issue.folios.continues:
        return issue.folios.first
    before = _require_before(issue)
    if before is None:
        return 1
    printed = paginate(read_issue(before)).printed
    return max((int(folio) for folio in printed if folio.isdecimal()), default=0) + 1


def files_before(issue: Issue) -> tuple[Path, ...]:
    """The files of all issues of the year that the first folio of *issue* depends on."""
    if not issue.folios.continues:
        return ()
    workspace = workspace_of(issue.path)
    folders = [folder for number, folder in _list_numbers(issue.path.parent) if number.last < issue.number.first]
    return tuple(path for folder in folders for path in entries_below(folder, workspace) if path.is_file())


def _require_before(issue: Issue) -> Path | None:
    """The folder of the issue before; None for the first of a year."""
    hint = _("Write the number that it begins with: “first: 49”.")
    place = issue.path / ISSUE_FILE, issue.folios.line
    if issue.number.is_supplement:
        raise ContentError(
            [Problem(_("A supplement stands behind no issue that its folios could go on from."), *place, hint)]
        )
    found = [
        (number, folder) for number, folder in _list_numbers(issue.path.parent) if number.last < issue.number.first
    ]
    number, folder = max(found, key=lambda row: row[0].last, default=(IssueNumber.of(0), None))
    if number.last != issue.number.first - 1:
        message = _("The folios go on from number {number}, which is not there.")
        text = message.format(number=issue.number.first - 1)
        raise ContentError([Problem(text, *place, hint)])
    return folder


def _list_numbers(year: Path) -> list[tuple[IssueNumber, Path]]:
    """The issues in the folder of a *year*, without supplements."""
    found = ((IssueNumber.of_folder(folder.name), folder) for folder in sorted(year.iterdir()))
    return [
        (number, folder)
        for number, folder in found
        if number is not None and not number.is_supplement and (folder / ISSUE_FILE).is_file()
    ]

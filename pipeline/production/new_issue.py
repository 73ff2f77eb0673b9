"""A new issue, or a new publication with its first one, in a workspace that is there; each builds as it stands."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.manuscript.issue_order import read_entries
from pipeline.manuscript.schema import IssueFile, PublicationFile
from pipeline.manuscript.workspace import ISSUE_FILE, PUBLICATION_FILE
from pipeline.manuscript.yaml_values import EditedYaml, Place, with_values
from pipeline.production.new_folder import fill_in, make_folder
from pipeline.production.new_workspace import STARTER, require_folder_name

_VALUES = {"name": "Name", "layout": "gongyun", "year": "2000", "date": "2000-01-01"}  # all of them are set anew


def draft_issue(values: Mapping[Place, Any]) -> EditedYaml:
    """The text of ``issue.yaml`` with *values*, and what is wrong with it."""
    return with_values(_starter(ISSUE_FILE), Path(ISSUE_FILE), IssueFile, {("total_number",): None, **values})


def draft_publication(values: Mapping[Place, Any]) -> EditedYaml:
    """The text of ``publication.yaml`` with *values*, and what is wrong with it."""
    return with_values(_starter(PUBLICATION_FILE), Path(PUBLICATION_FILE), PublicationFile, values)


def write_issue(workspace: Path, publication: str, draft: str) -> Path:
    """Put a folder for the issue *draft* beside the others of *publication*, with one article; return it.

    Raises ContentError for a draft that is wrong, FileAccessError where there is such an issue.
    """
    folder = workspace / "issues" / publication / _place_of(draft)
    make_folder(folder, lambda made: _fill(made, draft), replaces=lambda _folder: False)
    return folder


def write_publication(workspace: Path, publication: str, draft: str, first_issue: str) -> Path:
    """Put a folder for *publication* into *workspace*, with its *first_issue*; return that one's.

    Raises UsageError for a name that can't be a folder's, ContentError for a draft of an issue that is wrong,
    FileAccessError where there is such a publication.
    """
    require_folder_name(publication)
    place = _place_of(first_issue)
    folder = workspace / "issues" / publication

    def write(made: Path) -> None:
        (made / place).mkdir(parents=True)
        (made / PUBLICATION_FILE).write_text(draft, encoding="utf-8")
        _fill(made / place, first_issue)

    make_folder(folder, write, replaces=lambda _folder: False)
    return folder / place


def _starter(name: str) -> str:
    return fill_in((STARTER / name).read_text(encoding="utf-8"), _VALUES)


def _place_of(draft: str) -> Path:
    """``<year>/<number>`` of the issue *draft*."""
    rows = read_entries(draft, Path(ISSUE_FILE)).rows
    return Path(str(rows.year), rows.number.folder)


def _fill(folder: Path, draft: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ISSUE_FILE).write_text(draft, encoding="utf-8")
    shutil.copytree(STARTER / "articles", folder / "articles")

"""``kanben specimen``: an issue that shows every element of the content format in one layout, laid out."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem
from pipeline.layout import find_layout
from pipeline.production.issue.issue_builder import IssueBuilder, layout_folders
from pipeline.production.kept_parts import KeptParts
from pipeline.production.new_folder import make_folder
from pipeline.production.publishing import publish
from pipeline.production.specimen_content import ISSUE, write_specimen

_OF_WORKSPACE = ("layouts", "fonts")  # what a layout of a workspace may use of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A specimen that is finished: its PDF, the workspace that it was made of, what its layout is told by the build."""

    pdf: Path
    workspace: Path
    pages: int
    warnings: tuple[Problem, ...]


def make_specimen(name: str, workspace: Path, out: Path, progress: Callable[[str], None], jobs: int = 1) -> Specimen:
    """Make the specimen of the layout *name*, of *workspace* or shipped: ``specimen-NAME.pdf`` in the folder *out*, and
    a workspace of that name beside it, which takes the place of an earlier one.

    Raises UsageError for an unknown layout, FileAccessError, and the KanbenError of the stage that fails.
    """
    layout = find_layout(name, layout_folders(workspace))
    content = out / f"specimen-{layout.id}"

    def write(made: Path) -> None:
        for folder in _OF_WORKSPACE:
            if (workspace / folder).is_dir():  # links stay links: none leads out of a workspace
                shutil.copytree(workspace / folder, made / folder, symlinks=True)
        write_specimen(made, layout)

    make_folder(content, write, replaces=_is_specimen)
    finished = IssueBuilder(kept=KeptParts.of_user(), jobs=jobs).build(content / ISSUE, progress)
    pdf = out / f"specimen-{layout.id}.pdf"
    publish(next(iter(finished.files.values())), pdf)
    return Specimen(pdf=pdf, workspace=content, pages=finished.pages, warnings=finished.warnings)


def _is_specimen(folder: Path) -> bool:
    return (folder / ISSUE / "issue.yaml").is_file()

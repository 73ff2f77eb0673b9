"""Workspaces for tests: the good one of tests/golden, in a folder of its own, to be spoilt."""

import shutil
from pathlib import Path

from pipeline.errors import KanbenError

GOLDEN = Path(__file__).parent / "golden"
GOOD = GOLDEN / "good"
PUBLICATION = "issues/hao"
ISSUE = f"{PUBLICATION}/2024/01"
DELETED = ".delete"  # in an overlay: the files to take away, one a line


def good_workspace(folder: Path, layout: str = "") -> Path:
    """Copy the good workspace into *folder*, with another *layout* if one is named, and return it."""
    workspace = folder / "workspace"
    shutil.copytree(GOOD, workspace)
    if layout:
        replace_in(workspace / PUBLICATION / "publication.yaml", "layout: gongyun", f"layout: {layout}")
    return workspace


def lay_over(workspace: Path, overlay: Path) -> Path:
    """Lay the files of *overlay* over *workspace*, take away those it names as deleted, and return the workspace."""
    shutil.copytree(overlay, workspace, dirs_exist_ok=True, ignore=shutil.ignore_patterns(DELETED))
    if (overlay / DELETED).is_file():
        for name in (overlay / DELETED).read_text(encoding="utf-8").split():
            (workspace / name).unlink()
    return workspace


def replace_in(path: Path, old: str, new: str) -> None:
    """Put *new* in the place of *old*, which must stand in the file *path* exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def problem_lines(error: KanbenError, workspace: Path) -> list[str]:
    """The problems of *error* as a user reads them, with paths told from *workspace*."""
    return [str(problem).replace(f"{workspace}/", "") for problem in error.problems]

"""The words that held-out changes replace still stand in the layouts, which can be read then: nothing is built."""

import shutil
from pathlib import Path

import pytest

from pipeline.layout.layout_file import find_layout
from pipeline.production.issue.issue_builder import layout_folders
from tests.regression.mutations.held_out import larger_workspace
from tests.regression.mutations.held_out_score import CHANGES, NO_CHANGES


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
def test_each_change_can_be_made(layout: str, tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    clean = larger_workspace(tmp_path / "clean", layout)
    for held in (*CHANGES[layout], *NO_CHANGES[layout]):
        if held.edits:
            workspace = tmp_path / "workspace"
            shutil.copytree(clean, workspace)
            for edit in held.edits:
                edit(workspace)
            find_layout(layout, layout_folders(workspace))
            shutil.rmtree(workspace)

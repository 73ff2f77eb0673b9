"""Names of the files of issues."""

from pathlib import Path

import pytest

from pipeline.issue_names import issue_id, issue_place, volume_id


def test_names_are_those_of_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "issues" / "kan" / "2023" / "01"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    for named in (folder, Path(), folder / ".." / "01"):
        assert issue_place(named) == ("kan", "2023", "01")
        assert issue_id(named) == "kan-2023-01"
        assert volume_id(named / "..") == "kan-2023"

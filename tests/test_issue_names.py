"""Names of issues: in print, and of their files."""

from pathlib import Path

import pytest

from pipeline.issue_names import issue_id, issue_label, issue_place, label_with_year, volume_id


def test_labels_in_print() -> None:
    assert issue_label(1, 228) == "第1期（总第228期）"
    assert label_with_year(2023, 12, 239) == "2023年第12期（总第239期）"


def test_names_are_those_of_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "issues" / "kan" / "2023" / "01"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    for named in (folder, Path(), folder / ".." / "01"):
        assert issue_place(named) == ("kan", "2023", "01")
        assert issue_id(named) == "kan-2023-01"
        assert volume_id(named / "..") == "kan-2023"

"""Finding issues, staying inside the workspace, and every word of an issue with its place."""

import re
from pathlib import Path

import pytest

from pipeline.errors import ContentError, FileAccessError
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.words import words_of
from pipeline.manuscript.workspace import find_issues, resolve_inside, workspace_of
from tests.workspaces import GOOD, ISSUE, good_workspace


def test_the_workspace_of_an_issue(tmp_path: Path) -> None:
    assert workspace_of(tmp_path / "issues/hao/2024/01") == tmp_path
    assert workspace_of(tmp_path / "hao/2024/01") == tmp_path


@pytest.mark.parametrize("name", ["issues/hao/2024/01", "issues/hao/2024", "issues/hao"])
def test_an_issue_a_year_and_a_publication(tmp_path: Path, name: str) -> None:
    workspace = good_workspace(tmp_path)
    assert find_issues([workspace / name]) == [workspace / ISSUE]


def test_issues_are_sorted_and_told_once(tmp_path: Path) -> None:
    for name in ("2024/02", "2024/01", "2023/12"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "issue.yaml").touch()
    found = [str(path.relative_to(tmp_path)) for path in find_issues([tmp_path, tmp_path / "2024"])]
    assert found == ["2023/12", "2024/01", "2024/02"]


def test_a_folder_without_issues(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with pytest.raises(ContentError) as caught:
        find_issues([tmp_path / "a", tmp_path / "b"])
    assert [problem.path for problem in caught.value.problems] == [tmp_path / "a", tmp_path / "b"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match=r"There is no such folder\."):
        find_issues([tmp_path / "none"])


@pytest.mark.parametrize("name", ["a.png", "../b/a.png", "x/../../b/a.png", "none/none"])
def test_paths_that_stay_inside(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    inside = resolve_inside(tmp_path, tmp_path / "a", name)
    assert inside is not None
    assert inside.is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/hostname", "link/x", "link", "loop", "a\0b", "x" * 300, "a/../../.."]
)
def test_paths_that_leave(tmp_path: Path, name: str) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "link").symlink_to(tmp_path)
    (workspace / "loop").symlink_to("loop")
    assert resolve_inside(workspace, workspace, name) is None


def test_every_word_of_the_issue_is_told_with_its_place() -> None:
    """Whatever Chinese stands in a file of the issue, but for what is never printed, is told from that file."""
    issue = read_issue(GOOD / ISSUE)
    told: dict[str, str] = {}
    for words in words_of(issue):
        if not words.text:  # a picture without words
            continue
        told[words.path.name] = told.get(words.path.name, "") + words.text
        lines = words.path.read_text(encoding="utf-8").split("\n")
        assert 1 <= words.line <= len(lines)
        if words.path.suffix == ".md" and words.line > 14:
            han = re.findall(r"[一-鿿]+", words.text)
            assert not han or any(han[0] in line for line in lines[words.line - 2 :])  # { } above a table
    never_printed = set("一只号角折线往上走灰色方块长条")  # alternative texts
    for path in GOOD.rglob("*"):
        if path.suffix in (".md", ".yaml", ".svg"):
            written = set(re.findall(r"[一-鿿]", path.read_text(encoding="utf-8")))
            assert written - set(told.get(path.name, "")) <= never_printed, path


def test_readings_and_words_in_drawings_are_told() -> None:
    text = "".join(words.text for words in words_of(read_issue(GOOD / ISSUE)))
    for part in ("dēng tǎ", "log book", "in the", "3", "  杯 = 2", "表 1 茶价", "图 1 茶价走势"):
        assert part in text

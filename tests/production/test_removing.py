"""Things moved out of a workspace, and put back."""

from pathlib import Path, PurePosixPath

import pytest

from pipeline.errors import FileAccessError
from pipeline.production.new_article import write_article
from pipeline.production.removing import list_removed, put_back, remove
from tests.workspaces import good_workspace

ISSUE = "issues/hao/2024/01"


def test_an_issue_is_removed_and_put_back(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    before = sorted(path.relative_to(workspace) for path in workspace.rglob("*"))
    thing = remove(workspace, workspace / ISSUE)
    assert not (workspace / ISSUE).exists()
    assert list_removed(workspace) == [thing]
    assert thing.place == PurePosixPath(ISSUE)
    assert put_back(workspace, thing.number) == thing
    (workspace / "removed").rmdir()  # nothing is left in it
    assert sorted(path.relative_to(workspace) for path in workspace.rglob("*")) == before


def test_nothing_is_written_over(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    thing = remove(workspace, workspace / ISSUE)
    (workspace / ISSUE).mkdir()
    with pytest.raises(FileAccessError, match="something else in its place"):
        put_back(workspace, thing.number)
    assert list_removed(workspace) == [thing]


@pytest.mark.parametrize(
    "place", ["../x", "/etc/x", "issues/../../x", ".git/hooks/x", "issues/.x", "fonts/x", "", "\x00"]
)
def test_a_hostile_record_leads_nowhere(tmp_path: Path, place: str) -> None:
    workspace = good_workspace(tmp_path)
    own = workspace / "removed/1"
    own.mkdir(parents=True)
    (own / "place.txt").write_text(place, encoding="utf-8")
    (own / "x").write_text("x", encoding="utf-8")
    assert list_removed(workspace) == []
    with pytest.raises(FileAccessError):
        put_back(workspace, 1)


def test_nothing_goes_through_links(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    outside = tmp_path / "outside"
    outside.mkdir()
    (workspace / "removed").symlink_to(outside)
    with pytest.raises(FileAccessError):
        remove(workspace, workspace / ISSUE)
    assert list_removed(workspace) == []
    (workspace / "removed").unlink()
    (workspace / "issues/hao/2025").symlink_to(outside)
    with pytest.raises(FileAccessError):
        remove(workspace, workspace / "issues/hao/2025")
    thing = remove(workspace, workspace / ISSUE)
    (workspace / "issues/hao/2024").rmdir()
    (workspace / "issues/hao/2024").symlink_to(outside)
    with pytest.raises(FileAccessError):
        put_back(workspace, thing.number)
    assert list(outside.iterdir()) == []


def test_an_article_is_begun(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    issue = workspace / ISSUE
    first, second = (write_article(issue, workspace, "随笔", 'C: "一夜"') for _each in range(2))
    assert first.read_text(encoding="utf-8") == '---\ntitle: "C: \\"一夜\\""\n---\n\n'
    assert first != second
    listed = (issue / "issue.yaml").read_text(encoding="utf-8")
    assert listed.endswith(
        f"  - name: 随笔\n    articles:\n      - file: articles/{first.name}\n      - file: articles/{second.name}\n"
    )

"""By what it is known whether somebody touched an article."""

import re
from pathlib import Path

import pytest

from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume
from pipeline.production.proof.proof_sources import article_digests, make_all, volume_digests
from tests.workspaces import ISSUE, good_workspace, replace_in


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """The folder of the good issue."""
    return good_workspace(tmp_path) / ISSUE


def touched(issue: Path, before: dict[str, str]) -> set[str]:
    """The titles whose digests are no longer those of *before*."""
    now = article_digests(read_issue(issue))
    return {title for title in before | now if before.get(title) != now.get(title)}


def test_a_touched_article_is_another_and_so_is_the_whole(issue: Path) -> None:
    before = article_digests(read_issue(issue))
    assert len(before) > 2
    path = min((issue / "articles").glob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n3. 又一条。\n", encoding="utf-8")
    found = touched(issue, before)
    assert "" in found
    assert len(found) == 2


def test_line_ends_touch_nothing(issue: Path) -> None:
    before = article_digests(read_issue(issue))
    for path in (issue / "articles").glob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert touched(issue, before) == set()


def test_the_number_of_an_issue_touches_no_article(issue: Path) -> None:
    before = article_digests(read_issue(issue))
    path = issue / "issue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^total_number: .*$", "total_number: 999", text), encoding="utf-8")
    assert touched(issue, before) == {""}


def test_volumes_know_the_articles_of_their_issues(root: Path) -> None:
    volume = read_volume(root / "issues/gongyun/2023")
    found = volume_digests(volume)
    titles = {title for each in volume.issues for title in article_digests(read_issue(each.path))}
    assert titles == set(found)


def test_articles_of_old_pdfs_are_their_file(root: Path) -> None:
    volume = read_volume(root / "issues/gongyun/2022")
    found = volume_digests(volume)
    assert len(found) == 5
    assert len({digest for title, digest in found.items() if title}) == 1


def test_a_volume_of_an_issue_that_failed_is_not_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = good_workspace(tmp_path)
    (workspace / ISSUE / "../volume.yaml").write_text("title: 合订本\nnumber: 1\nyear: 2024\n", encoding="utf-8")
    replace_in(workspace / ISSUE / "articles/duanxin.md", "初五", "<b>初五</b>")
    monkeypatch.setattr("pipeline.production.volume.bind_volume.bind_volume", lambda *_arguments: pytest.fail("tried"))
    issue, volume = make_all([workspace], tmp_path / "out", 1, lambda *_arguments: None)
    assert (issue.name, volume.name) == ("hao-2024-01", "hao-2024")
    assert issue.error is volume.error is not None

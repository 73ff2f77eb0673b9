"""The pages that were accepted: kept, or made again from their commit, and a sentence that says why there are none."""

import shutil
from pathlib import Path

import pytest

from pipeline.production import accepted_pages
from pipeline.production.accepted_pages import accepted_pdf, keep_accepted
from pipeline.regression.baseline import Baseline, digest_of, read_baseline
from pipeline.regression.compare import compare
from pipeline.regression.pdf_reading import snapshot_of
from tests.proofs import (
    BASELINE,
    NAME,
    accept_all,
    accepted_workspace,
    check,
    commit_all,
    copied,
    git,
    new_repository,
)
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return accepted_workspace(tmp_path_factory.mktemp("accepted"))


@pytest.fixture
def accepted(accepted_once: Path, tmp_path: Path) -> Path:
    return copied(accepted_once, tmp_path)


def baseline_in(workspace: Path) -> Baseline:
    baseline = read_baseline(workspace / BASELINE)
    assert baseline is not None
    return baseline


def shelf(workspace: Path) -> Path:
    return workspace / "out" / "proof" / "accepted"


def ask(workspace: Path, trees: Path) -> tuple[Path | None, str]:
    trees.mkdir(exist_ok=True)
    return accepted_pdf(baseline_in(workspace), workspace / BASELINE, workspace, shelf(workspace), trees)


def forget(workspace: Path) -> None:
    shutil.rmtree(shelf(workspace))


def all_files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What lies in *folder* but for ``out``, with the times of change."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "out"
    }


def no_program(*_words: object, **_rest: object) -> None:
    raise AssertionError("no program is wanted here")


def test_the_file_that_was_kept_is_used(accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accepted_pages.subprocess, "run", no_program)
    pdf, why = ask(accepted, tmp_path / "trees")
    assert why == ""
    assert pdf is not None
    assert pdf.read_bytes() == (accepted / "out/hao/2024/01" / f"{NAME}.pdf").read_bytes()


def test_one_file_is_kept_of_each_name(tmp_path: Path, accepted_once: Path) -> None:
    baseline = baseline_in(accepted_once)
    pdf = tmp_path / "file.pdf"
    pdf.write_bytes(b"pages")
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in (f"{NAME}.0123456789abcdef.pdf", "hao-2024-01-b.0123456789abcdef.pdf"):
        (folder / name).write_bytes(b"old")
    keep_accepted(pdf, baseline, folder)
    kept = f"{NAME}.{digest_of(baseline.snapshot)}.pdf"
    assert sorted(path.name for path in folder.iterdir()) == sorted([kept, "hao-2024-01-b.0123456789abcdef.pdf"])
    pdf.write_bytes(b"other pages")
    keep_accepted(pdf, baseline, folder)
    assert (folder / kept).read_bytes() == b"pages"


@pytest.mark.slow
def test_it_is_made_again_from_the_commit_that_was_accepted_and_nothing_else_is_written(
    accepted: Path, tmp_path: Path
) -> None:
    replace_in(accepted / ISSUE / "articles" / "dengta.md", "东角", "西角")
    (accepted / "untracked.txt").write_text("Mine.")
    forget(accepted)
    before = all_files(accepted)
    pdf, why = ask(accepted, tmp_path / "trees")
    assert why == ""
    assert pdf is not None
    assert pdf.parent == shelf(accepted)
    assert not compare(baseline_in(accepted).snapshot, snapshot_of(pdf)).differs
    assert all_files(accepted) == before
    assert git(accepted, "worktree", "list").count("\n") == 1


@pytest.mark.slow
def test_a_workspace_in_a_folder_of_the_repository_within_a_hook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git tells its hooks where its repository is, from the folder that it was called in."""
    repository = tmp_path / "repository"
    workspace = good_workspace(repository)
    new_repository(repository)
    (workspace / "pipeline").mkdir()
    (workspace / "pipeline" / "__init__.py").write_text("raise SystemExit('not run')")
    (workspace / "pipeline" / "__main__.py").write_text("raise SystemExit('not run')")
    accept_all(workspace)
    commit_all(repository)
    forget(workspace)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    pdf, why = ask(workspace, tmp_path / "trees")
    assert why == ""
    assert pdf is not None


def reason(workspace: Path, trees: Path) -> str:
    """Why there are no pages; nothing is kept then."""
    pdf, why = ask(workspace, trees)
    assert pdf is None
    assert not list(shelf(workspace).glob("*.pdf"))
    return why


def test_there_is_no_repository(accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    forget(accepted)
    shutil.rmtree(accepted / ".git")
    why = reason(accepted, tmp_path / "trees")
    assert why.startswith("Version control has no accepted pages: ")
    assert "not a git repository" in why


def test_there_is_no_git(accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(accepted)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in reason(accepted, tmp_path / "trees")


def test_the_baseline_is_not_committed_yet(accepted: Path, tmp_path: Path) -> None:
    forget(accepted)
    git(accepted, "rm", "-q", "--cached", "-r", str(BASELINE))
    assert reason(accepted, tmp_path / "trees") == "The accepted snapshot is in no commit yet."
    (accepted / ".gitignore").write_text("out/\ntests/\n")
    commit_all(accepted)
    assert reason(accepted, tmp_path / "trees") == "The accepted snapshot is in no commit yet."


def test_the_baseline_changed_since_its_commit(accepted: Path, tmp_path: Path) -> None:
    forget(accepted)
    path = accepted / BASELINE / "snapshot.json.gz"
    path.write_bytes(path.read_bytes()[:8] + b"\x00" + path.read_bytes()[9:])  # a byte that says how it was compressed
    assert reason(accepted, tmp_path / "trees") == "The accepted snapshot is in no commit yet."


def test_a_repository_without_a_commit(accepted: Path, tmp_path: Path) -> None:
    forget(accepted)
    shutil.rmtree(accepted / ".git")
    new_repository(accepted)
    assert reason(accepted, tmp_path / "trees") == "The accepted snapshot is in no commit yet."


def test_a_history_that_is_cut_off(accepted: Path, tmp_path: Path) -> None:
    (accepted / "README.md").write_text("Later.")
    commit_all(accepted)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", accepted.as_uri(), str(clone))
    why = reason(clone, tmp_path / "trees")
    assert why == "The history of the repository is cut off before the accepted commit: fetch all of it."


def spoil_commit(workspace: Path, old: str, new: str) -> None:
    """Have the commit that brings the baseline bring another article with it."""
    replace_in(workspace / ISSUE / "articles" / "duanxin.md", old, new)
    git(workspace, "add", "-A")
    git(workspace, "commit", "-q", "--amend", "--no-edit")
    forget(workspace)


def test_the_commit_can_no_longer_be_built(accepted: Path, tmp_path: Path) -> None:
    spoil_commit(accepted, "title: 短讯", "titel: 短讯")
    why = reason(accepted, tmp_path / "trees")
    assert why.startswith("The accepted commit can't be built: issues/hao/2024/01/articles/duanxin.md:")
    assert "\n" not in why


@pytest.mark.slow
def test_the_commit_gives_other_pages(accepted: Path, tmp_path: Path) -> None:
    spoil_commit(accepted, "初五", "初八")
    assert reason(accepted, tmp_path / "trees").startswith("The accepted commit gives other pages today")


def test_the_source_of_the_baseline_is_not_in_its_commit(accepted: Path, tmp_path: Path) -> None:
    git(accepted, "rm", "-q", "-r", "--cached", PUBLICATION)
    git(accepted, "commit", "-q", "--amend", "--no-edit")
    forget(accepted)
    assert reason(accepted, tmp_path / "trees").startswith("The accepted commit can't be built: ")


def test_a_link_that_leads_out_of_the_commit(accepted: Path, tmp_path: Path) -> None:
    (accepted / "passwords").symlink_to("/etc/passwd")
    git(accepted, "add", "-A")
    git(accepted, "commit", "-q", "--amend", "--no-edit")
    forget(accepted)
    assert reason(accepted, tmp_path / "trees").startswith("The accepted commit can't be built: ")
    assert not list((tmp_path / "trees").rglob("passwords"))


def test_a_program_that_does_not_end(accepted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(accepted)
    monkeypatch.setattr(accepted_pages, "_SECONDS", 0)
    assert "it takes more than" in reason(accepted, tmp_path / "trees")


def test_a_baseline_outside_of_the_workspace(accepted: Path, tmp_path: Path) -> None:
    forget(accepted)
    shutil.move(accepted / BASELINE, tmp_path / "elsewhere")
    (accepted / BASELINE).symlink_to(tmp_path / "elsewhere")
    assert reason(accepted, tmp_path / "trees").startswith("The accepted commit can't be built: ")


def test_a_file_that_was_not_made_from_sources(accepted: Path, tmp_path: Path) -> None:
    forget(accepted)
    baseline = baseline_in(accepted)
    loose = Baseline(NAME, baseline.snapshot, type(baseline.facts)("file.pdf"), baseline.history)
    pdf, why = accepted_pdf(loose, accepted / BASELINE, accepted, shelf(accepted), tmp_path)
    assert pdf is None
    assert why == "The accepted file was not made from sources."


def test_a_check_that_finds_nothing_keeps_the_pages(accepted: Path) -> None:
    forget(accepted)
    check(accepted)
    assert len(list(shelf(accepted).glob("*.pdf"))) == 1

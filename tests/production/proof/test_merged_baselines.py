"""Two branches accept different changes of one issue, and are merged by git: nothing is asked again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.production.proof.merged_baselines import mend_baselines, settle
from pipeline.regression.baseline.baseline import FACTS_FILE
from pipeline.regression.baseline.history import HISTORY_FILE, read_history
from tests.proofs import BASELINE, WHO, accept_all, accepted_workspace, check, copied, order_of
from tests.workspaces import ISSUE, replace_in

pytestmark = pytest.mark.slow
UNION = "tests/baselines/*/history.jsonl merge=union\n"


def git(workspace: Path, *arguments: str, fails: bool = False) -> str:
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = {f"GIT_{role}_{key}": key.lower() for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=workspace,
        env=os.environ | plain | names,
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) == fails, done.stdout + done.stderr
    return done.stdout


def branched(folder: Path) -> Path:
    """A workspace at a branch on which a change was accepted; another was accepted on the branch ``other``."""
    workspace = accepted_workspace(folder)
    (workspace / ".gitignore").write_text("out/\n")
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "Begun")
    for branch, name, words in (
        ("other", "dengta.md", ("东角", "西角")),
        ("ours", "diaocha.md", ("又问两家", "又问八家")),
    ):
        git(workspace, "checkout", "-q", "-b", branch, "main")
        replace_in(workspace / ISSUE / "articles" / name, *words)
        accept_all(workspace, f"On {branch}.")
        git(workspace, "commit", "-qam", branch)
    return workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return branched(tmp_path_factory.mktemp("branches"))


def test_nothing_is_asked_again_after_a_merge(made: Path) -> None:
    (made / ".gitattributes").write_text(UNION)
    git(made, "add", "-A")
    git(made, "commit", "-qm", "Histories keep both sides")
    git(made, "merge", "-q", "other", fails=True)  # the snapshot is of one branch only
    conflicts = git(made, "diff", "--name-only", "--diff-filter=U").split()
    assert str(BASELINE / HISTORY_FILE) not in conflicts
    mend_baselines(made)
    (proof,) = check(made)
    assert proof.problem == ""
    assert [each.standing for each in proof.verdict.judged] == ["accepted"]
    assert proof.verdict.judged[0].reason == f"Accepted by {WHO}: On other."
    assert not proof.fails

    assert settle([proof], order_of(made), WHO) == [proof]
    git(made, "add", "-A")
    git(made, "commit", "-qm", "Merged")
    (proof,) = check(made)
    assert not proof.verdict.differs
    history = read_history(made / BASELINE)
    assert [each.why for each in history.accepted][-1] == "Merged: each branch accepted its part."
    assert not history.is_merged
    assert settle([proof], order_of(made), WHO) == []


def test_what_neither_branch_accepted_is_asked(made: Path, tmp_path: Path) -> None:
    workspace = copied(made, tmp_path)
    replace_in(workspace / ISSUE / "articles" / "dengta.md", "西角", "北角")
    (proof,) = check(workspace)
    assert proof.fails
    assert settle([proof], order_of(workspace), WHO) == []


def test_marks_of_conflicts_are_taken_out(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "baselines" / "hao-2024-01"
    folder.mkdir(parents=True)
    marked = '<<<<<<< HEAD\n{"a": 1}\n=======\n{"a": 2}\n>>>>>>> other\n'
    (folder / HISTORY_FILE).write_text("{}\n" + marked)
    (folder / FACTS_FILE).write_text(marked)
    assert mend_baselines(tmp_path) == ["hao-2024-01"]
    assert (folder / HISTORY_FILE).read_text() == '{}\n{"a": 1}\n{"a": 2}\n'
    assert (folder / FACTS_FILE).read_text() == '{"a": 1}\n'
    assert mend_baselines(tmp_path) == []

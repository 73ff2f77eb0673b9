"""What docs/ci has to be copied: the workflow names what there is, the hook refuses what it should."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pipeline.production.proof.compare_all import PROOF
from pipeline.production.proof.proof_reports import JSON, JUNIT, SUMMARY

CI = Path(__file__).parent.parent / "docs" / "ci"


def test_the_workflow_names_targets_and_files_that_there_are(root: Path) -> None:
    text = (CI / "layout.yml").read_text(encoding="utf-8")
    steps = YAML(typ="safe", pure=True).load(text)["jobs"]["proof"]["steps"]
    targets = [found for step in steps for found in re.findall(r"\bmake (\S+)", step.get("run", ""))]
    assert targets == ["native", "proof"]
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert all(re.search(rf"(?m)^{target}:", makefile) for target in targets)
    named = set(re.findall(rf"out/{PROOF}/([\w.*]+)", text))
    assert named == {SUMMARY, JUNIT, JSON, "*.html"}


def test_the_hook_of_pre_commit_watches_what_is_printed() -> None:
    (repository,) = YAML(typ="safe", pure=True).load((CI / "pre-commit-config.yaml").read_text("utf-8"))["repos"]
    (hook,) = repository["hooks"]
    watched = re.compile(hook["files"])
    assert hook["entry"] == "kanben proof check"
    assert watched.search("layouts/gongyun/layout.yaml")
    assert watched.search("kanben.toml")
    assert not watched.search("docs/layouts.md")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the hook, one commit, and a stand-in for kanben that tells that it was called, and fails."""
    folder = tmp_path / "repository"
    (folder / "layouts").mkdir(parents=True)
    (folder / "layouts" / "a.css").write_text("p {}", encoding="utf-8")
    (folder / "notes.txt").write_text("1", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    (folder / ".git/hooks/pre-commit").write_bytes((CI / "pre-commit").read_bytes())
    (folder / ".git/hooks/pre-commit").chmod(0o755)
    program = folder / ".venv/bin/kanben"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$@" >> called\nexit "$(cat code)"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def git(folder: Path, *words: str) -> int:
    """Run git with a fixed identity; its exit code."""
    own = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", *words], cwd=folder, env=os.environ | own | nothing, capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize(("code", "refused"), [("7", True), ("0", False)])
def test_the_hook_refuses_what_differs(repository: Path, code: str, refused: bool) -> None:
    (repository / "code").write_text(code, encoding="utf-8")
    (repository / "layouts" / "a.css").write_text("p { margin: 0 }", encoding="utf-8")
    git(repository, "add", "layouts")
    assert (git(repository, "commit", "-q", "-m", "second") != 0) == refused
    assert (repository / "called").read_text(encoding="utf-8") == "proof check\n"


def test_the_hook_lets_pass_what_is_not_printed(repository: Path) -> None:
    (repository / "code").write_text("7", encoding="utf-8")
    (repository / "notes.txt").write_text("2", encoding="utf-8")
    git(repository, "add", "notes.txt")
    assert git(repository, "commit", "-q", "-m", "second") == 0
    assert not (repository / "called").exists()

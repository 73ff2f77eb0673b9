"""What docs/ci has to be copied: the workflow names what there is, the hook refuses what it should."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

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


def test_a_newer_push_overtakes_and_the_comment_is_renewed_when_nothing_differs() -> None:
    held = YAML(typ="safe", pure=True).load((CI / "layout.yml").read_text(encoding="utf-8"))
    assert held["concurrency"]["cancel-in-progress"] is True
    comment = held["jobs"]["proof"]["steps"][-1]
    assert "!cancelled()" in comment["if"]
    assert "artifact-url" in comment["env"]["REPORTS"]
    job = YAML(typ="safe", pure=True).load((CI / "gitlab-ci.yml").read_text(encoding="utf-8"))["layout"]
    assert job["interruptible"] is True
    assert job["artifacts"]["reports"]["junit"] == f"out/{PROOF}/{JUNIT}"


class Comments(BaseHTTPRequestHandler):
    """A forge with comments: those before, and what is written."""

    rows: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[tuple[str, str]]] = []

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length))["body"] if length else ""
        self.asked.append((self.command, self.path.split("?")[0]))
        if self.command == "POST":
            self.rows.append({"id": len(self.rows) + 1, "body": body, "user": {"type": "Bot"}})
        elif self.command != "GET":
            next(row for row in self.rows if row["id"] == int(self.path.rsplit("/", 1)[1]))["body"] = body
        data = json.dumps(self.rows).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_PUT = answer  # noqa: N815 (names of the library)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def forge() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Comments)
    Comments.rows[:] = [{"id": 1, "body": "<!-- kanben-proof --> mine", "user": {"type": "User"}}]
    Comments.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


GITHUB = {"GITHUB_REPOSITORY": "a/b", "PULL": "3", "TOKEN": "t"}
GITLAB = {"GITLAB_CI": "true", "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "3", "KANBEN_TOKEN": "t"}


@pytest.mark.parametrize(
    ("names", "addresses", "change"),
    [
        (GITHUB, ("/repos/a/b/issues/3/comments", "/repos/a/b/issues/comments/2"), "PATCH"),
        (GITLAB, ("/projects/5/merge_requests/3/notes", "/projects/5/merge_requests/3/notes/2"), "PUT"),
    ],
    ids=["GitHub", "GitLab"],
)
def test_there_is_one_comment_and_it_is_renewed(
    forge: str, names: dict[str, str], addresses: tuple[str, str], change: str, tmp_path: Path
) -> None:
    summary = tmp_path / "out" / "proof" / "summary.md"
    summary.parent.mkdir(parents=True)
    environment = names | {"GITHUB_API_URL": forge, "CI_API_V4_URL": forge, "REPORTS": "https://example.org/r"}

    def comment(code: int, text: str) -> None:
        summary.write_text(text, encoding="utf-8")
        subprocess.run([sys.executable, CI / "comment.py", str(code)], cwd=tmp_path, env=environment, check=True)

    comment(0, "nothing differs")
    assert len(Comments.rows) == 1  # no noise where nothing was ever told
    comment(7, "two differ")
    comment(7, "one differs")
    comment(0, "nothing differs")
    assert [row["body"] for row in Comments.rows] == [
        "<!-- kanben-proof --> mine",
        "<!-- kanben-proof -->\n\nnothing differs\n\n[Reports](https://example.org/r)",
    ]
    assert [each for each in Comments.asked if each[0] != "GET"] == [
        ("POST", addresses[0]),
        (change, addresses[1]),
        (change, addresses[1]),
    ]


@pytest.mark.parametrize("code", [0, 7])
def test_the_script_for_gitlab_ends_as_the_comparison_does(code: int, tmp_path: Path) -> None:
    job = YAML(typ="safe", pure=True).load((CI / "gitlab-ci.yml").read_text(encoding="utf-8"))["layout"]
    (tmp_path / "make").write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    (tmp_path / "make").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    script = "set -e\n" + "\n".join(job["script"])
    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, check=False).returncode == code


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

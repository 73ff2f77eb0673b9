"""Builders side by side: one that falls costs its own issue, is told with what it did, and leaves the others be."""

import os
import signal
from pathlib import Path

import pytest

from pipeline.errors import Problem
from pipeline.limits import NoteFile
from pipeline.production.issue import side_by_side
from pipeline.production.issue.request import BuildRequest, BuildResult, Listener, destination
from pipeline.production.issue.side_by_side import build_issues

ISSUES = [Path(f"/w/issues/p/2024/0{number}") for number in range(1, 5)]


def stand_in(connection: object, orders: list[BuildRequest], note: NoteFile | None, _is_told: bool) -> None:
    """In the place of a builder: falls over the second issue, tells a step of each other one."""
    assert note is None
    while True:
        try:
            issue = connection.recv()  # type: ignore[attr-defined]
        except EOFError:
            return
        if issue == ISSUES[1]:
            os.kill(os.getpid(), signal.SIGKILL)
        connection.send("reading")  # type: ignore[attr-defined]
        made = [BuildResult(issue=issue, status="built", folder=destination(issue, each.out)) for each in orders]
        connection.send(made)  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [2, 4])
def test_one_that_falls_costs_its_own_issue(jobs: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(side_by_side, "_build_elsewhere", stand_in)
    monkeypatch.setattr(side_by_side, "find_unchanged", lambda _issue, _order: None)
    told: list[tuple[Path, str]] = []
    listener: Listener = lambda issue, stage: told.append((issue, stage))  # noqa: E731
    orders = [BuildRequest(out=tmp_path), BuildRequest(out=tmp_path, edition="press")]
    outcomes = build_issues(ISSUES, orders, jobs, listener)
    wanted = [(issue, "built") for issue in ISSUES for _order in orders]
    wanted[2:4] = [(ISSUES[1], "failed")]
    assert [(outcome.issue, outcome.status) for outcome in outcomes] == wanted
    assert sorted(told) == [(issue, "reading") for issue in ISSUES if issue != ISSUES[1]]
    assert "SIGKILL" in str(outcomes[2].error)


def test_what_was_being_done_is_told(tmp_path: Path) -> None:
    note = NoteFile(tmp_path / "note")
    note.write(Problem("This takes more than 3 seconds of work: a.", Path("b.md"), 4, "Mend it."), "a")
    assert str(note.ending(signal.SIGXCPU)) == "b.md:4: This takes more than 3 seconds of work: a. Mend it."
    assert str(note.ending(signal.SIGSEGV)).startswith(
        "b.md:4: A library has fallen, or ran out of memory (SIGSEGV): a."
    )

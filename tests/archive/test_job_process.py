"""A process that does jobs: what it tells, and what is told when it ends."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.archive.inputs import inputs_of
from pipeline.archive.job_process import JobLimits, JobProcess
from pipeline.archive.jobs import Job, Order, Outcome
from tests.archive.small_archives import break_issue, small_archive

PLACE = "issues/kan1/2000/01"


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    workspace = small_archive(tmp_path.resolve() / "workspace", issues=1)
    break_issue(workspace, PLACE)
    return workspace.parent


def order(shared: Path) -> Order:
    workspace, out = shared / "workspace", shared / "out"
    inputs = inputs_of(Job("issue", PLACE), workspace, out)
    return Order(kind="issue", place=PLACE, workspace="workspace", out="out", inputs=inputs)


@pytest.fixture
def process(shared: Path) -> Iterator[JobProcess]:
    process = JobProcess(folder=shared / "temporary", shared=shared, limits=JobLimits(enforced=False))
    yield process
    process.end()


def test_problems_come_back_and_an_end_is_told(process: JobProcess, shared: Path) -> None:
    outcome = process.do(order(shared))
    assert (outcome.status, outcome.exit_code, outcome.again) == ("failed", 3, False)
    assert outcome.problems[0].path == Path("workspace", PLACE, "issue.yaml")
    (shared / "workspace" / PLACE / "issue.yaml").touch()
    changed = order(shared)
    (shared / "workspace" / PLACE / "issue.yaml").write_text("year: 1999\n", encoding="utf-8")
    outcome = process.do(changed)
    assert (outcome.again, "not those" in outcome.problems[0].message) == (True, True)
    hints = [kill_at_work(process, shared).problems[0].hint]
    process.limits = JobLimits(memory=1 << 30, enforced=False)
    hints.append(kill_at_work(process, shared).problems[0].hint)
    assert ["--job-memory" in hint for hint in hints] == [False, True]


def kill_at_work(process: JobProcess, shared: Path) -> Outcome:
    """What is told when the process is killed before it has done what it was given."""
    if process._process is None:
        process._start()
    assert process._process is not None
    os.kill(process._process.pid, signal.SIGSTOP)
    process.give(order(shared))
    os.kill(process._process.pid, signal.SIGKILL)
    while (ended := process.hear()) is None:
        pass
    assert ended.again
    assert process.is_free
    return ended


def test_what_takes_too_long_is_ended(shared: Path) -> None:
    process = JobProcess(folder=shared / "temporary", shared=shared, limits=JobLimits(seconds=0, enforced=False))
    outcome = process.do(order(shared))
    assert outcome.status == "failed"
    assert "longer than" in outcome.problems[0].message
    assert process.is_free

"""An archive made by a scheduler and three workers of dask: one is killed in the run, one has another face."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest
from tests.archive.small_archives import small_archive
from tests.builders import new_builder

pytestmark = pytest.mark.whole

ISSUE = "kan1/2000/02"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """The shared folder of a run, and what the run reports."""
    shared = tmp_path_factory.mktemp("shared").resolve()
    workspace = small_archive(shared / "workspace")
    (workspace / "issues/kan1/2000/volume.yaml").unlink()  # volumes take seconds
    environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "TMPDIR": str(tmp_path_factory.mktemp("temporary"))}
    command = [sys.executable, "-m", "tests.archive.small_cluster", str(shared)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return shared, json.loads(run.stdout.splitlines()[-1])


def test_a_killed_worker_costs_nothing(made: tuple[Path, dict[str, object]]) -> None:
    _shared, report = made
    assert (report["made"], report["failed"]) == (2, [])


def test_a_worker_with_another_face_is_refused_by_name(made: tuple[Path, dict[str, object]]) -> None:
    _shared, report = made
    (note,) = report["notes"]  # type: ignore[misc]
    assert "other-face" in note
    assert "fonts/" in note
    assert "SourceHan" in note or ".otf" in note or ".ttf" in note


def test_the_bytes_are_those_of_this_machine(made: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    shared, _report = made
    folder = shared / "workspace/issues" / ISSUE
    result = build_issue(folder, BuildRequest(out=tmp_path), lambda issue, stage: None, new_builder())
    assert result.status == "built"
    name = f"{ISSUE}/{ISSUE.replace('/', '-')}.pdf"
    assert (shared / "out" / name).read_bytes() == (tmp_path / name).read_bytes()

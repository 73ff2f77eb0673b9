"""Jobs of a cluster that loses a worker in each third of the run: stand-ins, and issues, volumes, shelf."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.small_archives import small_archive

pytestmark = pytest.mark.whole

JOBS = 6


def finished(out: Path) -> dict[str, str]:
    """Digests of the files that were published below *out*."""
    paths = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_whoever_ends_at_a_job_in_each_third_costs_nothing(tmp_path: Path) -> None:
    shared = tmp_path.resolve()
    workspace = small_archive(shared / "workspace", issues=JOBS)
    (workspace / "issues/kan1/2000/volume.yaml").unlink()
    for name in ("lost", "temporary"):
        (shared / name).mkdir()
    environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "TMPDIR": str(shared / "temporary")}
    command = [sys.executable, "-m", "tests.archive.mortal_cluster", str(shared), str(JOBS)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout.splitlines()[-1])
    assert (report["made"], report["failed"], report["waiting"], report["set_aside"]) == (JOBS, [], [], [])
    assert [done * 3 // JOBS for done in report["lost"]] == [0, 1, 2]
    assert len(list((shared / "out").rglob("made.txt"))) == JOBS


def test_a_worker_lost_in_each_third_costs_nothing(tmp_path: Path) -> None:
    shared = tmp_path.resolve()
    workspace = small_archive(shared / "workspace", issues=4)
    (shared / "temporary").mkdir()
    environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "TMPDIR": str(shared / "temporary")}
    command = [sys.executable, "-m", "tests.archive.losing_cluster", str(shared)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=540, check=False)
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout.splitlines()[-1])
    assert (report["killed"], report["made"], report["failed"], report["waiting"]) == (3, 6, [], [])
    alone = [sys.executable, "-m", "pipeline", "archive", str(workspace), "--out", str(shared / "alone"), "--jobs", "1"]
    subprocess.run(alone, env=environment, capture_output=True, timeout=540, check=True)
    assert finished(shared / "out") == finished(shared / "alone")
    assert {path.name for path in (shared / "out").rglob("*.pdf")} >= {"kan1-2000.pdf", "kan1-shelf.pdf"}

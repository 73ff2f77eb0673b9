"""``kanben cache``, ``--no-cache`` and KANBEN_CACHE as a user meets them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.commands import run_kanben
from tests.workspaces import ISSUE, good_workspace

NEWER = "import pipeline.production.record as record; record.__version__ = '99.0'"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``run(arguments, before=…, **environment)`` in a workspace, with a cache folder of its own."""
    workspace = good_workspace(tmp_path)

    def kanben(*arguments: str, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"KANBEN_CACHE": str(tmp_path / "cache"), **environment}
        return run_kanben(*arguments, cwd=workspace, before=before, **own)

    return kanben


def build(run: Run, *options: str, **settings: str) -> str:
    """Build the issue though it is up to date; what was told."""
    result = run("build", ISSUE, "--force", "--verbose", *options, **settings)
    assert result.returncode == 0, result.stderr
    return result.stderr


def facts(run: Run, *options: str, **environment: str) -> Any:
    result = run("cache", "--json", *options, **environment)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def finished(tmp_path: Path) -> bytes:
    (pdf,) = (tmp_path / "workspace/out").rglob("*.pdf")
    return pdf.read_bytes()


def test_what_is_kept_is_used_told_and_cleared(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "cache")
    assert facts(run) == {"folder": folder, "parts": 0, "bytes": 0, "most": 1 << 30}
    cold = build(run)
    first = finished(tmp_path)
    kept = facts(run)
    assert kept["parts"] > 3
    assert kept["bytes"] == sum(path.stat().st_size for path in (tmp_path / "cache").rglob("*.part"))
    cached = build(run)
    assert "读者来信" in cold
    assert "读者来信" not in cached  # nothing is laid out
    assert finished(tmp_path) == first
    assert facts(run) == kept
    told = run("cache").stdout
    assert told.startswith(folder)
    assert f"{kept['parts']} parts" in told
    (tmp_path / "cache/parts/mine.txt").touch()
    assert facts(run, "--clear")["parts"] == 0
    assert [path.name for path in (tmp_path / "cache").rglob("*") if path.is_file()] == ["mine.txt"]
    assert "读者来信" in build(run)


def test_nothing_is_kept_or_used_where_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    build(run, "--no-cache")
    first = finished(tmp_path)
    build(run, KANBEN_CACHE="")
    assert not (tmp_path / "cache").exists()
    assert facts(run, KANBEN_CACHE="") == {"folder": None, "parts": 0, "bytes": 0, "most": 0}
    assert "KANBEN_CACHE" in run("cache", "--clear", KANBEN_CACHE="").stdout
    build(run)
    kept = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "cache").rglob("*"))
    assert "读者来信" in build(run, "--no-cache")
    assert sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "cache").rglob("*")) == kept
    assert finished(tmp_path) == first


def test_after_an_upgrade_nothing_old_is_used(run: Run, tmp_path: Path) -> None:
    build(run)
    count = facts(run)["parts"]
    assert "读者来信" in build(run, before=NEWER)
    assert facts(run)["parts"] == 2 * count
    assert "读者来信" not in build(run, before=NEWER)


def test_a_cache_that_cannot_be_used_stops_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"mine")
    build(run)
    assert facts(run, "--clear")["parts"] == 0
    assert (tmp_path / "cache").read_bytes() == b"mine"
    assert facts(run, KANBEN_CACHE="", XDG_CACHE_HOME=str(tmp_path))["folder"] is None


def test_every_command_that_sets_pages_has_the_option() -> None:
    for command in (["build"], ["bind"], ["cover"], ["proof", "check"], ["proof", "accept"]):
        assert "--no-cache" in CliRunner().invoke(cli, [*command, "--help"]).output, command


def test_a_folder_that_cannot_be_read_or_cleared_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cache/parts/ab").mkdir(parents=True)
    (tmp_path / "cache/parts/ab/0123.part").write_bytes(b"x" * 10)
    assert facts(run)["bytes"] == 10
    refuse = "def refuse(self): raise PermissionError(13, 'Permission denied', str(self.path))"
    for method, options in (("clear", ["--clear"]), ("measure", [])):
        patch = f"from pipeline.production.cache_folder import CacheFolder\n{refuse}\nCacheFolder.{method} = refuse"
        result = run("cache", *options, before=patch)
        assert (result.returncode, result.stdout) == (9, "")
        assert f"{tmp_path}/cache" in result.stderr
        assert "Permission denied" in result.stderr

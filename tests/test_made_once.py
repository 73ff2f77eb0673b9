"""Results made once for all workers of a run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_once import begin_run, end_run, made_once, new_folder

SCRIPT = """
import sys
from pathlib import Path
from tests import made_once
def make(number, *, fails=False):
    with Path(sys.argv[1]).open("a") as calls:
        calls.write(f"{number}\\n")
    if fails:
        raise ValueError(number)
    return {"number": number}
make.__module__ = "specimen"
once = made_once.made_once(make)
print(once(1), once(1), once(2))
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A run of its own, in *tmp_path*."""
    monkeypatch.setenv("KANBEN_TEST_RUN", str(tmp_path))
    return tmp_path


def test_processes_make_it_once_between_them(run: Path, root: Path) -> None:
    calls = run / "calls"
    command = [sys.executable, "-c", SCRIPT, str(calls)]
    started = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [each.communicate(timeout=60)[0] for each in started]
    assert told == ["{'number': 1} {'number': 1} {'number': 2}\n"] * 3
    assert sorted(calls.read_text().split()) == ["1", "2"]


def test_what_fails_fails_again_and_is_not_kept(run: Path) -> None:
    calls = []

    @made_once
    def fail() -> None:
        calls.append(1)
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            fail()
    assert len(calls) == 2


def test_arguments_are_told_apart(run: Path) -> None:
    @made_once
    def double(number: int, *, plus: int = 0) -> int:
        return 2 * number + plus

    assert [double(1), double(2), double(1, plus=1), double(1)] == [2, 4, 3, 2]


def test_the_folder_goes_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANBEN_TEST_RUN", "")
    monkeypatch.setenv("KANBEN_CACHE", "")
    monkeypatch.delenv("KANBEN_TEST_RESULTS", raising=False)
    begin_run()
    folder = new_folder("a")
    assert folder.is_dir()
    assert folder.parent == Path(os.environ["KANBEN_TEST_RUN"])
    end_run()
    assert not folder.parent.exists()


def test_what_is_made_serves_more_runs_where_they_are_given_a_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("KANBEN_TEST_RUN", "KANBEN_CACHE"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("KANBEN_TEST_RESULTS", str(tmp_path))
    calls = []

    def make(number: int) -> int:
        calls.append(number)
        return number

    for _run in range(2):
        begin_run()
        assert made_once(make)(7) == 7
        end_run()
    assert calls == [7]

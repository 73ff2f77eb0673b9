"""Commands that fail, asked for JSON: their problems are where programs look for results, once."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.cli.told_errors import system_problem

COMMANDS = {
    "build": ["build", "nowhere", "--json"],
    "bind": ["bind", "nowhere", "--json"],
    "cover": ["cover", "nowhere", "--json"],
    "check": ["check", "nowhere", "--format", "json"],
    "preflight": ["preflight", "nowhere.pdf", "--json"],
    "read": ["read", "nowhere.pdf", "--json"],
    "search": ["search", "-协商", "--json"],  # a word with a hyphen is no option
    "compare": ["proof", "compare", "nowhere.pdf", "other.pdf", "--json"],
    "proof": ["proof", "check", "nowhere", "--json"],
}


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, printed.out, printed.err


@pytest.mark.parametrize("name", COMMANDS)
def test_problems_are_told_as_json(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = told(COMMANDS[name], capsys)
    assert code not in (0, 1, 2), err
    (problem,) = json.loads(out)["problems"]
    assert set(problem) == {"file", "line", "message", "hint"}
    assert problem["message"] in err


@pytest.mark.parametrize(
    "words", [["impose", "a.pdf", "--json"], ["nothing", "--json"], ["check", "--format", "json", "-x"]]
)
def test_arguments_that_do_not_fit_are_told_as_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(words, capsys)
    (problem,) = json.loads(out)["problems"]
    assert code == 2
    assert problem["message"] in err


def test_a_closed_pipe_is_no_bug() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main(['cache', '--json'])"]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (9, b"")


def test_without_json_nothing_is_on_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(["build", "nowhere"], capsys)[1] == ""


def test_what_a_command_has_told_itself_is_not_told_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  a.txt\n")
    (tmp_path / "a.txt").write_text("a")
    code, out, _err = told(["verify", ".", "--json"], capsys)
    assert code == 7
    assert json.loads(out)["problems"][0]["message"] == "The file was changed."


@pytest.mark.parametrize("name", [None, "gongyun-2023.pdf"])
def test_a_full_disk_is_told_with_the_remedy(name: str | None) -> None:
    problem = system_problem(OSError(errno.ENOSPC, "No space left on device", name))
    assert problem.text.startswith("The disk is full: it could not be written. Make room on that disk")
    assert problem.path == (None if name is None else Path(name))  # what is printed has no name
    assert system_problem(OSError(errno.EIO, "Input/output error", name)).text == "Input/output error."

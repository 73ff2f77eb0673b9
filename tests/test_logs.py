"""What is told with --debug, and that nothing is without."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.main import cli, main
from pipeline.logs import is_logging, start_logging
from tests.commands import run_kanben
from tests.workspaces import ISSUE, good_workspace, replace_in


def told(workspace: Path, *words: str) -> list[str]:
    """The lines on standard error of a command."""
    return run_kanben(*words, cwd=workspace).stderr.splitlines()


def test_what_is_read_how_long_it_takes_and_what_is_skipped(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    shutil.copytree(workspace / ISSUE, workspace / ISSUE / "../02")
    replace_in(workspace / ISSUE / "../02/issue.yaml", "number: 1\n", "number: 2\n")
    lines = told(workspace, "--debug", "build", "--no-cache", ISSUE)
    assert any("reading " in line and line.endswith("dengta.md") for line in lines)
    assert any("laying out the part “读者来信”: " in line for line in lines)
    assert not any("skipped" in line for line in lines)
    lines = told(workspace, "--debug", "build", ".", "--jobs", "2")
    assert any(line.endswith(f"skipped, up to date: {workspace.resolve() / ISSUE}") for line in lines)
    lines = told(workspace, "--debug", "build", ".", "--jobs", "2", "--force")  # in processes of their own
    assert sum("writing the PDF: " in line for line in lines) == 2
    assert not any("limits: " in line for line in told(workspace, "build", ".", "--force"))


@pytest.fixture
def quiet() -> Iterator[None]:
    """Takes away what was started in this process."""
    root = logging.getLogger("pipeline")
    yield
    root.handlers.clear()
    root.setLevel(logging.NOTSET)
    root.propagate = True


@pytest.mark.usefixtures("quiet")
def test_a_line_can_be_no_command_and_no_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("pipeline.somewhere").debug("not heard")
    start_logging()
    start_logging()
    assert is_logging()
    logging.getLogger("pipeline.somewhere").debug("read %s", "a\x1b[2J\nb\u202e")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("  somewhere: read a\ufffd[2J\ufffdb\ufffd")


@pytest.mark.usefixtures("quiet")
def test_a_bug_shows_where_it_is_only_when_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(cli, "main", broken)
    for is_debugging in (False, True):
        if is_debugging:
            start_logging()
        with pytest.raises(SystemExit) as ended:
            main(["build", "x"])
        assert ended.value.code == 1
        text = capsys.readouterr().err
        assert ("Traceback" in text) is is_debugging
        assert "This is a bug in Kanben" in text
        assert ("KeyError: 'x'" in text and "kanben --debug" in text) or is_debugging

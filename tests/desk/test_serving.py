"""Opening the desk as a user does: one desk for a workspace, an address that only this computer reaches, an end."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.desk.serving import DeskRequest, open_desk
from pipeline.errors import FileAccessError, UsageError
from tests.desk.running_desk import ISSUE, RunningDesk, running_desk
from tests.workspaces import good_workspace


def start_desk(workspace: Path, root: Path) -> "subprocess.Popen[str]":
    """The command, as a user calls it."""
    command = [sys.executable, "-m", "pipeline", "desk", str(workspace), "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_desk_is_opened_and_ends_by_ctrl_c(tmp_path: Path, root: Path) -> None:
    """With an issue open, whose process ends as well; a second desk on the workspace is refused meanwhile."""
    workspace = good_workspace(tmp_path)
    with start_desk(workspace, root) as desk:
        assert desk.stdout is not None
        address = desk.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}\n", address)
        with pytest.raises(FileAccessError, match="Another desk"):
            open_desk(DeskRequest(workspace=workspace, opens_browser=False), print)
        children = wait_for_issue(address.strip(), desk.pid)
        desk.send_signal(signal.SIGINT)
        assert desk.wait(timeout=20) == 0
        assert desk.stderr is not None
        assert "Traceback" not in desk.stderr.read()
    assert children
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_what_was_saved_outlives_a_desk_that_is_killed(tmp_path: Path, root: Path) -> None:
    """What the desk has answered for is on the disk, in one piece, and the workspace is free for the next desk."""
    workspace = good_workspace(tmp_path)
    article = workspace / ISSUE[1:] / "articles/dengta.md"
    text = article.read_text(encoding="utf-8") + "最后一句。\n"
    with start_desk(workspace, root) as process:
        assert process.stdout is not None
        port, token = re.findall(r":(\d+)/\?token=(\S+)", process.stdout.readline())[0]
        desk = RunningDesk(int(port), workspace, token)
        path = f"{ISSUE}/files/articles/dengta.md"
        tag = desk.send("GET", path).headers["etag"]
        assert desk.send("PUT", path, text.encode(), If_Match=tag).status == 204
        process.kill()
    assert article.read_text(encoding="utf-8") == text
    assert not [each for each in article.parent.iterdir() if each.name.startswith(".")]
    end = time.monotonic() + 20
    while not is_free(workspace):
        assert time.monotonic() < end, "the desk lives on"
        time.sleep(0.05)


def is_free(workspace: Path) -> bool:
    """Whether another desk may be opened on *workspace*."""
    folder = os.open(workspace, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(folder)
    return True


def wait_for_issue(address: str, process: int) -> list[int]:
    """Ask for the stream of the issue at the desk at *address*; the processes below *process* then."""
    from http.client import HTTPConnection

    host, token = re.findall(r"//(.*?)/\?token=(.*)", address)[0]
    connection = HTTPConnection(host, timeout=30)
    cookie = f"kanben-desk-{host.partition(':')[2]}={token}"
    connection.request("GET", f"{ISSUE}/events", headers={"Cookie": cookie})
    assert connection.getresponse().readline().startswith(b"event: ")
    time.sleep(0.2)
    connection.close()
    return descendants(process)


def descendants(process: int) -> list[int]:
    """The processes that *process* has started, and those that they have."""
    own = [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    for task in Path(f"/proc/{process}/task").iterdir():
        own += [int(child) for child in (task / "children").read_text().split()]
    return [each for child in dict.fromkeys(own) for each in (child, *descendants(child))]


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="workspace"):
        open_desk(DeskRequest(workspace=tmp_path, opens_browser=False), print)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    with running_desk(tmp_path) as desk, pytest.raises(UsageError, match=str(desk.port)):
        open_desk(DeskRequest(workspace=tmp_path, port=desk.port, opens_browser=False), print)
    with running_desk(tmp_path) as desk:
        assert "no issue in this workspace" in desk.send("GET", "/").body.decode()

"""Folders for unfinished work: gone at the end, and swept where a run was killed; never those of a run that lives."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.work_folders import WorkFolder, describe_unwritable, work_folder

ROOT = Path(__file__).parents[1]
_HOLD = """
import sys, time
from pathlib import Path
from pipeline.work_folders import WorkFolder
folder = WorkFolder.make(".work.", Path(sys.argv[1]))
(folder.path / "half").write_text("half")
print(folder.path, flush=True)
time.sleep(60)
"""


def hold(parent: Path) -> tuple["subprocess.Popen[str]", Path]:
    """Another run that works in a folder in *parent*."""
    command = [sys.executable, "-c", _HOLD, str(parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)})
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def age(folder: Path) -> None:
    long_ago = time.time() - 3600
    os.utime(folder / ".lock", (long_ago, long_ago))


def test_a_folder_is_gone_at_the_end(tmp_path: Path) -> None:
    with work_folder(".work.", tmp_path) as folder:
        (folder / "a").write_text("a")
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_has_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    killed, left = hold(tmp_path)
    living, held = hold(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    young = WorkFolder.make(".work.", tmp_path)
    assert left.exists(), "nobody knows yet whether it is being made"
    age(left)
    age(held)
    foreign = tmp_path / ".work.of-someone"
    foreign.mkdir()
    (tmp_path / ".other.x").mkdir()
    with work_folder(".work.", tmp_path):
        assert not left.exists()
        assert (held / "half").exists()
        assert foreign.exists()
        assert young.path.exists()
    living.kill()
    living.communicate()
    young.take_away()


def test_a_link_in_place_of_a_lock_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("a")
    folder = tmp_path / ".work.x"
    folder.mkdir()
    (folder / ".lock").symlink_to(target)
    os.utime(target, (0, 0))
    with work_folder(".work.", tmp_path):
        assert target.exists()
        assert folder.exists()


def test_a_full_disk_is_told_of_what_was_wanted() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/tmp/xyz/part")
    (problem,) = describe_unwritable(Path("/tmp/xyz/part"), full, Path("out/my.pdf")).problems
    assert problem.path == Path("out/my.pdf")
    assert problem.message == "The disk is full: it could not be written."
    assert problem.hint.startswith("Make room")
    (other,) = describe_unwritable(Path("out/my.pdf"), OSError(errno.EACCES, "Permission denied")).problems
    assert (other.path, other.message) == (Path("out/my.pdf"), "The file cannot be written: Permission denied.")

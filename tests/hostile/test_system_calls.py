"""What a build asks of the system, seen by strace: it reads its own, writes below ``--out``, and calls nobody."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, need
from tests.workspaces import ISSUE, good_workspace

_OPENED = re.compile(r'\b(?:openat|open|creat)\((?:[^"]*, )?"([^"]*)"(?:, ([A-Z_|]+))?.*\) = (\d+)')
_CHANGED = re.compile(  # of a symbolic link the place that it is put in
    r'\b(?:(?:unlink|rename|mkdir|rmdir|link|chmod)\w*\([^"]*|symlink\w*\("[^"]*"[^"]*)"([^"]*)".*\) = 0'
)
_STARTED = re.compile(r'\bexecve\("([^"]*)"(?!.*= -1)')  # whoever forks is told in two lines
_CALLED = re.compile(r"\bconnect\(.*AF_INET")
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")
_SYSTEM = (
    "/usr/",
    "/lib",
    "/etc/ld.so",
    "/etc/localtime",
    "/etc/mime.types",
    "/proc/",
    "/sys/",
    "/dev/null",
    "/dev/urandom",
)


@pytest.fixture(autouse=True)
def _strace() -> None:
    need("" if shutil.which("strace") else "strace is not installed")


def trespasses(command: Sequence[str], folder: Path, own: Sequence[Path], out: Path) -> list[str]:
    """What *command*, run in *folder*, opens beside its libraries and *own*, changes beside *out* and its cache, calls.

    A path that isn't absolute is told from a folder that was opened, which was judged when that was done.
    """
    log, home = folder / "strace", folder / "home"
    home.mkdir(exist_ok=True)
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    # By the filter only calls that are told stop the program.
    options = ["-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", "trace=%file,%process,%network", "-o", str(log)]
    traced = ["strace", *options, *command]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    kept = folder / "cache"
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "KANBEN_CACHE": str(kept)}
    subprocess.run(traced, cwd=folder, env=environment, capture_output=True, check=False, timeout=300)
    libraries = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), str(ROOT)]
    readable = (*_SYSTEM, *libraries, *map(str, own), str(out), str(temporary), str(kept))
    writable = (str(out), str(temporary), str(kept), "/dev/null")
    found, started = [], []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if opened := _OPENED.search(line):
            path, flags = opened[1], opened[2] or "O_WRONLY"
            is_written = any(flag in flags for flag in _WRITES)
            if path.startswith("/") and not path.startswith(writable if is_written else readable):
                found.append(f"{'writes' if is_written else 'reads'} {path}")
        elif changed := _CHANGED.search(line):
            if changed[1].startswith("/") and not changed[1].startswith(writable):
                found.append(f"changes {changed[1]}")
        elif program := _STARTED.search(line):
            started.append(program[1])
        elif _CALLED.search(line):
            found.append(line)
    return [*dict.fromkeys(found), *(f"starts {program}" for program in started[1:])]


def build(workspace: Path, out: Path) -> list[str]:
    return [sys.executable, "-P", "-m", "pipeline", "build", str(workspace), "--out", str(out)]


def test_a_build_keeps_to_its_own(tmp_path: Path) -> None:
    workspace, out = good_workspace(tmp_path), tmp_path / "out"
    assert trespasses(build(workspace, out), tmp_path, [workspace], out) == []
    assert list(out.rglob("*.pdf"))


@pytest.mark.parametrize(
    "places", [(f"{ISSUE}/articles/duanxin.md", f"{ISSUE}/images/cover.svg"), ("layouts",), (ISSUE,)]
)
def test_links_that_lead_out_are_not_followed(tmp_path: Path, places: tuple[str, ...]) -> None:
    workspace, out, outside = good_workspace(tmp_path), tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    for number, place in enumerate(places):
        path, moved = workspace / place, outside / f"moved{number}"
        if path.is_dir():
            shutil.move(path, moved)
        else:
            moved.write_text("---\ntitle: x\n---\n\nSecret.\n", encoding="utf-8")
            path.unlink(missing_ok=True)
        path.symlink_to(moved)
    assert trespasses(build(workspace, out), tmp_path, [workspace], out) == []


def test_a_program_that_trespasses_is_seen(tmp_path: Path) -> None:
    """The control: the same look finds what is read, written and started elsewhere."""
    (tmp_path / "secret").write_text("x")
    script = (
        f"import subprocess, socket; open({str(tmp_path / 'secret')!r}).read(); open({str(tmp_path / 'new')!r}, 'w'); "
        "subprocess.run(['/bin/true']); s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
    )
    found = trespasses([sys.executable, "-P", "-c", script], tmp_path, [], tmp_path / "out")
    assert f"reads {tmp_path}/secret" in found
    assert f"writes {tmp_path}/new" in found
    assert "starts /bin/true" in found
    assert any("AF_INET" in each for each in found)

"""Work that takes more than it may ends with words, whatever it is made of; what stays within its bounds is let be.

Each try is a process of its own: limits belong to processes.
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pipeline.errors import TooMuchWorkError
from pipeline.limits import NoteFile

ROOT = Path(__file__).parents[1]
_START = """
import hashlib, os, sys, time
from pathlib import Path
from pipeline.cli.guard import run_guarded
from pipeline.errors import KanbenError
from pipeline import limits
from pipeline.limits import allow_memory, lift, limited
limits._GRACE = 0.2
try:
    if (code := run_guarded()) is not None:
        sys.exit(code)
    {body}
except KanbenError as error:
    sys.stderr.write(str(error))
    sys.exit(error.exit_code)
"""


def command(body: str) -> list[str]:
    return [sys.executable, "-c", _START.format(body=body.replace("\n", "\n    "))]


def run(body: str, tmp_path: Path) -> tuple[int, str, str]:
    """Exit code and output of a guarded process that does *body*; all that is temporary goes to *tmp_path*."""
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command(body), env=environment, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


# What each does for ever, or until memory is full: in Python, in a library that hears no signal, in one that swallows
# every error, in allocations that Python can refuse and in such that end the process.
LOOPS = {
    "python": "while True: sum(range(99))",
    "library": 'hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)',
    "swallowed": "while True:\n        try:\n            while True: sum(range(99))\n        except Exception: pass",
}


@pytest.mark.parametrize("kind", LOOPS)
def test_work_without_end_ends(kind: str, tmp_path: Path) -> None:
    body = f'with limited("counting", Path("a.md"), 0.3):\n    {LOOPS[kind]}'
    code, _printed, told = run(body, tmp_path)
    assert code == 5, told
    assert told.startswith("a.md: This takes more than 0 seconds of work: counting. Make it simpler")
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_was_swallowed_once_is_raised_in_the_end(tmp_path: Path) -> None:
    loop = "try:\n        while True: sum(range(99))\n    except Exception: pass"
    body = f'with limited("counting", Path("a.md"), 0.2):\n    {loop}'
    assert run(body, tmp_path)[0] == 5


def test_work_within_its_time_goes_on(tmp_path: Path) -> None:
    """Time that is waited is no work, and work after a block is not the block's."""
    body = (
        'with limited("a", None, 0.5): time.sleep(0.7)\nend = time.process_time() + 0.7\n'
        "while time.process_time() < end: pass"
    )
    assert run(f'{body}\nsys.stdout.write("done")', tmp_path) == (0, "done", "")


def test_work_inside_of_other_work_has_a_time_of_its_own(tmp_path: Path) -> None:
    inner = 'with limited("inner", Path("b"), 0.2):\n        while True: sum(range(99))'
    body = f'with limited("outer", Path("a"), 5):\n    {inner}'
    assert "b: This takes more than 0 seconds of work: inner." in run(body, tmp_path)[2]


def test_memory_is_bounded(tmp_path: Path) -> None:
    code, _printed, told = run('with limited("filling", Path("a.md"), 5): bytearray(1 << 30)', tmp_path)
    assert (code, told.split(" Make")[0]) == (5, "a.md: This takes more than 512 MB of memory: filling.")


def test_who_may_take_less_is_told_by_what(tmp_path: Path) -> None:
    body = (
        'limits.cap_memory(300 << 20, "Ask for more.")\nwith limited("filling", Path("a.md"), 5): bytearray(400 << 20)'
    )
    told = run(body, tmp_path)[2]
    assert told == "a.md: This takes more than 300 MB of memory: filling. Ask for more."
    told = run(body.replace("300", "3000").replace("400", "1000"), tmp_path)[2]
    assert told.startswith("a.md: This takes more than 512 MB of memory: filling. Make it simpler")


def test_more_memory_is_there_for_what_is_known_to_be_large(tmp_path: Path) -> None:
    body = (
        'allow_memory(2 << 30)\nwith limited("filling", Path("a.md"), 5): bytearray(1 << 30)\nsys.stdout.write("done")'
    )
    assert run(body, tmp_path) == (0, "done", "")


def test_what_is_held_and_what_passes_have_memory_beside_each_other(tmp_path: Path) -> None:
    """Of each kind there is the most that was asked for, not the sum."""
    body = (
        "allow_memory(600 << 20)\nallow_memory(500 << 20, is_held=True)\nallow_memory(100 << 20, is_held=True)\n"
        'with limited("filling", Path("a.md"), 5):\n    x = bytearray(1300 << 20)\nsys.stdout.write("done")'
    )
    assert run(body, tmp_path) == (0, "done", "")
    told = run(body.replace("1300", "1700"), tmp_path)[2]
    assert told.startswith("a.md: This takes more than 1612 MB of memory: filling.")


def test_a_library_that_falls_is_told_with_what_it_did(tmp_path: Path) -> None:
    code, _printed, told = run('with limited("reading", Path("a.png"), 5): os.abort()', tmp_path)
    assert code == 5
    assert told.startswith("a.png: A library has fallen, or ran out of memory (SIGABRT): reading. Make")
    assert list(tmp_path.iterdir()) == []


def test_limits_can_be_lifted(tmp_path: Path) -> None:
    body = (
        'lift()\nwith limited("a", None, 0.1):\n    x = bytearray(1 << 30)\n    end = time.process_time() + 0.5\n'
        "    while time.process_time() < end: pass"
    )
    assert run(f'{body}\nsys.stdout.write("done")', tmp_path) == (0, "done", "")


def test_nothing_is_limited_where_nobody_asked() -> None:
    from pipeline.limits import are_enforced, limited

    assert not are_enforced()
    with limited("a", None, 0.0001):
        assert sum(range(1_000_000)) > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_are_passed_on(number: signal.Signals, tmp_path: Path) -> None:
    """Whoever ends a service knows the first process only."""
    body = (
        "import signal\nfor each in (1, 2, 15): signal.signal(each, lambda number, _frame: sys.exit(number))\n"
        'sys.stdout.write("up")\nsys.stdout.flush()\ntime.sleep(60)'
    )
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command(body), env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.read(2) == "up"
        process.send_signal(number)
        assert process.wait(timeout=20) == number
    assert list(tmp_path.iterdir()) == []


def test_a_note_that_was_never_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        error = NoteFile(Path(folder, "none")).ending(signal.SIGKILL)
    assert isinstance(error, TooMuchWorkError)
    assert "SIGKILL" in str(error)


def test_time_passes_while_nothing_is_done() -> None:
    """The control of the clock that the other tests rely on: waiting takes no processor time."""
    before = time.process_time()
    time.sleep(0.2)
    assert time.process_time() - before < 0.2


def test_work_ends_with_whoever_watches_it(tmp_path: Path) -> None:
    body = "print(os.getpid(), flush=True)\ntime.sleep(60)"
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command(body), env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as watcher:
        assert watcher.stdout is not None
        working = Path("/proc", watcher.stdout.readline().strip(), "stat")
        assert working.exists()
        watcher.kill()
    end = time.monotonic() + 20
    while working.exists() and working.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < end, "it works on"
        time.sleep(0.05)

"""The process of a command ends with all done that is to be done at its end, and takes nothing apart."""

import subprocess
import sys

import pytest

SCRIPT = """
import atexit, os, signal, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

from pipeline.cli.guard import end_process

class Library:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGKILL)

fallen = Library()
fallen.itself = fallen
pool = ThreadPoolExecutor(1)
pool.submit(str).result()
work = Thread(target=lambda: print("a thread"))
atexit.register(print, "at exit")
sys.stdout.write("what was not flushed\\n")
work.start()
"""


@pytest.mark.parametrize(("end", "code"), [("end_process(3)", 3), ("sys.exit(3)", -9)])
def test_all_is_done_and_nothing_is_taken_apart(end: str, code: int) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT + end], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    if code == 3:
        assert done.stdout.splitlines() == ["what was not flushed", "a thread", "at exit"]

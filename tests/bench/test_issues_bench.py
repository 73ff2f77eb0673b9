"""The bench of many issues: how it reckons, and how it sees the memory of processes that others start."""

import os
import subprocess
import sys

import pytest

from bench import issues
from bench.issues import Taken, table
from bench.tree_memory import TreeMemory

HOLD = "import os, sys, time; held = bytearray(os.urandom(1 << 20) * {size}); print(); sys.stdin.read()"
START = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}.format(size=40)], stdout=sys.stdout)"


def test_memory_is_that_of_processes_below_a_process_too() -> None:
    with TreeMemory(os.getpid()) as nothing:
        pass
    with (
        TreeMemory(os.getpid()) as held,
        subprocess.Popen([sys.executable, "-c", START], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
    ):
        assert process.stdout is not None
        process.stdout.read(1)
        held._over.wait(0.5)
        process.communicate(b"")
    assert held.peak - nothing.peak > 40 << 20


@pytest.mark.parametrize(("cores", "press", "met"), [(5.0, 0.2, 2), (5.6, 0.2, 1), (5.6, 0.4, 0)])
def test_targets_are_ratios_of_the_same_round(cores: float, press: float, met: int) -> None:
    def taken(*seconds: float) -> Taken:
        return Taken(list(seconds), list(seconds), 2**20)

    text = table(
        {
            issues._ONE: taken(9.0, 10.0, 20.0),
            issues._ALL: taken(5.1, cores, 11.0),
            issues._READING: taken(1.0, 1.0, 2.0),
            issues._EDITIONS: taken(1.2 + press, 1.2 + press, 2.4 + 2 * press),
        },
        (0.0, 0.0),
    )
    assert text.count("| met |") == met
    assert text.count("**not met**") == 2 - met
    assert "| 24 issues, one core | 10.00 | 10.00 | 1 |" in text

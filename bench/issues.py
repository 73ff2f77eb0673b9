"""``python -m bench.issues``: what many issues cost on one core and on all, and other editions. Writes ISSUES.md."""

import argparse
import compileall
import datetime
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.machine import describe_machine, load
from bench.measure import ROOT
from bench.tree_memory import TreeMemory

CORES, EDITIONS = 1.8, 0.4
_YEARS = (2023, 2024)
_ONE, _ALL = "24 issues, one core", "24 issues, all cores"
_READING, _EDITIONS = "one issue", "one issue with press edition and offprints"
_MORE = ("--edition", "reading", "--edition", "press", "--printer", "fogra39", "--offprints")
_MEANING = """\
- Issues: generated, 48 pages each, no two with a line in common; `kanben build --force --no-cache`, a new process.
- Rate: issues a second; times as fast as on one core, median of the ratios of the same round.
- Other editions: what the offprints and the press edition take besides the reading edition, in processor time, as a
  part of what that takes; one command makes all of the same pages.
- Memory: the most that all processes have at a time, pages that they share counted once; of a run that is not timed.
"""


@dataclass(frozen=True)
class Taken:
    """What each round of one command took: seconds on the clock and of processor time; bytes of *memory*."""

    seconds: list[float]
    processor: list[float]
    memory: int


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.issues", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "ISSUES.md", help="file to write")
    wanted = parser.parse_args()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    before = load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        folder = Path(name)
        write = "import sys; from pathlib import Path; from bench.year import *; "
        write += f"write_years(Path(sys.argv[1]), frozenset(known_letters()), {_YEARS})"
        subprocess.run([sys.executable, "-c", write, str(folder)], cwd=ROOT, check=True)  # this process stays small
        taken = measure(folder, _commands(folder / "issues" / "nianben"), wanted.rounds)
    text = table(taken, (before, load()))
    wanted.results.write_text(text, encoding="utf-8")
    print(text)


def _commands(publication: Path) -> dict[str, Sequence[str]]:
    all_cores, one = str(len(os.sched_getaffinity(0))), str(publication / str(_YEARS[0]) / "01")
    return {
        _ONE: ("--jobs", "1", str(publication)),
        _ALL: ("--jobs", all_cores, str(publication)),
        _READING: ("--jobs", "1", one),
        _EDITIONS: ("--jobs", "1", *_MORE, one),
    }


def measure(folder: Path, commands: dict[str, Sequence[str]], rounds: int) -> dict[str, Taken]:
    """What each of *commands* takes, in turns; before that, its memory."""
    taken = {}
    for name, command in commands.items():
        with TreeMemory(os.getpid()) as together:
            _run(folder, command)
        taken[name] = Taken([], [], together.peak)
    for number in range(rounds):
        for name, command in commands.items():
            seconds, processor = _run(folder, command)
            taken[name].seconds.append(seconds)
            taken[name].processor.append(processor)
            print(f"round {number + 1}: {name} {seconds:.2f} s", file=sys.stderr, flush=True)
    return taken


def _run(folder: Path, arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds of ``kanben build`` on the clock and of processor time."""
    build = [sys.executable, "-m", "pipeline", "build", "--force", "--no-cache", "--out", str(folder / "out")]
    before, start = os.times(), time.perf_counter()
    subprocess.run([*build, *arguments], cwd=ROOT, capture_output=True, check=True)
    seconds, after = time.perf_counter() - start, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, processor


def find_core_ratio(taken: dict[str, Taken]) -> float:
    """How many times as fast all cores are as one."""
    return median(one / many for one, many in zip(taken[_ONE].seconds, taken[_ALL].seconds, strict=True))


def find_edition_ratio(taken: dict[str, Taken]) -> float:
    """What offprints and the press edition take besides the reading edition, as a part of what that takes."""
    return median(
        (more - one) / one for one, more in zip(taken[_READING].processor, taken[_EDITIONS].processor, strict=True)
    )


def table(taken: dict[str, Taken], loads: tuple[float, float]) -> str:
    """What was measured, as a page; *loads* are the machine's before and after."""
    cores, editions = find_core_ratio(taken), find_edition_ratio(taken)
    targets = [
        (f"24 issues on all cores: at least {CORES} times as fast as on one", f"{cores:.2f}", cores >= CORES),
        (f"offprints and press edition: at most {EDITIONS} of a build", f"{editions:.2f}", editions <= EDITIONS),
    ]
    rows = [
        f"| {name} | {median(each.seconds):.2f} | {median(each.processor):.2f} | {each.memory / 2**20:.0f} |"
        for name, each in taken.items()
    ]
    lines = [
        "# Measured: many issues, and other editions",
        "",
        "Written by `make bench` (`python -m bench.issues`); do not edit by hand.",
        "",
        f"- Date: {datetime.datetime.now(tz=datetime.UTC).date().isoformat()}",
        *(f"- {line}" for line in describe_machine()),
        f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
        "",
        "| target | found | |",
        "| :-- | --: | :-- |",
        *(f"| {name} | {found} | {'met' if is_met else '**not met**'} |" for name, found, is_met in targets),
        "",
        "| | seconds | processor s | memory of all processes, MiB |",
        "| :-- | --: | --: | --: |",
        *rows,
        "",
        _MEANING,
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

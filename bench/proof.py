"""``python -m bench.proof``: what changed on paper, in an issue and in volumes, against what else compares PDFs."""

import argparse
import compileall
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf

from bench.machine import describe_machine, load

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("PROOF.md")
COLD, CACHED = "kanben, cold", "kanben, snapshots"
APPEARANCE, TEXT = "comparepdf, appearance", "comparepdf, text"
MAKERS = (COLD, CACHED, APPEARANCE, TEXT)
CASES = ("same", "after")
_DIFFERENT = {7, 10, 13, 15}  # exit codes: of ours, and comparepdf's for appearance, text and number of pages
SECONDS = {COLD: 4.0, CACHED: 1.5}
LINEAR = 1.3

Runs = Mapping[tuple[str, int], Mapping[str, Sequence[float]]]


@dataclass(frozen=True)
class Target:
    """Something to be reached, what was found, and whether it is met."""

    name: str
    found: str
    is_met: bool


def command(maker: str, case: str, size: int) -> list[str]:
    """How *maker* compares the files of *size* issues."""
    files = [f"before-{size}", f"{case}-{size}"]
    ours = [sys.executable, "-m", "pipeline", "proof", "compare"]
    return {
        COLD: [*ours, *(f"{name}.pdf" for name in files)],
        CACHED: [*ours, *(f"{name}.snapshot.json.gz" for name in files)],
        APPEARANCE: ["comparepdf", "-v0", "-ca", *(f"{name}.pdf" for name in files)],
        TEXT: ["comparepdf", "-v0", "-ct", *(f"{name}.pdf" for name in files)],
    }[maker]


def seconds_of(maker: str, case: str, size: int, folder: Path) -> float:
    """Wall seconds of one cold run. Raises RuntimeError when it fails, or does not tell same from different."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    start = time.perf_counter()
    done = subprocess.run(command(maker, case, size), cwd=folder, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    expected = {0} if case == "same" or maker == TEXT else _DIFFERENT
    if done.returncode not in expected:
        raise RuntimeError(f"{maker}, {case} {size}: {done.returncode} {done.stderr.decode(errors='replace')[-2000:]}")
    return seconds


def prepare(folder: Path, sizes: Sequence[int]) -> dict[int, int]:
    """Make the files of all *sizes* in *folder*, not timed; pages by size."""
    _tell("building a year twice, not timed")
    make = [sys.executable, "-m", "bench.proof_files", str(folder), *map(str, sizes)]
    subprocess.run(make, cwd=ROOT, check=True)
    pages = {}
    for size in sizes:
        for name in ("before", *CASES):
            take = [sys.executable, "-m", "pipeline", "proof", "snapshot", f"{name}-{size}.pdf"]
            environment = os.environ | {"PYTHONPATH": str(ROOT)}
            subprocess.run(take, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment)
        with pikepdf.open(folder / f"before-{size}.pdf") as pdf:
            pages[size] = len(pdf.pages)
    return pages


def measure(folder: Path, makers: Sequence[str], sizes: Sequence[int], rounds: int) -> Runs:
    """Seconds by case and size and by maker, who take turns; one round before is not counted."""
    runs: dict[tuple[str, int], dict[str, list[float]]] = {}
    for number in range(rounds + 1):
        for case in CASES:
            for size in sizes:
                found = {maker: seconds_of(maker, case, size, folder) for maker in makers}
                told = ", ".join(f"{key} {value:.2f} s" for key, value in found.items())
                _tell(f"{case} {size}, round {number}: {told}")
                for maker, seconds in found.items() if number else ():
                    runs.setdefault((case, size), {}).setdefault(maker, []).append(seconds)
    return runs


def ratio(runs: Mapping[str, Sequence[float]], peer: str) -> float:
    """Median over the rounds of our cold time divided by that of *peer* in the same round."""
    return median(ours / theirs for ours, theirs in zip(runs[COLD], runs[peer], strict=True))


def targets(runs: Runs, pages: Mapping[int, int]) -> list[Target]:
    """What is to be reached."""
    sizes = sorted(pages)
    least, most = sizes[0], sizes[-1]
    result = []
    for case in CASES:
        for maker, limit in SECONDS.items():
            seconds = median(runs[case, least][maker])
            name = f"{case}, {pages[least]} pages, {maker}: at most {limit:g} s"
            result.append(Target(name, f"{seconds:.2f} s", seconds <= limit))
            rows = [median(runs[case, size][maker]) / pages[size] for size in (least, most)]
            factor = rows[1] / rows[0]
            name = f"{case}, {pages[most]} pages, {maker}: the time of a page grows by {LINEAR} at most"
            result.append(Target(name, f"{factor:.2f}", factor <= LINEAR))
    return result


def report(runs: Runs, pages: Mapping[int, int], date: str, loads: tuple[float, float], machine: Sequence[str]) -> str:
    """The text of PROOF.md."""
    rows = [
        f"| {each.name} | {each.found} | {'met' if each.is_met else '**not met**'} |" for each in targets(runs, pages)
    ]
    table = []
    for (case, size), found in runs.items():
        for maker, seconds in found.items():
            spread = f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
            page = f"{1000 * median(seconds) / pages[size]:.1f} ms"
            against = "" if maker == COLD else f"{ratio(found, maker):.2f}"
            table.append(f"| {case} | {pages[size]} | {maker} | {spread} | {page} | {against} |")
    return "\n".join(
        [
            *("# Measured: what changed on paper", ""),
            *("Written by `make bench` (`python -m bench.proof`); do not edit by hand.", ""),
            *(f"- Date: {date}", *(f"- {line}" for line in machine)),
            f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
            "- Files: issues of a generated year, layout gongyun, joined",
            *("", "## Targets", "", "| target | found | |", "| :-- | --: | :-- |", *rows, ""),
            *("## Times", "", "| case | pages | maker | seconds | a page | Kanben, cold ÷ it |"),
            *("| :-- | --: | :-- | --: | --: | --: |", *table, "", _MEANING),
        ]
    )


_MEANING = """## What the numbers mean

- Every run is a new process; the makers take turns, one round before is not counted, seconds are medians
  (least–most); last, the median of the rounds' ratios.
- **same**: the same pages, saved by another program; all must say that nothing differs. **after**: lines half a point
  further apart on every page; all must say that something does, but for the comparison of texts, which are the same.
- **kanben, cold** reads both PDFs and compares them; **kanben, snapshots** compares what was read before, as
  `kanben proof check` does with a baseline and a file that was looked at already.
- **comparepdf** (Debian, Poppler) draws the pages of both, or takes their text. It stops at the first page that
  differs, so that drawing takes it one page in **after**; all it says is whether the files differ.
"""


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and write; targets that are missed are told, and are no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench.proof", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4, 12], help="issues of some 48 pages")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file to write")
    options = parser.parse_args()
    makers = MAKERS
    if shutil.which("comparepdf") is None:
        _tell("comparepdf is not here (apt-get install comparepdf): Kanben is measured alone")
        makers = (COLD, CACHED)
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    before = load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        pages = prepare(Path(name), options.sizes)
        runs = measure(Path(name), makers, options.sizes, options.rounds)
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = report(runs, pages, date, (before, load()), describe_machine())
    options.results.write_text(text, encoding="utf-8")
    for target in targets(runs, pages):
        print(f"{'met' if target.is_met else 'NOT MET'}: {target.name} ({target.found})")
    print(options.results)


if __name__ == "__main__":
    main()

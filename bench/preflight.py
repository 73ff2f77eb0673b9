"""``python -m bench.preflight``: preflight of a press edition and of larger ones, against what shells are used for."""

import argparse
import compileall
import datetime
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.machine import describe_machine, load

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("PREFLIGHT.md")
PAGES = 48  # of the sample's press edition
OURS, INKS, LISTS = "kanben preflight", "gs inkcov", "pdfinfo, pdffonts, pdfimages"
MAKERS = (OURS, INKS, LISTS)
KINDS = ("text", "pictures")
SECONDS, LINEAR = 3.0, 1.1
_FIT, _UNFIT = 0, 7

Runs = Mapping[tuple[str, int], Mapping[str, Sequence[float]]]


@dataclass(frozen=True)
class Target:
    """Something to be reached, what was found, and whether it is met."""

    name: str
    found: str
    is_met: bool


def commands(maker: str, file: Path) -> list[list[str]]:
    """What *maker* runs on *file*, one after the other."""
    return {
        OURS: [[sys.executable, "-m", "pipeline", "preflight", str(file), "--profile", "press"]],
        INKS: [["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-sOutputFile=-", str(file)]],
        LISTS: [
            ["pdfinfo", "-box", "-f", "1", "-l", "-1", str(file)],
            ["pdffonts", str(file)],
            ["pdfimages", "-list", str(file)],
        ],
    }[maker]


def seconds_of(maker: str, file: Path) -> float:
    """Wall seconds of one cold run. Raises RuntimeError when it fails; findings are no failure."""
    start = time.perf_counter()
    for command in commands(maker, file):
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode not in {_FIT, _UNFIT}:
            raise RuntimeError(f"{maker} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return time.perf_counter() - start


def prepare(folder: Path, sizes: Sequence[int]) -> None:
    """Build the press edition of the sample, not timed, and make the files of all *sizes* of it in *folder*."""
    _tell("building the press edition, not timed")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    build = [sys.executable, "-m", "pipeline", "build", str(ROOT / "issues/gongyun/2023/01"), "--edition", "press"]
    quiet = subprocess.DEVNULL
    subprocess.run([*build, "--out", str(folder)], cwd=ROOT, check=True, env=environment, stdout=quiet, stderr=quiet)
    (source,) = folder.rglob("*-press.pdf")
    make = [sys.executable, "-m", "bench.preflight_files", str(folder), str(source), *map(str, sizes)]
    subprocess.run(make, cwd=ROOT, check=True)


def measure(folder: Path, sizes: Sequence[int], rounds: int) -> Runs:
    """Seconds by kind and size and by maker, who take turns; one round before is not counted."""
    runs: dict[tuple[str, int], dict[str, list[float]]] = {}
    for number in range(rounds + 1):
        for kind in KINDS:
            for size in sizes:
                found = {maker: seconds_of(maker, folder / f"{kind}-{size}.pdf") for maker in MAKERS}
                _tell(
                    f"{kind} {size}×, round {number}: "
                    + ", ".join(f"{key} {value:.2f} s" for key, value in found.items())
                )
                for maker, seconds in found.items() if number else ():
                    runs.setdefault((kind, size), {}).setdefault(maker, []).append(seconds)
    return runs


def ratio(runs: Mapping[str, Sequence[float]], peer: str) -> float:
    """Median over the rounds of our time divided by that of *peer* in the same round."""
    return median(ours / theirs for ours, theirs in zip(runs[OURS], runs[peer], strict=True))


def growth(runs: Runs, kind: str) -> float:
    """How many times as long a page takes in the largest file as in the smallest: 1 or less is linear."""
    sizes = sorted(size for each, size in runs if each == kind)
    least, most = (median(runs[kind, size][OURS]) / size for size in (sizes[0], sizes[-1]))
    return most / least


def targets(runs: Runs) -> list[Target]:
    """What is to be reached."""
    result = []
    for kind in KINDS:
        least = min(size for each, size in runs if each == kind)
        seconds = median(runs[kind, least][OURS])
        name = f"{kind}, {PAGES * least} pages: at most {SECONDS * least:g} s"
        result.append(Target(name, f"{seconds:.2f} s", seconds <= SECONDS * least))
        factor = growth(runs, kind)
        name = f"{kind}: linear, the time of a page grows by {LINEAR} at most"
        result.append(Target(name, f"{factor:.2f}", factor <= LINEAR))
    return result


def report(runs: Runs, date: str, loads: tuple[float, float], machine: Sequence[str]) -> str:
    """The text of PREFLIGHT.md."""
    rows = [f"| {each.name} | {each.found} | {'met' if each.is_met else '**not met**'} |" for each in targets(runs)]
    table = []
    for (kind, size), found in runs.items():
        for maker in MAKERS:
            seconds = found[maker]
            spread = f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
            page = f"{1000 * median(seconds) / (PAGES * size):.1f} ms"
            against = "" if maker == OURS else f"{ratio(found, maker):.2f}"
            table.append(f"| {kind} | {PAGES * size} | {maker} | {spread} | {page} | {against} |")
    return "\n".join(
        [
            *(
                "# Measured: preflight",
                "",
                "Written by `make bench` (`python -m bench.preflight`); do not edit by hand.",
                "",
            ),
            *(f"- Date: {date}", *(f"- {line}" for line in machine)),
            f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
            "- Issue: press edition of the sample, layout gongyun, profile press",
            *("", "## Targets", "", "| target | found | |", "| :-- | --: | :-- |", *rows, ""),
            *("## Times", "", "| file | pages | maker | seconds | a page | Kanben ÷ it |"),
            *("| :-- | --: | :-- | --: | --: | --: |", *table, "", _MEANING),
        ]
    )


_MEANING = """## What the numbers mean

- Every run is a new process or, of the shell's programs, one after the other; the makers take turns, one round before
  is not counted, seconds are medians (least–most); last, the median of the rounds' ratios.
- **text** is the press edition of the sample issue; more pages are its pages again, each with content of its own. No
  page of it can be above the ink limit, so that Ghostscript is not needed. In **pictures** every third page has
  a picture of 105 × 105 mm in CMYK at 300 dpi: those pages are drawn in separations.
- **gs inkcov** is Ghostscript's own mean ink by page, of all pages; **pdfinfo, pdffonts, pdfimages** are Poppler's
  lists of boxes, fonts and images. Neither judges anything; they are what is usually run by hand, and less than what
  a preflight looks at.
"""


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and write; targets that are missed are told, and are no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench.preflight", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4, 8], help="multiples of 48 pages")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file to write")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    before = load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        prepare(Path(name), options.sizes)
        runs = measure(Path(name), options.sizes, options.rounds)
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    options.results.write_text(report(runs, date, (before, load()), describe_machine()), encoding="utf-8")
    for target in targets(runs):
        print(f"{'met' if target.is_met else 'NOT MET'}: {target.name} ({target.found})")
    print(options.results)


if __name__ == "__main__":
    main()

"""``python -m bench.binding``: a year bound, and twenty years; against pypdf, pikepdf and qpdf on the same files."""

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
from io import BytesIO
from pathlib import Path
from statistics import median

from bench.machine import describe_machine

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).with_name("BINDING.md")
WHOLE, INDEXED, ALONE, PYPDF = "kanben bind", "bind, stamp, index", "kanben", "pypdf append"
PEERS = (PYPDF, "pikepdf", "qpdf")
TIME_RATIO, SIZE_RATIO = 0.7, 0.45
STAMP_SECONDS, STAMP_BYTES = 0.0002, 300


@dataclass(frozen=True)
class BindRun:
    """One cold run: wall seconds, peak resident memory and size of the PDF in bytes."""

    maker: str
    seconds: float
    peak: int
    size: int


def run(maker: str, command: Sequence[str], target: Path, cwd: Path = ROOT) -> BindRun:
    """Run *command*, which writes *target*. Raises RuntimeError when it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=said)
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{maker} failed: {said.read().decode(errors='replace')[-2000:]}")
    return BindRun(maker, seconds, usage.ru_maxrss * 1024, target.stat().st_size)


def bind_files(maker: str, target: Path, files: Sequence[Path]) -> BindRun:
    """One run of *maker* on *files*."""
    return run(maker, [sys.executable, "-m", "bench.bind_files", maker, str(target), *map(str, files)], target)


def year(workspace: Path) -> tuple[Path, list[Path]]:
    """Make the generated year in *workspace*, its issues built; returns its folder and their PDFs."""
    subprocess.run(
        [sys.executable, "-m", "bench.year", str(workspace)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    folder = workspace / "issues/nianben/2023"
    _tell("building twelve issues, not timed")
    build = [sys.executable, "-m", "pipeline", "build", str(folder)]
    subprocess.run(
        build, cwd=workspace, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    return folder, sorted((workspace / "out").rglob("nianben-2023-[0-9][0-9].pdf"))


def measure_year(workspace: Path, folder: Path, files: list[Path], rounds: int) -> dict[str, list[BindRun]]:
    """The whole command and all binders on a year, taking turns; one round before is not counted."""
    set_pages = [sys.executable, "-m", "bench.own_pages", str(folder)]
    subprocess.run(set_pages, cwd=workspace, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    whole = [sys.executable, "-m", "pipeline", "bind", str(folder)]
    indexed = [sys.executable, "-m", "bench.bind_files", INDEXED, str(workspace / "bound.pdf"), str(folder)]
    target = workspace / "out/nianben/2023/nianben-2023.pdf"
    runs: dict[str, list[BindRun]] = {name: [] for name in (WHOLE, INDEXED, ALONE, *PEERS)}
    for number in range(rounds + 1):
        found = [run(WHOLE, whole, target, workspace)]
        found.append(run(INDEXED, indexed, workspace / "bound.pdf", workspace))
        found += [bind_files(name, workspace / "bound.pdf", files) for name in (ALONE, *PEERS)]
        _tell(f"12 issues, round {number}: " + ", ".join(f"{each.maker} {each.seconds:.2f} s" for each in found))
        for each in found if number else ():
            runs[each.maker].append(each)
    return runs


def measure_growth(workspace: Path, files: list[Path], counts: Sequence[int]) -> dict[int, list[BindRun]]:
    """The binder alone and its peers on *counts* of issues, copies of *files*."""
    copies = workspace / "copies"
    command = [sys.executable, "-m", "bench.copies", str(copies), str(max(counts)), *map(str, files)]
    subprocess.run(command, cwd=ROOT, check=True)
    all_files = sorted(copies.glob("*.pdf"))
    result = {}
    for count in counts:
        result[count] = [bind_files(name, workspace / "bound.pdf", all_files[:count]) for name in (ALONE, *PEERS)]
        _tell(f"{count} issues: " + ", ".join(f"{each.maker} {each.seconds:.1f} s" for each in result[count]))
    return result


def measure_stamping(files: Sequence[Path], rounds: int = 7) -> tuple[float, float]:
    """Processor seconds and bytes that the stamps of a page take: bound with and without them, in turns, the median."""
    from bench.bind_files import plan, stamp_sheet
    from pipeline.binding.document.assembly import bind

    stamps, seconds, sizes, pages = stamp_sheet(), [], [], 0
    for _round in range(rounds):
        times = []
        for is_stamped in (True, False):
            file, start = BytesIO(), time.process_time()
            count = bind(plan(files, stamps, is_stamped), file)
            times.append(time.process_time() - start)
            sizes.append(len(file.getvalue()))
            pages = max(pages, count)
        seconds.append((times[0] - times[1]) / pages)
    return median(seconds), (sizes[0] - sizes[1]) / pages


def ratio(runs: Mapping[str, list[BindRun]], peer: str, maker: str = WHOLE) -> float:
    """Median over the rounds of the time of *maker* divided by that of *peer* in the same round."""
    pairs = zip(runs[maker], runs[peer], strict=True)
    return median(ours.seconds / theirs.seconds for ours, theirs in pairs)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def targets(runs: Mapping[str, list[BindRun]], stamp: tuple[float, float]) -> list[tuple[str, str, bool]]:
    """What is to be reached, what was found, and whether it is met."""
    time_ratio = ratio(runs, PYPDF, INDEXED)
    size_ratio = runs[WHOLE][-1].size / runs[PYPDF][-1].size
    return [
        (f"bind, stamp, index: at most {TIME_RATIO} of pypdf's append", f"{time_ratio:.2f}", time_ratio <= TIME_RATIO),
        (f"size: at most {SIZE_RATIO} of pypdf's append", f"{size_ratio:.2f}", size_ratio <= SIZE_RATIO),
        ("stamps: at most 0.2 ms a page", f"{stamp[0] * 1000:.3f} ms", stamp[0] <= STAMP_SECONDS),
        ("stamps: at most 300 bytes a page", f"{stamp[1]:.0f} bytes", stamp[1] <= STAMP_BYTES),
    ]


def report(
    pages: int, runs: Mapping[str, list[BindRun]], growth: Mapping[int, list[BindRun]], stamp: tuple[float, float]
) -> str:
    """The text of BINDING.md."""
    rows = ["| target | found | |", "| :-- | --: | :-- |"]
    rows += [f"| {name} | {found} | {'met' if met else '**not met**'} |" for name, found, met in targets(runs, stamp)]
    year_rows = ["| maker | seconds | peak memory | file | it ÷ pypdf append |", "| :-- | --: | --: | --: | --: |"]
    for maker, found in runs.items():
        seconds = [each.seconds for each in found]
        spread = f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
        against = "" if maker == PYPDF else f"{ratio(runs, PYPDF, maker):.2f}"
        peak = median(each.peak for each in found) / 2**20
        year_rows.append(f"| {maker} | {spread} | {peak:.0f} MiB | {found[-1].size / 1e6:.2f} MB | {against} |")
    growth_rows = [
        "| issues | maker | seconds | seconds an issue | peak memory | file |",
        "| --: | :-- | --: | --: | --: | --: |",
    ]
    for count, found in growth.items():
        growth_rows += [
            f"| {count} | {each.maker} | {each.seconds:.1f} | {each.seconds / count:.3f} | {each.peak / 2**20:.0f} MiB "
            f"| {each.size / 1e6:.1f} MB |"
            for each in found
        ]
    machine = [f"- {line}" for line in describe_machine()]
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    head = [
        "# Measured: a year bound",
        "",
        "Written by `make bench` (`python -m bench.binding`); do not edit by hand.",
        "",
    ]
    head += [
        f"- Date: {date}",
        *machine,
        f"- Twelve issues of generated text, {pages} pages, tagged, PDF/A-2a and PDF/UA-1",
    ]
    sections = [("Targets", rows), ("A year", year_rows), ("Growth", growth_rows)]
    body = [line for title, lines in sections for line in ("", f"## {title}", "", *lines)]
    return "\n".join([*head, *body, "", _MEANING])


_MEANING = """## What the numbers mean

- Every run is a new process; the makers take turns, one round before is not counted, seconds are medians (least–most).
- **kanben bind** is the whole command on issues that are up to date, in two processes: it sees that they are, sets
  cover, contents and indexes by the layout engine, binds, stamps, writes catalogue, search index, report and sums.
- **bind, stamp, index** is the same without the layout engine, the volume's own pages having been set beforehand. The
  target of time is held against it: setting contents and indexes is no part of what the peers do.
- **kanben** is the binder alone, with stamps, without pages of its own and without finding aids.
- **pypdf append**, **pikepdf** and **qpdf** put the pages one after the other. None of them keeps the tags, all named
  destinations, or the declarations of the issues; pikepdf and qpdf write object streams, pypdf cannot.
- Growth: the issues are the twelve again, renamed, each page's content with a remark of its own so that nothing is
  taken for identical; of one run each. Faces are joined, so that they weigh the same however many the issues are.
- Stamps: the binder with and without them, seven times in turns in one process; the median difference by the page.
"""


def main() -> None:
    """Measure and write; targets that are missed are told, and are no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench.binding", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="*", default=[12, 60, 240], help="counts of issues")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        workspace = Path(name)
        folder, files = year(workspace)
        runs = measure_year(workspace, folder, files, options.rounds)
        growth = measure_growth(workspace, files, options.growth) if options.growth else {}
        stamp = measure_stamping(files)
        from pypdf import PdfReader

        pages = sum(len(PdfReader(path).pages) for path in files)
    RESULTS.write_text(report(pages, runs, growth, stamp), encoding="utf-8")
    for target, found, met in targets(runs, stamp):
        print(f"{'met' if met else 'NOT MET'}: {target} ({found})")
    print(RESULTS)


if __name__ == "__main__":
    main()

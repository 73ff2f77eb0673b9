"""``python -m bench.archive``: what a whole archive costs. Writes ARCHIVE.md.

Two workers beside one over 240 generated issues; planning and nothing to do over ten thousand; memory of the parent.
"""

import argparse
import datetime
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.machine import describe_machine, load
from bench.measure import ROOT
from pipeline.archive.index import ArchiveIndex, Known, token_of
from pipeline.archive.job_process import JobLimits
from pipeline.archive.places import Archive
from pipeline.archive.plan import list_jobs, plan_archive
from pipeline.archive.run import ArchiveRequest, Progress, make_archive
from pipeline.archive.workers import LocalWorkers
from pipeline.production.cache_folder import FOLDER_VARIABLE
from tests.archive.small_archives import small_archive

PLANNED, UNCHANGED, RATIO = 5.0, 3.0, 1.8
_YEARS, _MONTHS = 10, 12
_MEANING = """\
- Made: `make_archive` over issues of one article of a few lines, with volumes and shelves, nothing kept from before;
  seconds on the clock.
- Planned: what is missing of an archive of which nothing is made. Nothing to do: all is made, and known. Files lie in
  memory (the cache of the system); seconds of one process.
- Memory: the greatest resident size of the process that gives the orders, after a tenth of the jobs and at the end.
"""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A run over an archive: *jobs* done in *seconds*; *early* and *late* memory of the parent, MiB."""

    workers: int
    jobs: int
    seconds: float
    early: float
    late: float


def make_with(workers: int, folder: Path, publications: int, years: int) -> Made:
    """Make a new archive in *folder* with so many *workers*."""
    workspace = small_archive(folder / "workspace", publications, years, _MONTHS)
    sizes: list[float] = []

    def listen(progress: Progress) -> None:
        if not sizes and progress.done * 10 >= progress.total:
            sizes.append(_resident())

    shared = folder.resolve()
    limits = JobLimits(enforced=False)
    start = time.perf_counter()
    report = make_archive(
        ArchiveRequest(workspace=workspace, out=folder / "out"),
        lambda: LocalWorkers(workers, folder / "temporary", shared, limits),
        shared,
        listen,
    )
    if report.made != report.total:
        raise RuntimeError(report.failed or report.waiting)
    seconds = time.perf_counter() - start
    return Made(workers=workers, jobs=report.total, seconds=seconds, early=sizes[0], late=_resident())


def plan_large(folder: Path, publications: int, years: int) -> tuple[int, float, float]:
    """How many issues are in a large archive; seconds to plan it when nothing is made, and when all is."""
    archive = Archive(small_archive(folder / "workspace", publications, years, _MONTHS).resolve(), folder / "out")
    index = ArchiveIndex.of(archive.workspace, archive.out)
    start = time.perf_counter()
    plan = plan_archive(archive, index, attempts=3)
    planned = time.perf_counter() - start
    _pretend_all_is_made(archive, index)
    index.save()
    start = time.perf_counter()
    again = Archive(archive.workspace, archive.out)  # nothing remembered
    left = plan_archive(again, ArchiveIndex.of(again.workspace, again.out), attempts=3)
    unchanged = time.perf_counter() - start
    if left.jobs or len(left.unchanged) != plan.total:
        raise RuntimeError(len(left.jobs))
    return sum(job.kind == "issue" for job in plan.jobs), planned, unchanged


def _pretend_all_is_made(archive: Archive, index: ArchiveIndex) -> None:
    """Put files into the places of finished ones, and note them as a run does."""
    tokens: dict[str, str] = {}
    for job in list_jobs(archive.workspace):
        made = {f"{number}.pdf": str(number) for number in range(3)}
        folder = Path(archive.finished_folder(job))
        folder.mkdir(parents=True, exist_ok=True)
        for name in made:
            (folder / name).write_bytes(b"")
        Path(archive.record(job)).write_bytes(b"")
        tokens[job.place] = token_of(made)
        known = Known(seen="", made=tuple(made), parts=job.parts, token=tokens[job.place])
        seen = archive.glance(job, known, [tokens[place] for place in job.parts])
        index.rows[job.place] = Known(seen=seen.digest, made=known.made, parts=known.parts, token=known.token)


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_apart(workers: int) -> Made:
    """`make_with` in a process of its own."""
    command = [sys.executable, "-m", "bench.archive", "--one", str(workers)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    jobs, *numbers = said
    seconds, early, late = map(float, numbers)
    return Made(workers=workers, jobs=int(jobs), seconds=seconds, early=early, late=late)


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=int, help="measure one run with so many workers, and print it")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        folder = Path(name)
        os.environ[FOLDER_VARIABLE] = str(folder / "cache")
        if wanted.one is not None:
            made = make_with(wanted.one, folder, 2, _YEARS)
            print(made.jobs, made.seconds, made.early, made.late)
            return
        issues, planned, unchanged = plan_large(folder, 10, 84)
    runs = [measure_apart(workers) for workers in (1, 2)]
    text = table(issues, planned, unchanged, runs)
    (ROOT / "bench" / "ARCHIVE.md").write_text(text, encoding="utf-8")
    print(text)


def table(issues: int, planned: float, unchanged: float, runs: list[Made]) -> str:
    """What was measured, as a page."""
    one, two = runs
    ratio = one.seconds / two.seconds
    rows = [
        f"| {issues} issues planned, s | {planned:.1f} | {PLANNED:.0f} |",
        f"| {issues} issues, nothing to do, s | {unchanged:.1f} | {UNCHANGED:.0f} |",
        f"| {one.jobs} jobs made by one worker, s | {one.seconds:.0f} | |",
        f"| the same by two, s (times as fast) | {two.seconds:.0f} ({ratio:.2f}) | ({RATIO}) |",
        f"| memory of the parent, early and at the end, MiB | {two.early:.0f}, {two.late:.0f} | |",
    ]
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    head = [
        f"# Archives, measured on {today}",
        "",
        *(f"- {line}" for line in describe_machine()),
        f"- Load: {load():.1f}",
    ]
    return "\n".join([*head, "", "| | measured | to reach |", "|---|--:|--:|", *rows, "", _MEANING])


if __name__ == "__main__":
    main()

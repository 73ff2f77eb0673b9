"""Running the makers, each in a process of its own, and what a run took. Standard library only: see bench.material."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.tree_memory import TreeMemory

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts"
OURS, CORES, STOCK, TYPST = "Kanben, one core", "Kanben, all cores", "stock WeasyPrint", "Typst"
MAKERS = (OURS, CORES, STOCK, TYPST)
_FONT_CONFIGURATION = '<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>'


@dataclass(frozen=True)
class Issue:
    """Where an issue lies in the forms that the makers take."""

    workspace: Path
    content: Path
    html: Path
    typst: Path


@dataclass(frozen=True)
class Run:
    """One cold run: wall and processor time in seconds, peak resident memory and size of the PDF in bytes."""

    maker: str
    seconds: float
    cpu_seconds: float
    peak: int
    file_size: int


def make(maker: str, issue: Issue, pdf: Path) -> Run:
    """Let *maker* set *issue* into *pdf* from nothing: a new process, no caches but the system's of files.

    Raises RuntimeError with what the maker said when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        scratch = Path(name)
        command, environment = _COMMANDS[maker](issue, scratch)
        with (scratch / "said").open("w+b") as said:
            start = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=said, stderr=said)
            _pid, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            if process.returncode != 0:
                raise RuntimeError(f"{maker} failed: {said.read().decode(errors='replace')[-2000:]}")
        (made,) = scratch.rglob("*.pdf")
        made.replace(pdf)
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(maker, seconds, cpu_seconds, usage.ru_maxrss * 1024, pdf.stat().st_size)


def measure_memory(maker: str, issue: Issue, pdf: Path) -> int:
    """The most memory, in bytes, that *maker* and the processes it starts have at a time in a run, which is not timed.

    Raises RuntimeError as `make` does.
    """
    with TreeMemory(os.getpid()) as all_together:
        make(maker, issue, pdf)
    return all_together.peak


def alternate(issue: Issue, rounds: int, pdfs: Mapping[str, Path], tell: Callable[[str], None]) -> list[list[Run]]:
    """Return *rounds* rounds, in each of which every maker sets *issue* once: what slows the machine slows them all."""
    result = []
    for number in range(1, rounds + 1):
        result.append([make(maker, issue, pdfs[maker]) for maker in MAKERS])
        tell(f"round {number}: " + ", ".join(f"{run.maker} {run.seconds:.2f} s" for run in result[-1]))
    return result


def _ours(issue: Issue, scratch: Path, jobs: int = 1) -> tuple[Sequence[str], dict[str, str]]:
    build = [sys.executable, "-m", "pipeline", "build", "--force", "--jobs", str(jobs)]
    return [*build, "--no-cache", "--out", str(scratch / "out"), str(issue.content)], {}


def _on_all_cores(issue: Issue, scratch: Path) -> tuple[Sequence[str], dict[str, str]]:
    return _ours(issue, scratch, len(os.sched_getaffinity(0)))


def _stock(issue: Issue, scratch: Path) -> tuple[Sequence[str], dict[str, str]]:
    configuration = scratch / "fonts.conf"
    configuration.write_text(_FONT_CONFIGURATION.format(fonts=FONTS, cache=scratch / "cache"), encoding="utf-8")
    command = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/a-2a", str(issue.html)]
    return [*command, str(scratch / "issue.pdf")], {"FONTCONFIG_FILE": str(configuration)}


def _typst(issue: Issue, scratch: Path) -> tuple[Sequence[str], dict[str, str]]:
    command = [sys.executable, "-m", "bench.compile_typst", str(issue.typst), str(issue.workspace), str(FONTS)]
    return [*command, str(scratch / "issue.pdf")], {}


_COMMANDS = {OURS: _ours, CORES: _on_all_cores, STOCK: _stock, TYPST: _typst}

"""Medians, ratios and targets of the measurements, as ``RESULTS.md``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from bench.measure import CORES, MAKERS, OURS, STOCK, TYPST, Run

if TYPE_CHECKING:
    from bench.finished import Finished
    from bench.line_quality import LineQuality

_PEERS = (STOCK, TYPST)
_AT_MOST = (
    ("1×", OURS, STOCK, 0.75),
    ("1×", CORES, TYPST, 6.0),
    ("more", OURS, STOCK, 0.6),
    ("more", CORES, STOCK, 0.45),
    ("more", CORES, TYPST, 5.0),
)
"""What a maker's time is to be at most, of that of a peer, at 1× and at more."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The rounds of one size of the issue, what each maker's PDF holds, and how its lines are set, if that is asked.

    *memory*: bytes that each maker takes with all the processes it starts.
    """

    size: int
    articles: int
    rounds: Sequence[Sequence[Run]]
    finished: "dict[str, Finished]"
    memory: dict[str, int]
    lines: "dict[str, LineQuality]" = field(default_factory=dict)

    def of(self, maker: str) -> list[Run]:
        """The runs of *maker*, in order."""
        return [run for runs in self.rounds for run in runs if run.maker == maker]

    def seconds(self, maker: str) -> float:
        """Median wall time."""
        return median(run.seconds for run in self.of(maker))

    def file_size(self, maker: str) -> int:
        """Size of the PDF, bytes; it is the same in all runs but for dates."""
        return self.of(maker)[-1].file_size

    def time_ratio(self, peer: str, ours: str = OURS) -> float:
        """Median over the rounds of our wall time divided by the peer's of the same round; below 1 we are faster."""
        pairs = zip(self.of(ours), self.of(peer), strict=True)
        return median(ours.seconds / theirs.seconds for ours, theirs in pairs)


@dataclass(frozen=True)
class Target:
    """Something to be reached, and whether it is."""

    name: str
    found: str
    met: bool


def targets(measured: Sequence[Measured]) -> list[Target]:
    """The targets that the sizes measured can tell of."""
    result = []
    for one in measured:
        for size, maker, peer, most in _AT_MOST:
            if size == ("1×" if one.size == 1 else "more"):
                ratio = one.time_ratio(peer, maker)
                name = f"{one.size}×: {maker}: at most {most:g} of the time of {peer}"
                result.append(Target(name, f"{ratio:.2f}", ratio <= most))
        ours, theirs = one.file_size(OURS), one.file_size(TYPST)
        name = f"{one.size}×: file no larger than Typst's"
        result.append(Target(name, f"{ours / theirs:.2f} of its size", ours <= theirs))
    return result


def results(
    source: str, date: str, machine: Sequence[str], loads: tuple[float, float], all_: Sequence[Measured]
) -> str:
    """Return the text of RESULTS.md; *loads* are the machine's before and after."""
    lines = [
        "# Measured: one issue, three programs",
        "",
        "Written by `make bench` (`python -m bench`); do not edit by hand.",
        "",
        f"- Date: {date}",
        *(f"- {line}" for line in machine),
        f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
        f"- Issue: {source}, layout gongyun",
        "",
        "## Targets",
        "",
        "| target | found | |",
        "| :-- | --: | :-- |",
        *(f"| {target.name} | {target.found} | {'met' if target.met else '**not met**'} |" for target in targets(all_)),
        "",
    ]
    for measured in all_:
        lines += _size_table(measured)
    return "\n".join([*lines, _MEANING])


def _size_table(measured: Measured) -> list[str]:
    heading = f"## {measured.size}×: {measured.articles} articles"
    names = (
        "maker",
        "pages",
        "Han characters",
        "seconds",
        "processor s",
        "pages/s",
        "peak memory",
        "all processes",
        "file",
    )
    head = "| " + " | ".join((*names, "one core ÷ it", "all cores ÷ it")) + " |"
    rows = []
    for maker in MAKERS:
        runs, pages, seconds = measured.of(maker), measured.finished[maker].pages, measured.seconds(maker)
        spread = f"{seconds:.2f} ({min(run.seconds for run in runs):.2f}–{max(run.seconds for run in runs):.2f})"
        cells = [
            maker,
            str(pages),
            f"{measured.finished[maker].han.total():,}",
            spread,
            f"{median(run.cpu_seconds for run in runs):.2f}",
            f"{pages / seconds:.1f}",
            f"{median(run.peak for run in runs) / 2**20:.0f} MiB",
            f"{measured.memory[maker] / 2**20:.0f} MiB",
            f"{measured.file_size(maker) / 1000:,.0f} kB",
            *(f"{measured.time_ratio(maker, ours):.2f}" if maker in _PEERS else "" for ours in (OURS, CORES)),
        ]
        rows.append("| " + " | ".join(cells) + " |")
    rounds = f"Rounds: {len(measured.rounds)}; medians (least–most); last, the median of the rounds' ratios of seconds."
    result = [heading, "", head, "| :-- |" + " --: |" * 10, *rows, "", rounds, ""]
    return [*result, *_line_table(measured.lines), ""] if measured.lines else result


def _line_table(lines: "dict[str, LineQuality]") -> list[str]:
    head = "| maker | full lines | loosened | all commas emptied | three loose in a row | lone characters |"
    rows = ["### Lines of body text", "", head, "| :-- | --: | --: | --: | --: | --: |"]
    for maker, found in lines.items():
        emptied = f"{found.emptied} ({100 * found.emptied / max(1, found.lines):.1f} %)"
        rows.append(f"| {maker} | {found.lines} | {found.loosened} | {emptied} | {found.runs} | {found.lone} |")
    return rows


_MEANING = """## What the numbers mean

- Every run is cold: a new process that loads its libraries and reads the font files; nothing is kept between runs but
  what the system keeps of files, and Python's byte code of all modules. One run of each maker before the first round is
  not counted. The makers take turns, so that whatever else the machine does slows them alike.
- **Kanben** is `kanben build`, with `--jobs 1` and with as many as there are cores: it reads and checks the content
  folder, looks up every character in the faces, lays out the parts and writes one PDF. **Stock WeasyPrint** and
  **Typst** are handed a finished document, made beforehand and not timed: reading and checking content is ours alone.
- Stock WeasyPrint is its own command line on one HTML document: the same bodies and style sheets, the contents filled
  by `target-counter`. It declares PDF/A-2a; Kanben's file declares PDF/A-2a and PDF/UA-1.
- Typst is the package of PyPI with the layout written again in Typst (`bench/gongyun.typ`): same page, grid, faces and
  elements; tagged, PDF/A-2a and PDF/UA-1. It may use several cores, stock WeasyPrint uses one: see processor seconds.
  It breaks lines by its own rules, so its pages may differ.
- All set the same text, as the count of Han characters in the PDFs shows and `tests/bench` checks. (WeasyPrint
  70.0 loses a footnote of the *sample* issue in one document, where `target-counter` makes it lay pages out again.) At
  more than 1× each article is there again under another name, in further sections of one issue.
- Lines of body text are measured on their glyphs: loosened by more than 0.02 em between Han characters; squeezed so far
  that no comma has any white; three lines in a row with more than 0.05 em; last lines of one Han character. Stock
  WeasyPrint stretches spaces alone, and leaves most lines ragged.
- Peak memory is the largest resident set of one process. All processes: the most that a maker has with the processes
  it starts at a time, pages that they share counted once; looked at ten times a second in a run that is not timed. A
  file's size depends on how glyphs are subset and on what is compressed, less on the text.
"""

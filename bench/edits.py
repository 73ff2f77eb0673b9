"""``python -m bench.edits``: what a changed word costs, in a process that stays and in a new one. Writes EDITS.md."""

import argparse
import compileall
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.chart import bars
from bench.edit_loop import change_word
from bench.machine import describe_machine, load
from bench.measure import FONTS, ROOT

_MEANING = """\
- **Edit, same process**: Kanben as `kanben build --watch` and the desk keep it, Typst as its `watch` keeps it: one
  word is changed in a file, then the file is read, and the whole PDF made, in memory. The first making is not counted.
- **New process, kept parts**: `kanben build` after a word of one article was changed, with the laid-out parts of the
  build before in the cache; beside the same command with `--no-cache`, on the same content, in turns.
- To reach: in the same process at most twice Typst's time at 8×; in a new one at most 0.45 of cold at 1×, 0.15 at 8×.
- Ratios are medians over the rounds of ratios of the same round.
"""


@dataclass(frozen=True)
class Edits:
    """What was measured of one size: seconds of each round. *cached* and *cold* are new processes."""

    size: int
    kanben: list[float]
    typst: list[float]
    cached: list[float]
    cold: list[float]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.edits", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edits", type=int, default=8, help="in each round (8)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 8], help="multiples of the text (1 8)")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "EDITS.md", help="file to write")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    before = load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        command = [sys.executable, "-m", "bench.material", name, *map(str, options.sizes)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        found = [measure(Path(name), each, options.rounds, options.edits) for each in json.loads(done.stdout)]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    options.results.write_text(report(found, today, (before, load())), encoding="utf-8")
    options.results.with_name("edits.svg").write_text(chart(found), encoding="utf-8")
    print(options.results)


def measure(folder: Path, material: dict[str, str], rounds: int, edits: int) -> Edits:
    """Measure the issue of *material* (`bench.material`) in *rounds*, in each of which all take their turns."""
    result = Edits(int(material["size"]), [], [], [], [])
    for number in range(rounds):
        copy = folder / f"edited-{material['size']}-{number}"
        shutil.copytree(material["workspace"], copy)
        issue, source = (copy / Path(material[key]).relative_to(material["workspace"]) for key in ("issue", "typst"))
        result.kanben.append(median(_loop("kanben", str(edits), str(issue))))
        result.typst.append(median(_loop("typst", str(edits), str(source), str(copy), str(FONTS))))
        cached, cold = _time_processes(copy, issue)
        result.cached.append(cached)
        result.cold.append(cold)
        print(f"{result.size}×, round {number + 1}: {result}", file=sys.stderr, flush=True)
    return result


def _loop(*arguments: str) -> list[float]:
    command = [sys.executable, "-m", "bench.edit_loop", *arguments]
    seconds: list[float] = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)
    return seconds


def _time_processes(folder: Path, issue: Path) -> tuple[float, float]:
    """Seconds of a build of the *issue* after a word was changed: with kept parts, and with none."""
    article = max((issue / "articles").glob("*.md"), key=lambda path: path.stat().st_size)
    environment = os.environ | {"KANBEN_CACHE": str(folder / "cache")}
    command = [sys.executable, "-m", "pipeline", "build", "--force", "--jobs", "1", "--out", str(folder / "out")]

    def build(*options: str) -> float:
        start = time.perf_counter()
        subprocess.run([*command, *options, str(issue)], cwd=ROOT, env=environment, capture_output=True, check=True)
        return time.perf_counter() - start

    build()
    change_word(article, 0.5, "改")
    return build(), build("--no-cache")


def report(found: list[Edits], date: str, loads: tuple[float, float]) -> str:
    """The text of EDITS.md; *loads* are the machine's before and after."""
    rows = [
        f"| {each.size}× | {median(each.kanben):.3f} | {median(each.typst):.3f} | {_ratio(each.kanben, each.typst)} "
        f"| {median(each.cached):.2f} | {median(each.cold):.2f} | {_ratio(each.cached, each.cold)} |"
        for each in found
    ]
    lines = [
        "# Measured: one word changed",
        "",
        "Written by `make bench` (`python -m bench.edits`); do not edit by hand.",
        "",
        f"- Date: {date}",
        *(f"- {line}" for line in describe_machine()),
        f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
        "- Issue: the same as in [RESULTS.md](RESULTS.md), layout gongyun",
        "",
        "| size | edit, same process: Kanben, s | Typst, s | ratio | new process, kept parts, s | cold, s | ratio |",
        "| :-- | --: | --: | --: | --: | --: | --: |",
        *rows,
        "",
        _MEANING,
    ]
    return "\n".join(lines)


def chart(found: list[Edits]) -> str:
    """What is measured as bars, for README."""
    rows = []
    for each in found:
        rows += [
            (f"{each.size}×: Typst, same process", median(each.typst), False),
            (f"{each.size}×: Kanben, same process", median(each.kanben), True),
            (f"{each.size}×: Kanben, new process, kept parts", median(each.cached), True),
            (f"{each.size}×: Kanben, nothing kept", median(each.cold), True),
        ]
    return bars("One word changed: seconds to the finished PDF", rows)


def _ratio(ours: list[float], theirs: list[float]) -> str:
    return f"{median(one / other for one, other in zip(ours, theirs, strict=True)):.2f}"


if __name__ == "__main__":
    main()

"""``python -m bench.notes``: what footnotes cost in an article of two columns. Writes NOTES.md."""

import argparse
import compileall
import datetime
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.machine import describe_machine, load
from bench.measure import OURS, ROOT, Issue, Run, make
from bench.year import known_letters, sentence, words

COUNTS = (100, 300, 600)
SECONDS, GROWTH = 3.0, 2.2
_SEED, _NOTE = 300, 12
_MEANING = """\
- An article of layout journal: as many paragraphs as notes, of one sentence or two; each calls a note of some fifteen
  characters. Without notes: the same article without them.
- `kanben build --no-cache`, each in a process of its own, with and without in turns; one run before is not counted.
  Seconds are medians over the rounds (least–most), of processor time.
"""


@dataclass(frozen=True)
class Noted:
    """What was measured of *count* notes: runs with them and without, and the characters that are set with them."""

    count: int
    characters: int
    noted: list[Run]
    plain: list[Run]


def write_issue(workspace: Path, count: int, letters: Sequence[str], *, has_notes: bool) -> tuple[Path, int]:
    """An issue with one article of *count* paragraphs: its folder, and the characters in it."""
    chance, paragraphs, notes = random.Random(_SEED), [], []
    for number in range(1, count + 1):
        text = "".join(sentence(chance, letters) for _sentence_number in range(chance.randint(1, 2)))
        note = words(chance, letters, _NOTE)
        paragraphs.append(text[:-1] + f"[^{number}]。" if has_notes else text)
        notes.append(f"[^{number}]: {note}，第{number}页。")
    folder = workspace / "issues/zhujiao/2024/01"
    (folder / "articles").mkdir(parents=True)
    rows = "year: 2024\nnumber: 1\ntotal_number: 1\ndate: 2024-01-05\n"
    rows += "sections:\n  - name: 论文\n    articles:\n      - file: articles/wen.md\n"
    (folder / "issue.yaml").write_text(rows, encoding="utf-8")
    (folder.parents[1] / "publication.yaml").write_text(
        "name: 注脚\nlatin_name: Zhujiao\norganisers: [编辑部]\nlayout: journal\nlanguage: zh-CN\n", encoding="utf-8"
    )
    parts = ["---\ntitle: 一篇有注的文章\nauthors: [{name: 赵一}]\n---", *paragraphs, *(notes if has_notes else [])]
    text = "\n\n".join(parts)
    (folder / "articles/wen.md").write_text(text + "\n", encoding="utf-8")
    return folder, sum(map(len, parts[1:]))


def measure(folder: Path, count: int, letters: Sequence[str], rounds: int) -> Noted:
    """Measure an article with *count* notes, and without, in turns."""
    issues = {}
    characters = 0
    for name in ("plain", "noted"):
        content, characters = write_issue(folder / f"{name}-{count}", count, letters, has_notes=name == "noted")
        issues[name] = Issue(folder, content, content, content)
    runs: Mapping[str, list[Run]] = {"plain": [], "noted": []}
    for number in range(rounds + 1):
        for name, issue in issues.items():
            run = make(OURS, issue, folder / f"{name}.pdf")
            print(f"{count} notes, round {number}: {name} {run.cpu_seconds:.2f} s", file=sys.stderr, flush=True)
            runs[name].extend([run] if number else [])
    return Noted(count, characters, runs["noted"], runs["plain"])


def targets(found: Sequence[Noted]) -> list[tuple[str, str, bool]]:
    """What is to be reached, what was found, and whether it is met."""
    seconds = {each.count: _seconds(each.noted) for each in found}
    growth = seconds[600] / seconds[300]
    return [
        (f"300 notes: at most {SECONDS:.0f} s", f"{seconds[300]:.2f} s", seconds[300] <= SECONDS),
        (f"600 notes: at most {GROWTH} times what 300 take", f"{growth:.2f}", growth <= GROWTH),
    ]


def report(found: Sequence[Noted], date: str, loads: tuple[float, float]) -> str:
    """The text of NOTES.md; *loads* are the machine's before and after."""
    lines = [
        "# Measured: footnotes in columns",
        "",
        "Written by `make bench` (`python -m bench.notes`); do not edit by hand.",
        "",
        f"- Date: {date}",
        *(f"- {line}" for line in describe_machine()),
        f"- Load average before and after: {loads[0]:.2f}, {loads[1]:.2f}",
        "",
        "| target | found | |",
        "| :-- | --: | :-- |",
        *(f"| {name} | {value} | {'met' if met else '**not met**'} |" for name, value, met in targets(found)),
        "",
        "| notes | characters | with notes, s | without, s | more, for a note |",
        "| --: | --: | --: | --: | --: |",
        *(_row(each) for each in found),
        "",
        _MEANING,
    ]
    return "\n".join(lines)


def _row(found: Noted) -> str:
    more = (_seconds(found.noted) - _seconds(found.plain)) / found.count
    spread = [run.cpu_seconds for run in found.noted]
    seconds = f"{_seconds(found.noted):.2f} ({min(spread):.2f}–{max(spread):.2f})"
    row = (f"{found.count}", f"{found.characters:,}", seconds, f"{_seconds(found.plain):.2f}", f"{more * 1000:.1f} ms")
    return f"| {' | '.join(row)} |"


def _seconds(runs: Sequence[Run]) -> float:
    return median(run.cpu_seconds for run in runs)


def main() -> None:
    """Measure and write; targets that are missed are told, and are no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench.notes", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "NOTES.md", help="file to write")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    letters, before = known_letters(), load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        found = [measure(Path(name), count, letters, options.rounds) for count in COUNTS]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    options.results.write_text(report(found, today, (before, load())), encoding="utf-8")
    for target, value, met in targets(found):
        print(f"{'met' if met else 'NOT MET'}: {target} ({value})")
    print(options.results)


if __name__ == "__main__":
    main()

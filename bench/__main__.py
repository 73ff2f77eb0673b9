"""``python -m bench``: prepare the issue, let the makers take turns, write the results."""

import argparse
import compileall
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.machine import describe_machine, load
from bench.measure import MAKERS, ROOT, Issue, Run, alternate, measure_memory
from bench.report import Measured, results, targets

DEFAULT_ROUNDS = 5  # at 1×
DEFAULT_ROUNDS_LARGE = 3


def main() -> None:
    """Measure and write; targets that are missed are told, and are no failure."""
    options = _options()
    compileall.compile_dir(ROOT / "pipeline", quiet=1)  # as pip does for WeasyPrint; Python may be kept from it
    before = load()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        folder = Path(name)
        material = _prepare(folder, options.sizes)
        rounds = [_take_rounds(folder, each, options.rounds) for each in material]
        measured = [_measured(folder, each, runs) for each, runs in zip(material, rounds, strict=True)]
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = results(material[0]["source"], today, describe_machine(), (before, load()), measured)
    options.results.write_text(text, encoding="utf-8")
    for target in targets(measured):
        print(f"{'met' if target.met else 'NOT MET'}: {target.name} ({target.found})")
    print(options.results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("--rounds", type=int, help="rounds at every size (else 5 at 1×, 3 at more)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 8], help="multiples of the text (1 8)")
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "RESULTS.md", help="file to write")
    options = parser.parse_args()
    if min(options.sizes) < 1 or (options.rounds is not None and options.rounds < 1):
        parser.error("sizes and rounds count from 1")
    return options


def _prepare(folder: Path, sizes: list[int]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "bench.material", str(folder), *map(str, sizes)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    material: list[dict[str, Any]] = json.loads(done.stdout)
    _tell(f"{material[0]['source']}: {material[0]['articles']} articles")
    return material


def _take_rounds(folder: Path, material: dict[str, Any], wanted: int | None) -> list[list[Run]]:
    size = material["size"]
    issue = Issue(*(Path(material[key]) for key in ("workspace", "issue", "html", "typst")))
    pdfs = _pdfs(folder, size)
    for maker in MAKERS:
        material.setdefault("memory", {})[maker] = measure_memory(maker, issue, pdfs[maker])
        _tell(f"{size}×, not timed: {maker} {material['memory'][maker] / 2**20:.0f} MiB")
    rounds = wanted or (DEFAULT_ROUNDS if size == 1 else DEFAULT_ROUNDS_LARGE)
    return alternate(issue, rounds, pdfs, lambda text: _tell(f"{size}×, {text}"))


def _measured(folder: Path, material: dict[str, Any], rounds: list[list[Run]]) -> Measured:
    # after the runs: this process is to be small while it measures
    from bench.finished import read_finished
    from bench.line_quality import line_quality
    from pipeline.bounded_files import BoundedFolder
    from pipeline.layout import find_layout
    from pipeline.resources import find_shipped

    pdfs = _pdfs(folder, material["size"])
    geometry = find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]).geometry
    finished = {maker: read_finished(path, geometry.head) for maker, path in pdfs.items()}
    area = geometry.type_area
    lines = {maker: line_quality(path, area.size, area.characters) for maker, path in pdfs.items()}
    return Measured(
        size=material["size"],
        articles=material["articles"],
        rounds=rounds,
        finished=finished,
        memory=material["memory"],
        lines=lines if material["size"] == 1 else {},
    )


def _pdfs(folder: Path, size: int) -> dict[str, Path]:
    return {maker: folder / f"{size}-{number}.pdf" for number, maker in enumerate(MAKERS)}


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

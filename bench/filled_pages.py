"""``python -m bench.filled_pages``: how much of the pages of the samples is empty, but for the last of each part."""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measure import ROOT
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.filled_pages import list_filled_pages, share_of_white
from pipeline.production.issue.issue_builder import IssueBuilder
from tests.workspaces import replace_in

MOST = 0.03
"""The mean share of white that the issue on whole magazines allows."""
_LAYOUTS = {"gongyun": ("gongyun",), "shanhai": ("huakan", "gongyun", "journal")}  # its own first
_PIXELS_PER_POINT = 4 / 3


class Filled(NamedTuple):
    """An issue in a layout: its pages with text that aren't last ones, and the mean share of them that is empty."""

    issue: str
    layout: str
    pages: int
    white: float


def main() -> None:
    """Measure and write; a target that is missed is told, and is no failure."""
    parser = argparse.ArgumentParser(prog="python -m bench.filled_pages", description=main.__doc__)
    parser.add_argument("--results", type=Path, default=ROOT / "bench" / "PAGES.md", help="file to write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kanben-bench-") as name:
        found = list(measure(Path(name)))
    mean = sum(each.white * each.pages for each in found) / sum(each.pages for each in found)
    options.results.write_text(results(found, mean), encoding="utf-8")
    print(f"{'met' if mean <= MOST else 'NOT MET'}: at most {MOST:.0%} of the pages empty ({mean:.1%})")
    print(options.results)


def measure(folder: Path) -> Iterator[Filled]:
    """Each sample issue in the layouts of its publication, laid out in copies below *folder*."""
    for publication, layouts in _LAYOUTS.items():
        for layout in layouts:
            copy = folder / layout / "issues" / publication
            shutil.copytree(ROOT / "issues" / publication, copy)
            if layout != layouts[0]:
                replace_in(copy / "publication.yaml", f"layout: {layouts[0]}\n", f"layout: {layout}\n")
            for path in sorted(copy.glob("*/*/issue.yaml")):
                yield Filled(f"{publication}/{path.parent.parent.name}/{path.parent.name}", layout, *fill(path.parent))


def fill(issue: Path) -> tuple[int, float]:
    """How many pages of the folder *issue* have text and aren't last ones, and the mean share of them that is empty."""
    laid_out = IssueBuilder().lay_out(read_issue(issue), lambda _stage: None)
    line = laid_out.composer.layout.geometry.type_area.pitch * _PIXELS_PER_POINT
    pages = [page for page in list_filled_pages(laid_out.pagination.parts) if not page.is_last]
    return len(pages), sum(share_of_white(page.filling, line) for page in pages) / max(len(pages), 1)


def results(found: list[Filled], mean: float) -> str:
    """The file of results, in Markdown."""
    rows = "".join(f"| {each.issue} | {each.layout} | {each.pages} | {each.white:.1%} |\n" for each in found)
    return (
        "# Measured: how pages are filled\n\nWritten by `python -m bench.filled_pages`; do not edit by hand.\n\n"
        "| target | found | |\n| :-- | --: | :-- |\n"
        f"| at most {MOST:.0%} of the pages empty | {mean:.1%} | {'met' if mean <= MOST else '**not met**'} |\n\n"
        f"| issue | layout | pages | empty |\n| :-- | :-- | --: | --: |\n{rows}\n"
        "- Pages with text of articles that aren't the last of their parts; white of five lines or less, as it stands\n"
        "  about heads and figures, is none. White that an author asked for counts.\n"
    )


if __name__ == "__main__":
    main()

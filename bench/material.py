"""What is set: the issue at each size, as our content folder, as one HTML document and as a Typst document.

``python -m bench.material FOLDER SIZE…`` prepares it in a process of its own, so that the process which measures stays
small: on Linux, the peak memory of a process counts from that of the process which started it.
"""

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.enlarge import enlarge
from bench.stock import stock_document
from bench.typst_document import typst_document
from pipeline.bounded_files import BoundedFolder
from pipeline.layout import Composer, find_layout
from pipeline.manuscript.printed_text import import_text
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import PUBLICATION_FILE, workspace_of
from pipeline.resources import find_shipped

ROOT = Path(__file__).resolve().parent.parent
SEED = "imported seed"
SAMPLE = "sample issue (there is no ../shared/seed here)"
SAMPLE_ISSUE = "issues/gongyun/2023/01"


@dataclass(frozen=True)
class Material:
    """One issue at one size. *issue*, *html* and *typst* are paths inside *workspace*."""

    source: str
    size: int
    workspace: str
    issue: str
    html: str
    typst: str
    articles: int


def prepare(folder: Path, sizes: list[int]) -> list[Material]:
    """Prepare the imported seed, or else the sample issue, in *folder* at each of *sizes* (1: as it is)."""
    seeds = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
    content = folder / "content"
    if seeds:
        import_text(seeds[0], content)
    else:
        copy_sample(content)
    source = SEED if seeds else SAMPLE
    return [write_material(source, content, folder / f"times-{size}", size) for size in sizes]


def copy_sample(workspace: Path) -> None:
    """Copy the sample publication with its first issue alone into *workspace*."""
    shutil.copytree(ROOT / SAMPLE_ISSUE, workspace / SAMPLE_ISSUE)
    publication = Path(SAMPLE_ISSUE).parents[1] / PUBLICATION_FILE
    shutil.copyfile(ROOT / publication, workspace / publication)


def write_material(source: str, content: Path, workspace: Path, size: int) -> Material:
    """Make *workspace* of the workspace *content* at *size* times its text, and the peers' documents in its root."""
    path = enlarge(content, workspace, size)
    issue = read_issue(path)
    layout = find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))])
    composer = Composer(issue, layout, workspace_of(path))
    html, typst = workspace / "issue.html", workspace / "issue.typ"
    html.write_text(stock_document(composer), encoding="utf-8")
    typst.write_text(typst_document(issue, layout), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("gongyun.typ"), workspace)
    articles = list(issue.entries)
    return Material(source, size, str(workspace), str(path), str(html), str(typst), len(articles))


def main(folder: str, *sizes: str) -> None:
    """Print the material as JSON."""
    print(json.dumps([asdict(material) for material in prepare(Path(folder), [int(size) for size in sizes])]))


if __name__ == "__main__":
    main(*sys.argv[1:])

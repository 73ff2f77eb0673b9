"""Finished issues for tests to measure: the sample issues, the first in each layout, built once in a run."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.layout.layout_file import Layout, find_layout
from pipeline.production.issue.issue_builder import FinishedIssue
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.made_once import made_once, new_folder
from tests.workspaces import ISSUE, good_workspace, replace_in

ROOT = Path(__file__).parent.parent
LAYOUTS = ("gongyun", "journal")
# Of dear tests: the second layout, which is set by the same engine, is left to ``make test-all``.
DEAR_LAYOUTS = ("gongyun", pytest.param("journal", marks=pytest.mark.slow))


@dataclass(frozen=True)
class Finished:
    """A built issue with its layout, and its PDF on disk."""

    issue: FinishedIssue
    layout: Layout
    workspace: Path
    pdf: Path


@made_once
def finished_sample(layout: str, number: int = 1) -> Finished:
    """Sample issue *number* in *layout*, built in a workspace of its own."""
    workspace = new_folder("sample")
    folder = sample_in(workspace, layout, number)
    issue = new_builder().build(folder, lambda stage: None, offprints=True)
    pdf = workspace / f"{issue.id}.pdf"
    pdf.write_bytes(issue.files[pdf.name])
    return Finished(issue, find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))]), workspace, pdf)


def sample_in(workspace: Path, layout: str, number: int = 1) -> Path:
    """Copy issue *number* of the sample publication into *workspace*, to be set in *layout*; return its folder."""
    folder = f"issues/gongyun/2023/{number:02d}"
    shutil.copytree(ROOT / folder, workspace / folder)
    publication = "issues/gongyun/publication.yaml"
    text = (ROOT / publication).read_text(encoding="utf-8")
    text = text.replace("layout: gongyun", f"layout: {layout}")
    (workspace / publication).write_text(text, encoding="utf-8")
    return workspace / folder


@made_once
def issue_with(body: str, layout: str, head: str = "", options: str = "") -> bytes:
    """The PDF of the good issue (tests/golden) in *layout* with *options*, a map in YAML, whose article ``duanxin`` has
    *body* as its text, and *head*, lines of YAML, at its head besides the title."""
    workspace = good_workspace(new_folder("article"), "" if layout == "gongyun" else layout)
    if options:
        publication = (workspace / ISSUE).parents[1] / "publication.yaml"
        publication.write_text(f"{publication.read_text(encoding='utf-8')}options: {options}\n", encoding="utf-8")
    # The part is not laid out a second time for the number of a page that its other article leads to.
    replace_in(workspace / ISSUE / "articles/dengta.md", "见第 {folio} 页", "见后文")
    article = workspace / ISSUE / "articles/duanxin.md"
    article.write_text(f"---\ntitle: 试排\n{head}---\n\n{body}\n", encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    return issue.files[f"{issue.id}.pdf"]

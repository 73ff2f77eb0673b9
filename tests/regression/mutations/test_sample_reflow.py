"""A single change of text in the sample issue, in both layouts: told once, with the reflow of all that follows."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.regression.compare import compare
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.builders import new_builder
from tests.finished import LAYOUTS, sample_in
from tests.regression.specimen import sentences

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Issue:
    """The sample issue in *folder*, to be built again and again, and the snapshot of it as it is."""

    folder: Path
    builder: IssueBuilder
    before: Snapshot

    def after(self, name: str, edit: Callable[[str], str]) -> Snapshot:
        """The snapshot after *edit* of the article *name*."""
        path = self.folder / "articles" / name
        text = path.read_text(encoding="utf-8")
        path.write_text(edit(text), encoding="utf-8")
        try:
            return taken(self.folder, self.builder)
        finally:
            path.write_text(text, encoding="utf-8")


def taken(folder: Path, builder: IssueBuilder) -> Snapshot:
    issue = builder.build(folder, lambda _stage: None)
    path = folder / "issue.pdf"
    path.write_bytes(issue.files[f"{issue.id}.pdf"])
    return snapshot_of(path)


@pytest.fixture(scope="module", params=LAYOUTS)
def issue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issue]:
    workspace = tmp_path_factory.mktemp("sample")
    folder = sample_in(workspace, request.param)
    builder = new_builder()
    yield Issue(folder, builder, taken(folder, builder))
    shutil.rmtree(workspace)


EDITS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a paragraph more": ("weiwenxin.md", lambda text: f"{text.rstrip()}\n\n{sentences(5, 12)}\n"),
    "sentences more": ("jianmo.md", lambda text: text.replace("。", f"。{sentences(7, 3)}", 1)),
    "a heading less": ("wuxin.md", lambda text: text.replace("## 一、缘起：三句自问\n\n", "")),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_text_is_told_once_with_its_reflow(name: str, issue: Issue) -> None:
    found = compare(issue.before, issue.after(*EDITS[name]))
    assert [each.kind for each in found.findings] == ["text.changed"], [each.sentence for each in found.findings]
    assert found.findings[0].consequence

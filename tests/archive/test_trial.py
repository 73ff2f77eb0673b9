"""An issue on trial: compared with what was accepted of it, or with nothing."""

from pathlib import Path

import pytest

from pipeline.archive.trial import try_issue
from pipeline.bounded_files import BoundedFolder
from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest
from pipeline.production.proof.file_baselines import Places, accept_file, check_file
from pipeline.production.record import Recipe, Record, digest_issue
from tests.archive.small_archives import small_archive
from tests.builders import new_builder

PLACE = "issues/kan1/2000/01"


def test_what_was_never_published_or_has_changed_is_not_compared(tmp_path: Path) -> None:
    workspace = small_archive(tmp_path.resolve() / "workspace", issues=1)
    outcome = try_issue(PLACE, workspace, tmp_path / "out")
    assert (outcome.status, outcome.findings) == ("changed", ("Nothing was published or accepted of it.",))
    folder = tmp_path / "out/kan1/2000/01"
    folder.mkdir(parents=True)
    (folder / "kan1-2000-01.pdf").write_bytes(b"%PDF")
    files = digest_issue(BoundedFolder(workspace / PLACE, workspace))
    (folder / ".kan1-2000-01.json").write_bytes(Record(Recipe(files, {}), {}, {}).to_json())
    (workspace / PLACE / "articles/duanwen.md").write_text("---\ntitle: 另一篇\n---\n\n文。\n", encoding="utf-8")
    outcome = try_issue(PLACE, workspace, tmp_path / "out")
    assert (outcome.status, outcome.findings) == ("changed", ("Its files were changed since it was published.",))


@pytest.mark.slow
def test_what_was_accepted_counts_and_not_what_was_published_since(tmp_path: Path) -> None:
    workspace = small_archive(tmp_path.resolve() / "workspace", issues=2)
    pdfs = []
    for number in ("01", "02"):
        issue = workspace / "issues/kan1/2000" / number
        build_issue(issue, BuildRequest(out=tmp_path / "out"), lambda _issue, _stage: None, new_builder())
        pdfs.append(tmp_path / f"out/kan1/2000/{number}/kan1-2000-{number}.pdf")
    for pdf, status in zip(pdfs, ("same", "differs"), strict=True):  # of the other issue, as if an engine had made it
        places = Places(root=workspace)
        accept_file(check_file(pdf, "kan1-2000-01", places), places, "first")
        outcome = try_issue(PLACE, workspace, tmp_path / "out")
        assert outcome.status == status
        assert bool(outcome.findings) == (status == "differs")

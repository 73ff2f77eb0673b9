"""Issues that a trial has nothing to compare with."""

from pathlib import Path

from pipeline.archive.trial import try_issue
from pipeline.bounded_files import BoundedFolder
from pipeline.production.record import Recipe, Record, digest_issue
from tests.archive.small_archives import small_archive

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

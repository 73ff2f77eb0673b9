"""What this is for: a designer changes the pitch of the body by half a point, and it is told once, with its reflow."""

import shutil
from pathlib import Path

import pytest

from pipeline.regression.compare import compare
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from tests.builders import new_builder
from tests.finished import finished_sample, sample_in
from tests.workspaces import replace_in


def changed_sample(workspace: Path, root: Path, *changes: tuple[str, str]) -> Path:
    """The PDF of the sample issue in gongyun after *changes* (old, new) of its layout.yaml."""
    issue = sample_in(workspace, "gongyun")
    shutil.copytree(root / "layouts/gongyun", workspace / "layouts/gongyun")
    for old, new in changes:
        replace_in(workspace / "layouts/gongyun/layout.yaml", old, new)
    finished = new_builder().build(issue, lambda stage: None)
    path = workspace / f"{finished.id}.pdf"
    path.write_bytes(finished.files[path.name])
    return path


@pytest.mark.slow
def test_another_pitch_is_told_once_with_all_that_moves(tmp_path: Path, root: Path) -> None:
    before = snapshot_of(finished_sample("gongyun").pdf)
    after = snapshot_of(
        changed_sample(tmp_path, root, ("pitch: 27pt", "pitch: 27.5pt"), ("pitch: [27pt", "pitch: [27.5pt"))
    )
    (finding,) = compare(before, after).findings
    assert finding.kind == "style.leading"
    assert finding.sentence == "From line to line it is 27.5 pt instead of 27.0 pt."
    assert finding.consequence.endswith(f"lines move, on pages 1–{len(before.pages)}.")


@pytest.mark.slow
def test_a_line_less_on_each_page_is_told_once_though_all_pages_are_filled_anew(tmp_path: Path, root: Path) -> None:
    before = snapshot_of(finished_sample("gongyun").pdf)
    after = snapshot_of(changed_sample(tmp_path, root, ("lines: 21", "lines: 20")))
    findings = compare(before, after).findings
    assert len(after.pages) > len(before.pages)
    assert len(findings) <= 2, [(each.kind, each.sentence) for each in findings]
    assert all("text" not in each.kind for each in findings)
    assert "What follows moves by" in "".join(each.consequence for each in findings)

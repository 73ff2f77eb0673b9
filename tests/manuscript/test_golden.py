"""Every folder of tests/golden: the good issue with one thing spoilt, and what the user is told.

``KANBEN_REFRESH_GOLDEN=1 pytest tests/manuscript/test_golden.py`` writes what is told now; read each change.
"""

import os
from pathlib import Path

import pytest

from pipeline.errors import ContentError, ExitCode
from pipeline.manuscript.reader import read_issue
from tests.workspaces import GOLDEN, ISSUE, good_workspace, lay_over, problem_lines

CASES = sorted(path.parent for path in GOLDEN.glob("*/overlay"))


def test_every_folder_but_the_good_one_is_a_case() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {"good"} | {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_user_is_told(case: Path, tmp_path: Path) -> None:
    workspace = lay_over(good_workspace(tmp_path), case / "overlay")
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    assert caught.value.exit_code is ExitCode.CONTENT
    told = "\n".join(problem_lines(caught.value, workspace)) + "\n"
    expected = case / "expected.txt"
    if os.environ.get("KANBEN_REFRESH_GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def test_the_good_issue_is_good(tmp_path: Path) -> None:
    issue = read_issue(good_workspace(tmp_path) / ISSUE)
    assert [entry.article.slug for entry in issue.entries] == ["dengta", "duanxin", "diaocha"]

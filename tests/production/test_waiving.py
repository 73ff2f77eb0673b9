"""Waivers added to the file of an issue: all that stands there stays."""

import datetime
from pathlib import Path

import pytest

from pipeline.errors import ContentError, UsageError
from pipeline.production.waiving import add_waiver
from tests.workspaces import ISSUE, good_workspace

DAY = datetime.date(2030, 1, 31)
CHECK = "images.resolution"


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return good_workspace(tmp_path) / ISSUE


def test_a_waiver_is_added_and_the_others_stay(issue: Path) -> None:
    file = issue / "waivers.yaml"
    add_waiver(issue, CHECK, page=3, why='说"好"', expires=DAY, who="李某\n")
    first = file.read_text(encoding="utf-8")
    assert first.startswith(f"waivers:\n  - id: {CHECK}  # 李某, ")
    file.write_text(f"# 本期\n{first}# 末尾\n", encoding="utf-8")
    add_waiver(issue, CHECK, page=None, why="全期", expires=DAY)
    assert file.read_text(encoding="utf-8").startswith(f"# 本期\n{first}# 末尾\n")
    assert "全期" in file.read_text(encoding="utf-8")


def test_what_can_not_be_added_to_is_left_as_it_is(issue: Path) -> None:
    file = issue / "waivers.yaml"
    flow = f"waivers: [{{id: {CHECK}, reason: x, expires: 2030-01-01}}]\n"
    for text in (flow, "waivers: 1\n"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ContentError):
            add_waiver(issue, CHECK, page=1, why="x", expires=DAY)
        assert file.read_text(encoding="utf-8") == text


def test_a_waiver_needs_a_reason_and_a_check(issue: Path) -> None:
    for check, why in ((CHECK, " "), ("no.check", "x")):
        with pytest.raises(UsageError):
            add_waiver(issue, check, page=1, why=why, expires=DAY)
    assert not (issue / "waivers.yaml").exists()

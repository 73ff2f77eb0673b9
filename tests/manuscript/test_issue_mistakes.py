"""Typical mistakes in issue.yaml (issue_mistakes.toml): each is told with its line and what to do about it."""

import json
import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.reader import read_issue
from tests.workspaces import ISSUE, good_workspace

TABLE = Path(__file__).with_name("issue_mistakes.toml")
MISTAKES: list[dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["mistakes"]
GOOD = """\
year: 2024
number: 1
total_number: 12
date: 2024-03-05
cover:
  picture: images/cover.svg
  alt: 一只号角
sections:
  - name: 读者来信
    articles:
      - file: articles/duanxin.md
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = good_workspace(tmp_path_factory.mktemp("mistakes"))
    for name in ("dengta", "diaocha"):
        (folder / ISSUE / f"articles/{name}.md").unlink()
    return folder


def said(workspace: Path, mistake: dict[str, str]) -> list[str]:
    """What is said of issue.yaml with what is typed in the place of the line `at`, or behind all else."""
    text = GOOD.replace(mistake["at"], mistake["typed"], 1) if "at" in mistake else GOOD + mistake["typed"] + "\n"
    assert text != GOOD
    (workspace / ISSUE / "issue.yaml").write_text(text, encoding="utf-8")
    try:
        read_issue(workspace / ISSUE)
    except ContentError as error:
        return [str(each).replace(f"{workspace}/{ISSUE}/", "") for each in error.problems]
    return []


if "KANBEN_REFRESH_GOLDEN" in os.environ:

    def test_refresh(workspace: Path) -> None:
        """Write the table anew."""
        comment = TABLE.read_text(encoding="utf-8").partition("[[")[0]
        rows = [{**each, "said": said(workspace, each)} for each in MISTAKES]
        texts = ("\n".join(f"{key} = {json.dumps(row[key], ensure_ascii=False)}" for key in row) for row in rows)
        TABLE.write_text(comment + "\n\n".join(f"[[mistakes]]\n{text}" for text in texts) + "\n", encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each["name"] for each in MISTAKES])
def test_what_is_said(mistake: dict[str, str], workspace: Path) -> None:
    found = said(workspace, mistake)
    assert found == mistake["said"]
    assert found
    for each in found:
        assert re.match(r"\S+:\d+: \S.*", each), each


def test_nothing_is_said_of_what_is_right(workspace: Path) -> None:
    (workspace / ISSUE / "issue.yaml").write_text(GOOD, encoding="utf-8")
    assert read_issue(workspace / ISSUE).label == "第1期（总第12期）"


@pytest.mark.parametrize(
    ("number", "total", "date", "folder", "label", "printed"),
    [
        ("7-8", "total_number: 228-229", "2024-08-05", "07-08", "2024年第7-8期（总第228-229期）", "2024-08-05"),
        ("增刊1", "", "2024-09", "s1", "2024年增刊1", "2024-09"),
        ("增刊", "", "2024-09", "s", "2024年增刊", "2024-09"),
        ("100", "total_number: 900", "2024-09-01", "100", "2024年第100期（总第900期）", "2024-09-01"),
    ],
)
def test_numbers_and_dates(
    workspace: Path, number: str, total: str, date: str, folder: str, label: str, printed: str
) -> None:
    text = GOOD.replace("number: 1\ntotal_number: 12", f"number: {number}\n{total}").replace("2024-03-05", date)
    (workspace / ISSUE / "issue.yaml").write_text(text, encoding="utf-8")
    copied = workspace / ISSUE / ".." / folder
    shutil.copytree(workspace / ISSUE, copied)
    issue = read_issue(copied)
    assert (issue.label_with_year, str(issue.date), issue.id) == (label, printed, f"hao-2024-{folder}")

"""Articles that are held over: listed, left out, and put back."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.reader import read_issue
from tests.workspaces import good_workspace, replace_in

FILE = "issues/hao/2024/01/issue.yaml"


def read_with(tmp_path: Path, *held: str) -> list[tuple[str, list[str]]]:
    """The sections of the good issue and their articles, with those of *held* held over."""
    workspace = good_workspace(tmp_path)
    for slug in held:
        replace_in(
            workspace / FILE, f"- file: articles/{slug}.md\n", f"- file: articles/{slug}.md\n        held: true\n"
        )
    issue = read_issue(workspace / FILE.rpartition("/")[0])
    return [(section.name, [entry.article.slug for entry in section.entries]) for section in issue.sections]


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ((), [("读者来信", ["dengta", "duanxin"]), ("调查与研究", ["diaocha"])]),
        (("duanxin",), [("读者来信", ["dengta"]), ("调查与研究", ["diaocha"])]),
        (("dengta", "duanxin"), [("调查与研究", ["diaocha"])]),
    ],
)
def test_held_articles_are_left_out(tmp_path: Path, held: tuple[str, ...], left: list[tuple[str, list[str]]]) -> None:
    assert read_with(tmp_path, *held) == left


def test_what_is_held_is_not_read(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    (workspace / "issues/hao/2024/01/articles/duanxin.md").write_text("no head\n", encoding="utf-8")
    with pytest.raises(ContentError):
        read_issue(workspace / "issues/hao/2024/01")
    replace_in(workspace / FILE, "articles/duanxin.md\n", "articles/duanxin.md\n        held: true\n")
    assert read_issue(workspace / "issues/hao/2024/01").sections[0].entries


def test_not_all_can_be_held(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="All articles are held over"):
        read_with(tmp_path, "dengta", "duanxin", "diaocha")

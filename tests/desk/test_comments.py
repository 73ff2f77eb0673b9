"""Comments: kept as lines of a file, tied to words that may move."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.desk.versions.comments import (
    Anchor,
    Comment,
    PagePoint,
    add_comment,
    anchor_at,
    change_comment,
    find_anchor,
    read_comments,
)
from pipeline.errors import ContentError
from tests.workspaces import ISSUE, good_workspace

SOURCE = ["---", "title: 岛", "---", "", "灯塔在岛的东角，每晚七点亮灯，天明才熄。", "", "船来了又走了。船来了又走了。"]
COMMENT = Comment(id="", text="核实", who="李某", when="2024-01-01", point=PagePoint(page=2, label="3", x=0.5, y=0.25))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return good_workspace(tmp_path)


def test_words_are_found_where_they_have_moved_to() -> None:
    anchor = anchor_at("articles/a.md", SOURCE, 5, 6)
    assert (anchor.quote, anchor.line) == (SOURCE[4][6:18], 5)
    assert find_anchor(anchor, SOURCE) == (5, 6)
    assert find_anchor(anchor, [*SOURCE[:4], "新的一段。", "", "另有：" + SOURCE[4], *SOURCE[5:]]) == (7, 9)
    assert find_anchor(anchor, SOURCE[:4]) is None
    assert find_anchor(Anchor(), SOURCE) is None


def test_of_words_that_stand_twice_those_with_the_same_neighbours_are_meant() -> None:
    anchor = replace(anchor_at("a", SOURCE, 7, 7), quote="船来了", before="又走了。", after="又走了。")
    assert find_anchor(anchor, SOURCE) == (7, 7)
    assert find_anchor(anchor, ["船来了。", *SOURCE]) == (8, 7)


@pytest.mark.parametrize(("line", "column"), [(0, 0), (99, 5), (4, 3), (5, 999)])
def test_any_place_gives_an_anchor(line: int, column: int) -> None:
    anchor = anchor_at("a", SOURCE, line, column)
    assert anchor.quote == (SOURCE[4][-12:] if line == 5 else "")


def test_comments_are_lines_of_a_file(workspace: Path) -> None:
    issue = workspace / ISSUE
    first = add_comment(COMMENT, issue, workspace)
    both = add_comment(replace(COMMENT, text="又一条\n两行"), issue, workspace)
    assert both[0] == first[0]
    assert read_comments(issue, workspace) == both
    lines = (issue / "proofs/comments.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert "核实" in lines[0]
    changed = change_comment(both[1].id, lambda each: replace(each, state="resolved"), issue, workspace)
    assert changed is not None
    assert [each.state for each in read_comments(issue, workspace)] == ["open", "resolved"]
    assert change_comment("nothing", lambda each: each, issue, workspace) is None


@pytest.mark.parametrize("line", ["x", "{}", '{"id": 1}', '{"point": {"page": -1}}', "[" * 5000])
def test_what_is_no_comment_is_told_with_its_line(workspace: Path, line: str) -> None:
    issue = workspace / ISSUE
    add_comment(COMMENT, issue, workspace)
    with (issue / "proofs/comments.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(ContentError) as caught:
        add_comment(COMMENT, issue, workspace)
    assert caught.value.problems[0].line == 2


def test_nothing_is_written_through_links(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace / ISSUE / "proofs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError, match="outside"):
        add_comment(COMMENT, workspace / ISSUE, workspace)
    assert not list((tmp_path / "elsewhere").iterdir())

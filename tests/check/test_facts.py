"""Rules that look at more than a sentence: tables, figures, lists, the issues beside, the lists of a house."""

import shutil
from pathlib import Path

import pytest

from pipeline.check.rules import RULES
from pipeline.errors import ContentError
from pipeline.production.check.check_issue import check_issue
from tests.check.issues import HEAD, checked, workspace_with
from tests.workspaces import ISSUE, PUBLICATION

SUMS = """{#t caption="表1 收支"}
| 单位 | 收入 | 占比 |
|---|---:|---:|
| 甲 | 1,204 | 33.3% |
| 乙 | 2,408 | 66.6% |
| 合计 | TOTAL | 100% |

见表1。
"""


def rules(workspace: Path) -> list[str]:
    return [each.rule for each in checked(workspace).found.stand]


@pytest.mark.parametrize(("total", "found"), [("3,612", []), ("3,621", ["facts.table-sums"])])
def test_totals_are_sums_and_shares_may_be_rounded(tmp_path: Path, total: str, found: list[str]) -> None:
    workspace = workspace_with(tmp_path, SUMS.replace("TOTAL", total))
    assert rules(workspace) == found
    if found:
        (finding,) = checked(workspace).found.stand
        assert finding.line == 10
        assert "3612" in finding.message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见图1、图2。\n\nFIGURE1\n\nFIGURE2\n", []),
        ("见图1、图2。\n\nFIGURE1\n\nFIGURE3\n", ["facts.figure-numbers"]),
        ("见图1。\n\nFIGURE1\n\nFIGURE2\n", ["facts.figure-numbers"]),
        ("见图1和图3。\n\nFIGURE1\n", ["facts.figure-numbers"]),
    ],
)
def test_figures_are_numbered_in_order_and_called(tmp_path: Path, text: str, found: list[str]) -> None:
    workspace = workspace_with(tmp_path, "")
    (picture,) = list((workspace / ISSUE / "images").glob("*.svg"))[:1]
    for number in (1, 2, 3):
        text = text.replace(f"FIGURE{number}", f'![画](../images/{picture.name} "图{number} 题")')
    (workspace / ISSUE / "articles").mkdir(exist_ok=True)
    article = min((workspace / ISSUE / "articles").glob("*.md"))
    article.write_text(HEAD + text, encoding="utf-8")
    assert sorted(set(rules(workspace))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("以下三点：\n\n一、甲。\n\n二、乙。\n\n三、丙。\n", []),
        ("以下三点：\n\n一、甲。\n\n二、乙。\n\n三、丙。\n\n四、丁。\n", ["facts.announced-lists"]),
        ("以下两点：\n\n1. 甲。\n2. 乙。\n3. 丙。\n", ["facts.announced-lists"]),
        ("以下两点：\n\n其余不论。\n", []),
    ],
)
def test_lists_have_as_many_items_as_announced(tmp_path: Path, text: str, found: list[str]) -> None:
    assert rules(workspace_with(tmp_path, text)) == found


def test_a_quotation_of_several_paragraphs_opens_each_and_closes_the_last(tmp_path: Path) -> None:
    good = "他写道：“第一段。\n\n“第二段。\n\n“第三段。”\n"
    assert rules(workspace_with(tmp_path / "good", good)) == []
    bad = workspace_with(tmp_path / "bad", good.replace("\n\n“", "\n\n"))
    (finding,) = checked(bad).found.stand  # asked once, and not at each end
    assert (finding.rule, finding.level.value, finding.words, finding.line) == ("marks.pairs", "ask", "“", 5)
    open_end = workspace_with(tmp_path / "open", good.replace("”", ""))
    assert [each.level.value for each in checked(open_end).found.stand] == ["error"]


def second_issue(workspace: Path, rows: str, text: str = "正文。\n") -> None:
    """Put a second issue beside the one of *workspace*; *rows* are the first lines of its file."""
    folder = workspace / PUBLICATION / "2024" / "02"
    shutil.copytree(workspace / ISSUE, folder)
    file = folder / "issue.yaml"
    rest = file.read_text(encoding="utf-8").partition("sections:")
    file.write_text(f"{rows}sections:{rest[2]}", encoding="utf-8")
    min((folder / "articles").glob("*.md")).write_text(HEAD + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("total", "date", "lines"),
    [("11", "2024-02-05", []), ("12", "2024-02-05", [3]), ("10", "2024-02-05", [3, 3]), ("11", "2024-01-02", [2])],
)
def test_issues_are_counted_on(tmp_path: Path, total: str, date: str, lines: list[int]) -> None:
    workspace = workspace_with(tmp_path, "正文。\n")
    second_issue(workspace, f"year: 2024\ndate: {date}\ntotal_number: {total}\nnumber: 2\n")
    first = workspace / ISSUE / "issue.yaml"
    first.write_text(first.read_text(encoding="utf-8") + "total_number: 10\n", encoding="utf-8")
    found = check_issue(workspace / PUBLICATION / "2024" / "02", RULES).found.stand
    assert [each.line for each in found] == lines
    assert {each.rule for each in found} <= {"facts.issue-numbers"}


def test_an_issue_beside_that_lies_outside_the_workspace_is_not_read(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path / "here", "正文。\n")
    other = workspace_with(tmp_path / "there", "正文。\n")
    (workspace / PUBLICATION / "2024" / "02").symlink_to(other / ISSUE)
    seen = checked(workspace)
    assert (seen.found.stand, seen.notes) == ((), ())


def test_an_issue_beside_that_has_faults_is_told(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "正文。\n")
    second_issue(workspace, "year: 2024\nnumber: two\n")
    (note,) = checked(workspace).notes
    assert note.path == workspace / PUBLICATION / "2024" / "02" / "issue.yaml"


STYLE = """words:
  - {banned: 打工者, preferred: 务工者, unless: [打工者之歌], reason: 统一, source: 会议}
names:
  - {name: 章某某, title: 副主席, until: 2023-12-31, reason: 换届, source: 公告}
  - {name: 章某某, title: 主席, since: 2024-01-01, reason: 换届, source: 公告}
order: {names: [章某某, 李某某], reason: 任职, source: 公告}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("务工者唱《打工者之歌》。", []),
        ("打工者来了。", ["house.words"]),
        ("主席章某某到会，原副主席章某某讲话。", []),
        ("副主席章某某到会。", ["house.names"]),
        ("章某某、李某某到会。", []),
        ("李某某、章某某到会。", ["house.order"]),
    ],
)
def test_lists_of_the_house(tmp_path: Path, text: str, found: list[str]) -> None:
    workspace = workspace_with(tmp_path, text + "\n")
    (workspace / "style").mkdir()
    (workspace / "style" / "house.yaml").write_text(STYLE, encoding="utf-8")
    assert rules(workspace) == found


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("words:\n  - {banned: 甲, reason: 因}\n", 2),
        ("words:\n  - {banned: 甲, preferred: 甲乙, reason: 因, source: 据}\n", 2),
        ("words:\n  - {banned: 甲, unless: [乙], reason: 因, source: 据}\n", 2),
        ("wrods: []\n", 1),
        ("names:\n  - {name: 甲, title: 乙, since: 2024-02-01, until: 2024-01-01, reason: 因, source: 据}\n", 2),
    ],
)
def test_house_lists_are_read_strictly(tmp_path: Path, row: str, line: int) -> None:
    workspace = workspace_with(tmp_path, "正文。\n")
    (workspace / "style").mkdir()
    (workspace / "style" / "house.yaml").write_text(row, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        checked(workspace)
    assert {(problem.path.name if problem.path else "", problem.line) for problem in caught.value.problems} == {
        ("house.yaml", line)
    }

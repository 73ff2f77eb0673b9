"""What is let pass stays so while its words do."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.acceptance import finding_id, parse_accepted, write_accepted
from pipeline.errors import ContentError, Problem, UsageError
from pipeline.production.check.mending import accept_findings
from pipeline.production.check.page_findings import accept_page_warnings, sort_page_warnings
from pipeline.production.issue.page_warnings import PageWarning
from tests.check.issues import article_of, checked, workspace_with
from tests.workspaces import ISSUE

TEXT = "他说,好的。\n\n她说：好,的。\n"


def accept(workspace: Path, ids: list[str], why: str, who: str = "") -> None:
    known = checked(workspace)
    accept_findings(known.issue.path, known.found, known.accepted, ids, why, who)


def test_an_accepted_finding_passes_wherever_its_line_goes(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    first, second = checked(workspace).found.stand
    accept(workspace, [finding_id(first)], "照原文", "王编辑")
    article_of(workspace).write_text(
        article_of(workspace).read_text(encoding="utf-8").replace("他说", "新的一段。\n\n他说"), encoding="utf-8"
    )
    found = checked(workspace).found
    assert [finding_id(each) for each in found.stand] == [finding_id(second)]
    ((finding, known),) = found.accepted
    assert (finding.line, known.who, known.why, known.words) == (7, "王编辑", "照原文", "他说,好的。")
    assert found.stale == ()


def test_an_acceptance_whose_words_are_gone_is_stale_and_left_out_next_time(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    first, second = checked(workspace).found.stand
    accept(workspace, [finding_id(first)], "照原文", "王编辑")
    article_of(workspace).write_text(
        article_of(workspace).read_text(encoding="utf-8").replace("他说,好的", "他说，好的"), encoding="utf-8"
    )
    assert [each.id for each in checked(workspace).found.stale] == [finding_id(first)]
    accept(workspace, [finding_id(second)], "也照原文", "王编辑")
    found = checked(workspace).found
    assert (found.stand, found.stale, len(found.accepted)) == ((), (), 1)


def test_nothing_is_accepted_without_a_reason_or_a_finding(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    known = finding_id(checked(workspace).found.stand[0])
    with pytest.raises(UsageError, match="reason"):
        accept(workspace, [known], " ")
    with pytest.raises(UsageError, match="00000000"):
        accept(workspace, ["00000000"], "照原文")
    assert not (workspace / ISSUE / "accepted.yaml").exists()


def test_the_file_reads_as_it_was_written(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    ids = [finding_id(each) for each in checked(workspace).found.stand]
    accept(workspace, ids, '理由："照录" # 一', "王\\编辑")
    problems: list[Problem] = []
    path = workspace / ISSUE / "accepted.yaml"
    text = path.read_text(encoding="utf-8")
    rows = parse_accepted(text, path, problems)
    assert problems == []
    assert {row.why for row in rows} == {'理由："照录" # 一'}
    assert write_accepted(rows) == text


def test_a_file_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    (workspace / ISSUE / "accepted.yaml").write_text('accepted:\n  - id: "1"\n', encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        checked(workspace)
    assert {problem.line for problem in caught.value.problems} == {2}


def test_a_warning_of_pages_passes_wherever_it_is_printed_and_beside_findings_of_the_text(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, TEXT)
    (first, _second), article = checked(workspace).found.stand, article_of(workspace)
    accept(workspace, [finding_id(first)], "照原文")
    line = first.line
    issue = workspace / ISSUE
    known = PageWarning("Page 3 is empty.", article, line, "", "pages.white")
    other = PageWarning("Page 3 is empty.", article, line, "", "pages.few-lines")
    (stands, _other) = sort_page_warnings(issue, [known, other]).stand
    accept_page_warnings(issue, [known, other], [finding_id(stands)], "下接广告", "王编辑")

    article.write_text("\n" + article.read_text(encoding="utf-8"), encoding="utf-8")
    moved = [replace(each, message="第 9 页是空白。", line=line + 1) for each in (known, other)]
    found = sort_page_warnings(issue, moved)
    assert [each.rule for each in found.stand] == ["pages.few-lines"]
    assert [(each.rule, accepted.why) for each, accepted in found.accepted] == [("pages.white", "下接广告")]
    assert [each.rule for each in sort_page_warnings(issue, moved[1:]).stale] == ["pages.white"]
    assert len(checked(workspace).found.accepted) == 1
    assert checked(workspace).found.stale == ()

"""``volume.yaml``: a good one, and each thing that can be wrong with it, at its line."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import ContentError, FileAccessError
from pipeline.issue_numbers import IssueNumber
from pipeline.manuscript.volume_reader import read_volume
from pipeline.model import Author
from pipeline.production.volume.bind_volume import gap_notes
from pipeline.volume import LegacyArticle, LegacyIssue, SourceIssue, Stamps
from tests.workspaces import PUBLICATION, good_workspace, problem_lines

YEAR = f"{PUBLICATION}/2024"
GOOD = """\
title: 号外2024年合订本
number: 3
year: 2024
issues:
  - 1
  - number: 2
    pdf: legacy/two.pdf
    label: 第2期（特刊）
    date: 2024-02-03
    verified: true
    articles:
      - title: 旧文一则
        page: 2
        section: 旧闻
        authors: [{name: 单一, affiliation: 资料室}]
      - {title: 旧文二则, page: 2}
shelf_mark: D412/3
binding_edge: right
caliper: 0.12mm
page_limit: 300
stamps:
  ownership: 资料室藏
  notice: 内部资料 注意保存
  proof: 二校
  proof_date: 2025-01-02
  archive_uri: https://example.org/hao/2024
"""


def year_of(workspace: Path, text: str = GOOD) -> Path:
    """The folder of the year, with *text* as its volume.yaml and the legacy PDF it names."""
    folder = workspace / YEAR
    (folder / "legacy").mkdir(exist_ok=True)
    (folder / "legacy/two.pdf").write_bytes(b"%PDF-1.4")
    (folder / "volume.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return good_workspace(tmp_path)


def test_what_is_known_of_an_old_year(workspace: Path) -> None:
    text = (
        GOOD.replace("page: 2}", "page: 2, people: [解某], keywords: [旧闻]}")
        + "publication_name: 号内\nindex_order: strokes\n"
    )
    volume = read_volume(year_of(workspace, text))
    assert (volume.publication.name, volume.publication.latin_name, volume.id) == ("号内", "", "hao-2024")
    issue = volume.issues[1]
    assert isinstance(issue, LegacyIssue)
    assert (volume.publication.index_order, read_volume(year_of(workspace)).publication.index_order) == (
        "strokes",
        "pinyin",
    )
    assert (issue.articles[1].people, issue.articles[1].keywords) == (("解某",), ("旧闻",))
    with pytest.raises(ContentError, match="more than one name"):
        read_volume(year_of(workspace, text.replace("解某", "解某、单某")))


def test_a_good_volume(workspace: Path) -> None:
    folder = year_of(workspace)
    volume = read_volume(folder)
    assert volume == read_volume(folder / "volume.yaml")
    assert (volume.id, volume.title, volume.number, volume.year) == ("hao-2024", "号外2024年合订本", 3, 2024)
    one, two = volume.issues
    assert one == SourceIssue(folder / "01", IssueNumber.of(1), 5)
    assert isinstance(two, LegacyIssue)
    assert two.verified
    assert (two.path, two.label, two.number.first, two.line) == (folder / "legacy/two.pdf", "第2期（特刊）", 2, 6)
    assert two.articles == (
        LegacyArticle(
            title="旧文一则", page=2, authors=(Author(name="单一", affiliation="资料室"),), section="旧闻", line=12
        ),
        LegacyArticle(title="旧文二则", page=2, authors=(), section="", line=16),
    )
    assert (volume.binding_edge, volume.page_limit, volume.layout) == ("right", 300, "volume")
    assert volume.caliper == pytest.approx(0.12 * 72 / 25.4)
    assert volume.stamps == Stamps(
        running_title="号外2024年合订本",
        shelf_mark="D412/3",
        ownership="资料室藏",
        notice="内部资料 注意保存",
        proof="二校",
        proof_date=volume.stamps.proof_date,
        archive_uri="https://example.org/hao/2024",
    )
    assert str(volume.stamps.proof_date) == "2025-01-02"


def test_the_least_volume_binds_all_issues_of_the_year(workspace: Path) -> None:
    volume = read_volume(year_of(workspace, "title: 合订本\nnumber: 1\nyear: 2024\n"))
    assert volume.issues == (SourceIssue(workspace / YEAR / "01", IssueNumber.of(1)),)
    assert volume.stamps == Stamps(running_title="合订本")
    assert volume.page_limit is None


def test_issues_of_a_year_by_their_numbers(workspace: Path) -> None:
    for name in ("100", "s1", "02-03", "11", "drafts", "4"):
        shutil.copytree(workspace / YEAR / "01", workspace / YEAR / name)
    volume = read_volume(year_of(workspace, "title: 合订本\nnumber: 1\nyear: 2024\n"))
    assert [str(issue.number) for issue in volume.issues] == ["1", "2-3", "11", "100", "增刊1"]
    assert gap_notes(volume) == ("Issues 4-10、12-99 are not in the volume.",)
    assert gap_notes(replace(volume, issues=volume.issues[:2])) == ()


def test_stamps_that_are_not_wanted(workspace: Path) -> None:
    text = GOOD.replace("stamps:\n", "stamps:\n  running_title: false\n  shelf_mark: false\n")
    stamps = read_volume(year_of(workspace, text)).stamps
    assert (stamps.running_title, stamps.shelf_mark) == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: 号外2024年合订本\n", "", "1: The key “title” is missing."),
        ("number: 3", "number: 0", "2: “number” must be at least 1."),
        ("year: 2024", "year: 2023", "3: The year differs from the folder that the volume lies in."),
        ("  - 1\n", "  - 7\n", "5: There is no issue 07 in this folder."),
        ("  - 1\n", "  - 7-8\n", "5: There is no issue 07-08 in this folder."),
        ("  - 1\n", "  - 增刊\n", "5: There is no issue s in this folder."),
        ("number: 2", "number: 1-2", "6: Issue 1-2 is there twice. It stands on line 5 already."),
        ("number: 2", "number: 1", "6: Issue 1 is there twice. It stands on line 5 already."),
        ("legacy/two.pdf", "legacy/three.pdf", "7: There is no PDF “legacy/three.pdf”."),
        ("legacy/two.pdf", "../../../../two.pdf", "7: The PDF “../../../../two.pdf” lies outside the workspace."),
        ("    pdf: legacy/two.pdf\n", "", "6: Only an issue that is a PDF is described here."),
        ("page: 2}", "page: 1}", "16: “旧文二则” begins before the article above it."),
        ("page: 2\n", "page: 0\n", "13: “page” must be at least 1."),
        ("binding_edge: right", "binding_edge: top", "18: “binding_edge” has a value that does not fit."),
        ("caliper: 0.12mm", "caliper: 12mm", "19: “caliper” has a value that does not fit."),
        ("page_limit: 300", "page_limit: 4", "20: “page_limit” must be at least 8."),
        ("  proof: 二校\n", "", "24: There is a date of a proof, but no proof."),
        ("https://example.org/hao/2024", "example.org", "26: “archive_uri” has a value that does not fit."),
        ("https://example.org/hao/2024", "javascript:alert()", "26: “archive_uri” has a value that does not fit."),
        ("shelf_mark: D412/3", "shelfmark: D412/3", "17: Unknown key “shelfmark”."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(workspace: Path, old: str, new: str, problem: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(ContentError) as raised:
        read_volume(year_of(workspace, GOOD.replace(old, new)))
    assert problem_lines(raised.value, workspace)[0].startswith(f"{YEAR}/volume.yaml:{problem}")


def test_all_problems_of_a_run(workspace: Path) -> None:
    text = GOOD.replace("  - 1\n", "  - 7\n").replace("legacy/two.pdf", "x.pdf").replace("page: 2}", "page: 1}")
    with pytest.raises(ContentError) as raised:
        read_volume(year_of(workspace, text))
    assert [problem.line for problem in raised.value.problems] == [5, 7]


def test_a_source_issue_is_not_described(workspace: Path) -> None:
    with pytest.raises(ContentError) as raised:
        read_volume(year_of(workspace, GOOD.replace("  - 1\n", "  - {number: 1, label: 第1期}\n")))
    assert raised.value.problems[0].line == 5
    assert "Only an issue that is a PDF" in str(raised.value)
    with pytest.raises(ContentError, match="Only an issue that is a PDF"):
        read_volume(year_of(workspace, GOOD.replace("  - 1\n", "  - {number: 1, ocr: true}\n")))


def test_no_volume_file(workspace: Path) -> None:
    with pytest.raises(ContentError, match=r"There is no volume\.yaml here"):
        read_volume(workspace / YEAR)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        read_volume(tmp_path / "a/b/2024")


def test_no_issue(workspace: Path) -> None:
    folder = workspace / PUBLICATION / "2025"
    folder.mkdir()
    (folder / "volume.yaml").write_text("title: 合订本\nnumber: 1\nyear: 2025\n", encoding="utf-8")
    with pytest.raises(ContentError, match="There is no issue of this year"):
        read_volume(folder)


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_volume_file_that_is_no_file_of_the_workspace(workspace: Path, tmp_path: Path, kind: str) -> None:
    path = workspace / YEAR / "volume.yaml"
    if kind == "link":
        (tmp_path / "outside.yaml").write_text(GOOD, encoding="utf-8")
        path.symlink_to(tmp_path / "outside.yaml")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(ContentError, match="lies outside the workspace" if kind == "link" else "This is no plain file"):
        read_volume(workspace / YEAR)

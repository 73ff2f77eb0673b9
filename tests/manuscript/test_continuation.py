"""An article that is parted: its two places in the issue, and what is wrong with them."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.reader import read_issue
from tests.workspaces import ISSUE, good_workspace, problem_lines

TEXT = "前一段。\n\n{.rest}\n后一段。"
THRICE = "dengta", "xin", "duanxin", "xin"


def issue_of(folder: Path, text: str, order: tuple[str, ...], more: str = "") -> Path:
    """The good issue with an article xin of this *text*; its first section has those in *order*."""
    workspace = good_workspace(folder)
    (workspace / ISSUE / "articles/xin.md").write_text(f"---\ntitle: 信\n---\n\n{text}\n", encoding="utf-8")
    file = workspace / ISSUE / "issue.yaml"
    before, _articles, after = file.read_text("utf-8").partition("      - file: articles/dengta.md\n")
    after = after.partition("  - name: 调查与研究")
    rows = "".join(f"      - file: articles/{name}.md\n" for name in order)
    file.write_text(before + rows + more + "".join(after[1:]), encoding="utf-8")
    return workspace


def told(workspace: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    return [line.partition("2024/01/")[2] for line in problem_lines(caught.value, workspace)]


def test_each_place_has_its_blocks(tmp_path: Path) -> None:
    issue = read_issue(issue_of(tmp_path, TEXT, THRICE) / ISSUE)
    section = issue.sections[0]
    places = [(each.article.slug, len(each.body), each.goes_on, each.is_rest) for each in section.entries]
    assert places[1::2] == [("xin", 1, True, False), ("xin", 1, False, True)]
    assert section.entries[1].body != section.entries[3].body
    assert [entry.article.slug for entry in issue.entries] == ["dengta", "xin", "duanxin", "diaocha"]


@pytest.mark.parametrize(
    ("text", "order", "more", "expected"),
    [
        (TEXT, THRICE[:3], "", "articles/xin.md:8: The rest of this article has no place in the issue."),
        ("前一段。", THRICE, "", "issue.yaml:17: The article “articles/xin.md” is listed twice. It stands on line 15"),
        (TEXT, (*THRICE, "xin"), "", "issue.yaml:18: The rest of the article “articles/xin.md” has two places."),
        (TEXT, ("dengta", "xin", "xin", "duanxin"), "", "issue.yaml:16: Nothing stands between the article"),
        (TEXT + "\n\n{.rest}\n尾。", THRICE, "", "articles/xin.md:11: The article is parted twice."),
        ("{.rest}\n后一段。", THRICE, "", "articles/xin.md:6: Nothing stands above the rest of the article."),
        ("> {.rest}\n> 后一段。", THRICE, "", "articles/xin.md:6: No page, column or rest can begin here."),
        ("## 一\n\n甲\n\n{.rest}\n### 二\n\n乙", THRICE, "", "articles/xin.md:10: This heading skips a level."),
        (TEXT, THRICE, "        printed_folio: 9\n", "issue.yaml:18: “printed_folio” belongs to where the article"),
    ],
)
def test_what_is_wrong(tmp_path: Path, text: str, order: tuple[str, ...], more: str, expected: str) -> None:
    found = told(issue_of(tmp_path, text, order, more))
    assert len(found) == 1, found
    assert found[0].startswith(expected)

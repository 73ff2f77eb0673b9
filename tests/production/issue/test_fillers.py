"""Fillers: set below the article before them where there is room, else left out and told."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.issue_builder import FinishedIssue
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace, replace_in

SHORT = "      - file: articles/yanyu.md\n        filler: true\n"


def issue_of(folder: Path) -> Path:
    """The good issue with a filler that has room, and one that has none."""
    issue = good_workspace(folder) / ISSUE
    for name, title, text in (("yanyu", "谚语一则", "早看东南，晚看西北。"), ("changwen", "长文", "说来话长。" * 200)):
        (issue / f"articles/{name}.md").write_text(f"---\ntitle: {title}\n---\n\n{text}\n", encoding="utf-8")
    host = "      - file: articles/duanxin.md\n"
    replace_in(issue / "issue.yaml", host, host + SHORT)
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(SHORT.replace("yanyu", "changwen"))
    return issue


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> FinishedIssue:
    return new_builder().build(issue_of(tmp_path_factory.mktemp("fillers")), lambda _: None, True)


def test_one_with_room_stands_below_its_article_and_in_no_list(finished: FinishedIssue) -> None:
    pages = pypdfium2.PdfDocument(finished.files["hao-2024-01.pdf"])
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pages]
    host = next(each for each in finished.entries if each.slug == "duanxin")
    assert [number for number, text in enumerate(texts, 1) if "谚语一则" in text] == [host.last_page]
    assert texts[host.last_page - 1].index("茶馆初五") < texts[host.last_page - 1].index("早看东南")
    listed = json.loads(finished.files[".hao-2024-01-text.json"])["articles"]
    assert [each["title"] for each in listed] == ["一封来信：夜里的灯", "短讯", "茶价调查"]
    assert len([name for name in finished.files if name.startswith("offprints/")]) == 3


def test_one_without_room_is_left_out_and_told(finished: FinishedIssue) -> None:
    pages = pypdfium2.PdfDocument(finished.files["hao-2024-01.pdf"])
    assert not any("说来话长" in page.get_textpage().get_text_bounded() for page in pages)
    (told,) = [note for note in finished.notes if "filler" in note.message]
    assert (told.line, told.message) == (24, "There is no room for the filler “长文”: it is left out.")
    assert "changwen.md" in {path.name for path in finished.sources}  # a shorter one is seen


def test_none_stands_first(tmp_path: Path) -> None:
    issue = issue_of(tmp_path)
    replace_in(issue / "issue.yaml", SHORT, "")
    replace_in(
        issue / "issue.yaml",
        "    articles:\n      - file: articles/dengta.md\n",
        f"    articles:\n{SHORT}      - file: articles/dengta.md\n",
    )
    with pytest.raises(ContentError) as caught:
        read_issue(issue)
    (problem,) = caught.value.problems
    assert (problem.line, problem.message) == (14, "No article stands before this filler.")

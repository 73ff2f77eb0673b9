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


def page_texts(finished: FinishedIssue) -> list[str]:
    pages = pypdfium2.PdfDocument(finished.files["hao-2024-01.pdf"])
    return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pages]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> FinishedIssue:
    return new_builder().build(issue_of(tmp_path_factory.mktemp("fillers")), lambda _: None, True)


def test_one_with_room_stands_below_its_article_and_in_no_list(finished: FinishedIssue) -> None:
    texts = page_texts(finished)
    host = next(each for each in finished.entries if each.slug == "duanxin")
    assert [number for number, text in enumerate(texts, 1) if "谚语一则" in text] == [host.last_page]
    assert texts[host.last_page - 1].index("茶馆初五") < texts[host.last_page - 1].index("早看东南")
    listed = json.loads(finished.files[".hao-2024-01-text.json"])["articles"]
    assert [each["title"] for each in listed] == ["一封来信：夜里的灯", "短讯", "茶价调查"]
    assert len([name for name in finished.files if name.startswith("offprints/")]) == 3


def test_one_without_room_is_left_out_and_told(finished: FinishedIssue) -> None:
    assert not any("说来话长" in text for text in page_texts(finished))
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


PICTURE = "![方](../images/square.png){.bleed}"


def test_one_stands_above_the_page_of_a_picture_but_not_where_the_next_article_begins(tmp_path: Path) -> None:
    issue = issue_of(tmp_path)
    replace_in(issue / "issue.yaml", SHORT.replace("yanyu", "changwen"), "")
    (issue / "articles/changwen.md").unlink()
    next_article = "      - file: articles/houmian.md\n"
    replace_in(issue / "issue.yaml", SHORT, SHORT + next_article)
    (issue / "articles/houmian.md").write_text("---\ntitle: 后面\n---\n\n后面的文章。\n", encoding="utf-8")
    (issue / "articles/duanxin.md").write_text(f"---\ntitle: 短讯\n---\n\n{PICTURE}\n\n茶馆初五开张。\n", "utf-8")
    builder = new_builder()
    texts = page_texts(builder.build(issue, lambda _: None))
    page = next(number for number, text in enumerate(texts) if "茶馆初五" in text)
    assert "早看东南" in texts[page]
    assert texts[page + 1] == ""
    assert "后面的文章" in texts[page + 2]
    (issue / "articles/duanxin.md").write_text("---\ntitle: 短讯\n---\n\n茶馆初五开张。\n", encoding="utf-8")
    without = builder.build(issue, lambda _: None)
    assert "后面的文章" in page_texts(without)[page]
    assert "the next article begins on that page" in str([str(note) for note in without.notes])


@pytest.mark.parametrize(("length", "is_moved"), [(1, True), (450, False)])
def test_one_without_room_stands_below_another_article_of_its_section(
    tmp_path: Path, length: int, is_moved: bool
) -> None:
    """Below the first of two, which has a page of its own, if that leaves white enough."""
    issue = good_workspace(tmp_path, "journal") / ISSUE
    texts = {"yi": ("甲文", length), "er": ("乙文", 300), "bu": ("谚语一则", 220)}
    for name, (title, count) in texts.items():
        text = f"---\ntitle: {title}\n---\n\n{title}说来话长。" + "说来话长。" * (count - 1) + "\n"
        (issue / f"articles/{name}.md").write_text(text, encoding="utf-8")
    rows = "".join(f"      - file: articles/{name}.md\n" for name in texts)
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - name: 末栏\n    articles:\n{rows}        filler: true\n")
    finished = new_builder().build(issue, lambda _: None)
    pages = [page for page in page_texts(finished) if "谚语一则说来话长" in page]
    (told,) = [note.message for note in finished.notes if "filler" in note.message]
    if is_moved:
        assert told == "The filler “谚语一则” has no room where it is listed: it stands below “甲文”."
        assert ["甲文说来话长" in page for page in pages] == [True]
    else:
        assert told == "There is no room for the filler “谚语一则”: it is left out."
        assert not pages

"""The good issue read into the model; what only code can spoil; and that no content makes the reader fail otherwise."""

import datetime
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.blocks import Figure
from pipeline.errors import ContentError
from pipeline.manuscript.article_file import unfold
from pipeline.manuscript.reader import read_issue
from pipeline.model import Article, Author, EnglishHead, Issue, plain_title
from pipeline.units import Focus, Size
from tests.workspaces import GOOD, ISSUE, PUBLICATION, good_workspace, problem_lines, replace_in

ARTICLE = f"{ISSUE}/articles/duanxin.md"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return good_workspace(tmp_path)


@pytest.fixture(scope="module")
def issue() -> Issue:
    return read_issue(GOOD / ISSUE)


def told(workspace: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / ISSUE)
    return problem_lines(caught.value, workspace)


def article(issue: Issue, slug: str) -> Article:
    return next(entry.article for entry in issue.entries if entry.article.slug == slug)


def test_the_facts_of_the_publication(issue: Issue) -> None:
    publication = issue.publication
    assert (publication.id, publication.name, publication.latin_name) == ("hao", "号角小报", "Haojiao Xiaobao")
    assert publication.organisers == ("城东书店读者会", "河西茶馆")
    assert (publication.layout, publication.language) == ("gongyun", "zh-CN")
    assert publication.colophon == (("编辑", "小报编辑室"), ("印刷", "河西印社"))


def test_the_facts_of_the_issue(issue: Issue) -> None:
    assert issue.id == "hao-2024-01"
    assert (issue.year, issue.label, str(issue.date)) == (2024, "第1期（总第12期）", "2024-03-05")
    assert issue.cover.picture is not None
    assert (issue.cover.picture.path.name, issue.cover.picture.size) == ("cover.svg", Size(80.0, 60.0))
    assert (issue.cover.alt, issue.cover.lines) == ("一只号角", ("本期关注：夜里的灯", "读者的茶钱"))
    assert [(section.name, section.contents_name, section.line) for section in issue.sections] == [
        ("读者来信", "读者来信", 12),
        ("调查与研究", "调查", 17),
    ]
    assert [(entry.contents_title, entry.printed_folio) for entry in issue.entries] == [
        ("一封来信：夜里的灯", 2),
        ("短讯", None),
        ("茶价小调查", None),
    ]


def test_the_head_of_an_article(issue: Issue) -> None:
    letter = article(issue, "dengta")
    assert letter.title == "一封来信：\n夜里的灯"
    assert plain_title(letter.title) == "一封来信：夜里的灯"
    assert (letter.title_line, letter.subtitle, letter.kicker) == (2, "写给值夜的人", "来信照登")
    assert letter.authors == (Author(name="守灯人", affiliation="东海岛"), Author(name="老船工"))
    assert (letter.source, letter.date, letter.summary) == (
        "海岛日记",
        datetime.date(2024, 2, 1),
        "灯亮着，船就认得路。",
    )
    short = article(issue, "duanxin")
    assert (short.keywords, short.english, short.received, short.doi) == ((), None, None, "")
    assert (short.authors, short.date, short.subtitle, short.source, short.kicker) == ((), None, "", "", "")


PAPER = """\
---
title: 试
authors:
  - name: 甲
    affiliation: 某处； 别处
    bio: 甲，
      某人
received: 2023-11-20
revised: 2023-12-01
fund: 某基金，
  第1号
keywords: [词]
clc: F249.26；D412.6
document_code: A
article_id: 1000-1234（2024）05-0007-08
doi: 10.1234/a(b)
editor: 丁
photographer: 丙
english: {title: Way , authors: [JIA], summary: "Sum. ", keywords: [word]}
---

文。
"""


def test_the_head_of_a_paper(workspace: Path) -> None:
    (workspace / ARTICLE).write_text(PAPER, encoding="utf-8")
    paper = article(read_issue(workspace / ISSUE), "duanxin")
    assert paper.authors == (Author(name="甲", affiliation="某处； 别处", bio="甲，某人"),)
    assert paper.authors[0].affiliations == ("某处", "别处")
    assert (paper.received, paper.keywords, paper.clc) == (datetime.date(2023, 11, 20), ("词",), "F249.26；D412.6")
    assert (paper.revised, paper.fund) == (datetime.date(2023, 12, 1), "某基金，第1号")
    assert (paper.document_code, paper.article_id) == ("A", "1000-1234（2024）05-0007-08")
    assert (paper.doi, paper.editor, paper.photographer) == ("10.1234/a(b)", "丁", "丙")
    assert paper.english == EnglishHead(title="Way", authors=("JIA",), summary="Sum.", keywords=("word",))


def test_a_section_has_a_style_and_opens_with_a_picture(workspace: Path) -> None:
    asked = "  - name: 读者来信\n    style: briefs\n    picture: images/square.png\n    alt: 方块\n"
    replace_in(workspace / ISSUE / "issue.yaml", "  - name: 读者来信\n", asked)
    replace_in(workspace / ARTICLE, "title:", "style: feature\ntitle:")
    read = read_issue(workspace / ISSUE)
    first, second = read.sections
    assert first.picture is not None
    assert (first.picture.crop, first.picture.focus) == (2.2, Focus(50, 50))  # 8 × 6 px: too high to open with
    assert (first.style, second.style, second.picture) == ("briefs", "", None)
    assert first.picture is not None
    assert (first.picture.picture.path.name, first.picture.alt, first.picture.is_wide) == ("square.png", "方块", True)
    assert (article(read, "duanxin").style, article(read, "duanxin").style_line) == ("feature", 2)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("picture: images/none.png", "issue.yaml:13: There is no picture “images/none.png”."),
        ("picture: images/square.png", "issue.yaml:13: The picture has no alternative text. Add “alt” below it."),
        (
            "picture: ../../../../../a.png",
            "issue.yaml:13: The picture “../../../../../a.png” lies outside the workspace.",
        ),
    ],
)
def test_a_section_with_a_wrong_picture(workspace: Path, asked: str, message: str) -> None:
    replace_in(workspace / ISSUE / "issue.yaml", "  - name: 读者来信\n", f"  - name: 读者来信\n    {asked}\n")
    assert told(workspace) == [f"{ISSUE}/{message}"]


def test_a_workspace_without_the_folder_issues(workspace: Path, tmp_path: Path) -> None:
    (workspace / "issues").rename(tmp_path / "shelf")
    assert read_issue(tmp_path / "shelf/hao/2024/01").id == "hao-2024-01"


def test_line_ends_and_byte_order_mark_of_windows(workspace: Path) -> None:
    for path in (*workspace.rglob("*.md"), *workspace.rglob("*.yaml")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    other = read_issue(workspace / ISSUE)
    assert [entry.article.body for entry in other.entries][:2] == [
        entry.article.body for entry in read_issue(GOOD / ISSUE).entries
    ][:2]


@pytest.mark.parametrize("name", [ARTICLE, f"{ISSUE}/issue.yaml", f"{PUBLICATION}/publication.yaml"])
def test_a_file_that_is_not_utf8(workspace: Path, name: str) -> None:
    path = workspace / name
    path.write_bytes(path.read_bytes() + "\n最后一行".encode("gb18030"))
    line = path.read_bytes().count(b"\n") + 1
    assert f"{name}:{line}: The file is not UTF-8. Save it again as UTF-8." in told(workspace)


@pytest.mark.parametrize("name", [ARTICLE, f"{ISSUE}/issue.yaml", f"{PUBLICATION}/publication.yaml"])
def test_a_file_that_is_too_large(workspace: Path, name: str) -> None:
    with (workspace / name).open("r+b") as file:
        file.truncate(8 * 2**20 + 1)
    assert f"{name}: The file is larger than 8 MB." in told(workspace)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (ARTICLE, "The article “articles/duanxin.md” lies outside the workspace."),
        (f"{ISSUE}/images/cover.svg", "The picture “images/cover.svg” lies outside the workspace."),
        (f"{ISSUE}/images/square.png", "The picture “../images/square.png” lies outside the workspace."),
        (f"{ISSUE}/issue.yaml", "The file lies outside the workspace. Copy it into the workspace."),
        (f"{PUBLICATION}/publication.yaml", "The file lies outside the workspace. Copy it into the workspace."),
    ],
)
def test_a_link_that_leaves_the_workspace(workspace: Path, tmp_path: Path, name: str, message: str) -> None:
    outside = tmp_path / Path(name).name
    (workspace / name).rename(outside)
    (workspace / name).symlink_to(outside)
    assert any(message in line for line in told(workspace))


def test_a_linked_folder_that_leaves_the_workspace(workspace: Path, tmp_path: Path) -> None:
    (workspace / ISSUE / "images").rename(tmp_path / "images")
    (workspace / ISSUE / "images").symlink_to(tmp_path / "images")
    assert len([line for line in told(workspace) if "lies outside the workspace" in line]) == 4


def test_a_link_inside_the_workspace_is_fine(workspace: Path) -> None:
    picture = workspace / ISSUE / "images/square.png"
    picture.rename(workspace / "shared.png")
    picture.symlink_to(workspace / "shared.png")
    figures = [block for block in article(read_issue(workspace / ISSUE), "diaocha").body if isinstance(block, Figure)]
    assert workspace / "shared.png" in [figure.picture.path for figure in figures]


@pytest.mark.parametrize("name", [ARTICLE, f"{ISSUE}/images/cover.svg", f"{ISSUE}/issue.yaml"])
def test_links_in_a_circle(workspace: Path, name: str) -> None:
    (workspace / name).unlink()
    (workspace / name).symlink_to(Path(name).name)
    assert told(workspace)[0].startswith(ISSUE)


@pytest.mark.parametrize(
    "name", [ARTICLE, f"{ISSUE}/images/cover.svg", f"{ISSUE}/issue.yaml", f"{PUBLICATION}/publication.yaml"]
)
def test_a_pipe_does_not_stop_the_reader(workspace: Path, name: str) -> None:
    (workspace / name).unlink()
    os.mkfifo(workspace / name)
    assert told(workspace)


@pytest.mark.parametrize("name", [ARTICLE, f"{ISSUE}/issue.yaml", f"{PUBLICATION}/publication.yaml"])
def test_a_folder_in_the_place_of_a_file(workspace: Path, name: str) -> None:
    (workspace / name).unlink()
    (workspace / name).mkdir()
    assert told(workspace)


@pytest.mark.parametrize("name", ["a" * 5000, '"\\0"', '"\\ud800"', "~", "''", ".", "articles"])
def test_names_no_file_can_have(workspace: Path, name: str) -> None:
    replace_in(workspace / ISSUE / "issue.yaml", "articles/duanxin.md", name)
    assert any("issue.yaml:16: " in line for line in told(workspace))


def test_the_folder_of_a_publication_is_named_for_file_names(workspace: Path) -> None:
    (workspace / "issues/hao").rename(workspace / "issues/号角")
    with pytest.raises(ContentError) as caught:
        read_issue(workspace / "issues/号角/2024/01")
    assert problem_lines(caught.value, workspace) == [
        "issues/号角: The publication's folder must be named with a-z, 0-9 and -."
    ]


def test_many_aliased_rows_are_refused(workspace: Path) -> None:
    """Two levels of aliases would stand for 5000 × 200 rows were they not bounded."""
    rows = "sections:\n  - &s {name: 甲, articles: [&a {file: x.md}" + ", *a" * 199 + "]}\n" + "  - *s\n" * 5000
    path = workspace / ISSUE / "issue.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("sections:")[0] + rows, encoding="utf-8")
    assert any("The YAML has more than 50000 values" in line for line in told(workspace))


@contextmanager
def fresh_workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield good_workspace(Path(folder))


def read_with(name: str, data: bytes) -> None:
    """Read the good issue with *data* in the file *name*: an Issue or a ContentError is all that may come of it."""
    with fresh_workspace() as workspace:
        (workspace / name).write_bytes(data)
        try:
            issue = read_issue(workspace / ISSUE)
        except ContentError as error:
            problems = error.problems
        else:
            assert isinstance(issue, Issue)
            return
        assert problems


GOOD_YAML = (GOOD / ISSUE / "issue.yaml").read_bytes()
GOOD_ARTICLE = (GOOD / ISSUE / "articles/dengta.md").read_bytes()


def damaged(good: bytes) -> st.SearchStrategy[bytes]:
    """*good* with a stretch of it replaced by other bytes."""
    return st.builds(
        lambda at, length, new: good[:at] + new + good[at + length :],
        st.integers(0, len(good)),
        st.integers(0, 20),
        st.binary(max_size=6) | st.text(max_size=6).map(str.encode),
    )


@settings(max_examples=40)
@given(st.binary(max_size=200) | damaged(GOOD_YAML))
@example(b"\xff\xfe")
def test_any_bytes_as_issue_file(data: bytes) -> None:
    read_with(f"{ISSUE}/issue.yaml", data)


@settings(max_examples=40)
@given(st.binary(max_size=200) | damaged(GOOD_ARTICLE))
@example(b"---\n---")
def test_any_bytes_as_article(data: bytes) -> None:
    read_with(f"{ISSUE}/articles/dengta.md", data)


@settings(max_examples=25)
@given(st.binary(max_size=200))
def test_any_bytes_as_front_matter(data: bytes) -> None:
    read_with(ARTICLE, b"---\n" + data + b"\n---\n\n" + "甲".encode())


def test_marks_without_end_are_refused(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    article = workspace / ISSUE / "articles/duanxin.md"
    replace_in(article, "初五", f"初{'́' * 30}五")
    read_issue(workspace / ISSUE)
    replace_in(article, "初", "初́")
    with pytest.raises(ContentError, match="More than 30 combining marks"):
        read_issue(workspace / ISSUE)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("帮到人， 并附一个问题： 技能人才", "帮到人，并附一个问题：技能人才"),
        ("用 PDF 做的 “样本” 很多", "用 PDF 做的“样本”很多"),
        ("the log book", "the log book"),
        (" 天地\u3000玄黄 ", "天地\u3000玄黄"),
        ("天  地", "天  地"),
        ("", ""),
    ],
)
def test_spaces_between_chinese_go_where_yaml_folds(text: str, wanted: str) -> None:
    assert unfold(text) == wanted

"""The examples of docs/content-format.md, read as they are typed there: one issue made of all of them."""

import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from PIL import Image

from pipeline.blocks import BOX_KINDS, walk
from pipeline.bounded_files import BoundedFolder
from pipeline.layout import find_layout, plan_parts, require_styles
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume
from pipeline.model import Article
from pipeline.resources import find_shipped
from tests.finished import ROOT

DOCUMENT = ROOT / "docs/content-format.md"
FENCE = re.compile(r"^```(?P<language>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ISSUE, PUBLICATION = "issues/gongyun/2023/01", "issues/gongyun"
PICTURES = ("duchuan", "gang", "wu", "dukou", "deng", "chart")


class Example(NamedTuple):
    """What stands between the fences on the 1-based *line* of the document."""

    language: str
    text: str
    line: int


@cache
def examples() -> tuple[Example, ...]:
    text = DOCUMENT.read_text("utf-8")
    return tuple(
        Example(found["language"], found["text"], text.count("\n", 0, found.start()) + 1)
        for found in FENCE.finditer(text)
    )


def example(language: str, beginning: str) -> str:
    """The one example in *language* with this *beginning*."""
    (found,) = (each.text for each in examples() if each.language == language and each.text.startswith(beginning))
    return found


def workspace_in(folder: Path) -> Path:
    """A workspace of all examples; what they name besides (pictures, an advertisement) is there. Return its issue."""
    issue = folder / ISSUE
    for name in ("articles", "images", "ads"):
        (issue / name).mkdir(parents=True)
    (folder / PUBLICATION / "publication.yaml").write_text(example("yaml", "name:"), "utf-8")
    (issue / "issue.yaml").write_text(example("yaml", "year: 2023\nnumber: 1 "), "utf-8")
    (issue / "references.yaml").write_text(example("yaml", "references:"), "utf-8")
    shutil.copy(ROOT / "issues/gongyun/2023/01/images/cover.svg", issue / "images")
    for name in PICTURES:
        Image.new("RGB", (600, 400)).save(issue / f"images/{name}.jpg")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(185 * 72 / 25.4, 260 * 72 / 25.4))
        page.TrimBox = page.MediaBox
        pdf.save(issue / "ads/yinshuachang.pdf")
    for name in ("jianxun", "yanyu", "zhenggao", "zhuanlan", "wangshi"):
        (issue / f"articles/{name}.md").write_text(f"---\ntitle: {name}\n---\n\n文。\n", "utf-8")
    article = example("markdown", "---\ntitle")
    head = re.sub(r"authors:\n( .*\n)+|summary: .*\n|lang: .*\n", "", article)  # which the head of a paper has
    paper = head.replace("\n---\n\n", f"\n{example('yaml', 'authors:')}---\n\n")
    body = "\n".join(each.text for each in examples() if not each.language)
    (issue / "articles/weiwenxin.md").write_text(f"{paper}\n论述[@wang2020]。\n\n{body}", "utf-8")
    return issue


def test_authors_with_portraits(tmp_path: Path) -> None:
    issue = workspace_in(tmp_path)
    (issue / "articles/jianxun.md").write_text(f"---\ntitle: 访\n{example('yaml', 'style:')}---\n\n文。\n", "utf-8")
    (author,) = next(each.article for each in read_issue(issue).entries if each.article.slug == "jianxun").authors
    assert author.portrait is not None
    assert (author.role, author.portrait.alt, author.portrait.focus.y) == ("受访", "一名戴安全帽的工人。", 20)


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_in(tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def article(issue: Path) -> Article:
    return next(entry.article for entry in read_issue(issue).entries if entry.article.slug == "weiwenxin")


def test_every_example_is_in_the_workspace(issue: Path) -> None:
    files = "".join(
        path.read_text("utf-8") for path in issue.parent.parent.rglob("*.*") if path.suffix in (".yaml", ".md")
    )
    left = [each for each in examples() if each.text.strip() not in files]
    assert {each.language for each in left if not each.text.startswith(("title: 工运通讯 2023", "style:"))} <= {
        "sh",
        "markdown",
    }
    assert len(examples()) >= 12


@pytest.mark.parametrize("name", ["gongyun", "journal", "huakan"])
def test_the_layouts_have_what_the_issue_asks_for(issue: Path, name: str) -> None:
    layout = find_layout(name, [BoundedFolder.of(find_shipped("layouts"))])
    require_styles(read_issue(issue), layout)
    assert "notice" in {plan.template for plan in plan_parts(read_issue(issue), layout)}


def test_the_examples_make_what_they_are_to_make(article: Article) -> None:
    kinds = {type(block).__name__ for block in walk(article.body)}
    assert {"Table", "Chart", "Figure", "FigureGroup", "Stanza", "LabelledItem"} <= kinds
    assert {each.kind for each in walk(article.body) if type(each).__name__ == "Box"} <= set(BOX_KINDS)
    assert (article.keywords, article.works[0].key) == (("集体协商", "行业工会"), "wang2020")
    assert article.notes == ()


def test_the_volume(tmp_path: Path) -> None:
    year = workspace_in(tmp_path).parent
    (year / "volume.yaml").write_text(example("yaml", "title: 工运通讯 2023"), "utf-8")
    (year / "legacy").mkdir()
    shutil.copy(year / "01/ads/yinshuachang.pdf", year / "legacy/tongxun-02.pdf")
    assert read_volume(year).stamps.notice == "内部资料 注意保存"

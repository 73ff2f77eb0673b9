"""A parted article in pages: both folios are printed and lead there, the contents and the offprint have it once."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import RenderError
from pipeline.layout import Composer, find_layout, plan_parts
from pipeline.manuscript.reader import read_issue
from pipeline.model import OwnPage
from pipeline.production.issue.issue_builder import FinishedIssue
from pipeline.resources import find_shipped
from pipeline.tags.read_aloud import read_aloud
from pipeline.tags.reading_lines import LineKind
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace, replace_in

LONG = "海上的灯一盏一盏亮起来，值夜的人把风向和潮水都记在簿子里。"
PARTED = f"""\
---
title: 灯塔百年
editor: 老船工
---

{LONG * 30}前注[^a]。

{{.rest}}
余下的后注[^b]。

## 后来

{LONG}

[^a]: 甲注。
[^b]: 乙注。
"""
TRADITIONAL = "---\ntitle: 燈塔\nlang: zh-Hant\n---\n\n海上的燈。\n\n{.rest}\n又亮了。\n"
BEGIN = "      - file: articles/bainian.md\n      - file: articles/fanti.md\n"


def issue_of(folder: Path, layout: str) -> Path:
    """The good issue with two articles that begin in its first section and end in its second."""
    issue = good_workspace(folder, layout) / ISSUE
    (issue / "articles/bainian.md").write_text(PARTED, encoding="utf-8")
    (issue / "articles/fanti.md").write_text(TRADITIONAL, encoding="utf-8")
    replace_in(
        issue / "issue.yaml", "      - file: articles/duanxin.md\n", BEGIN + "      - file: articles/duanxin.md\n"
    )
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(BEGIN)
    return issue


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> FinishedIssue:
    return new_builder().build(issue_of(tmp_path_factory.mktemp("parted"), "gongyun"), lambda _: None, True)


def texts_of(data: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(data)
    return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pages]


def test_both_folios_are_printed_and_lead_there(finished: FinishedIssue) -> None:
    data = finished.files["hao-2024-01.pdf"]
    texts = texts_of(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
        links = {str(note.Dest) for page in pdf.pages for note in page.obj.get("/Annots", []) if "/Dest" in note}
    for slug, to, back in (("bainian", "下转第{}页", "上接第{}页"), ("fanti", "下轉第{}頁", "上接第{}頁")):
        entry = next(each for each in finished.entries if each.slug == slug)
        *_others, first, rest = entry.pages
        assert f"（{to.format(labels[rest - 1])}）" in texts[first - 1]
        assert f"（{back.format(labels[first - 1])}）" in texts[rest - 1]
        assert len(entry.pages) < entry.last_page - entry.page + 1  # others stand between
        assert {f"hao-2024-01-{slug}.rest", f"hao-2024-01-{slug}.goes-on"} <= links


def test_it_is_one_article(finished: FinishedIssue) -> None:
    entry = next(each for each in finished.entries if each.slug == "bainian")
    texts = texts_of(finished.files["hao-2024-01.pdf"])
    heads = [page for page, text in enumerate(texts, 1) if "灯塔百年" in text]
    assert entry.page in heads
    assert entry.last_page in heads
    assert len([page for page in heads if page < entry.page]) == 1  # the contents
    assert [page for page, text in enumerate(texts, 1) if "责任编辑：老船工" in text] == [entry.last_page]
    offprint = texts_of(finished.files["offprints/hao-2024-01-bainian.pdf"])
    assert offprint == [texts[page - 1] for page in entry.pages]


def test_tags_of_the_offprint_lead_to_its_pages(finished: FinishedIssue) -> None:
    with pikepdf.open(io.BytesIO(finished.files["offprints/hao-2024-01-bainian.pdf"])) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        places = [each.Pg.objgen for each in elements if each.get("/Type") == "/StructElem" and "/Pg" in each]
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums[1::2])[: len(pages)]
    assert set(places) == pages
    assert all(len(parent) for parent in parents)


@pytest.mark.parametrize("name", ["hao-2024-01.pdf", "offprints/hao-2024-01-bainian.pdf"])
def test_it_is_told_once_and_in_order(finished: FinishedIssue, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(finished.files[name])
    lines = read_aloud(tmp_path / "a.pdf").lines
    kinds = [(line.kind, line.text) for line in lines]
    assert kinds.count((LineKind.HEADING, "灯塔百年")) == 1
    begin = kinds.index((LineKind.HEADING, "灯塔百年"))
    article, _title, _text, note, to, back, rest, more, head, _end, editor = lines[begin - 1 : begin + 10]
    assert (article.kind, rest.kind, head.kind) == (LineKind.ARTICLE, LineKind.PARAGRAPH, LineKind.HEADING)
    assert (note.text, more.text, head.text, head.level - lines[begin].level) == ("甲注。", "乙注。", "后来", 1)
    assert re.fullmatch(r"\[link （下转第 \d+ 页） → 第 \d+ 页：灯塔百年\]", to.text)
    assert re.fullmatch(r"灯塔百年\[link （上接第 \d+ 页） → 第 \d+ 页：灯塔百年\]", back.text)
    assert rest.text.startswith("余下的后注")
    assert editor.text == "（责任编辑：老船工）"


def test_an_insert_stands_before_or_behind_the_whole_article(tmp_path: Path) -> None:
    issue = read_issue(issue_of(tmp_path, "journal"))
    layout = find_layout("journal", [BoundedFolder.of(find_shipped("layouts"))])
    pages = OwnPage(place="before", slug="bainian"), OwnPage(place="after", slug="bainian")
    keys = [plan.key for plan in plan_parts(replace(issue, pages=pages), layout)]
    assert keys.index("page-1") == keys.index("article-bainian") - 1
    assert keys.index("page-2") == keys.index("article-bainian-rest") + 1
    assert keys.count("page-1") == keys.count("page-2") == 1


def test_notes_that_are_counted_by_article_go_on(tmp_path: Path) -> None:
    issue = issue_of(tmp_path, "gongyun")
    layout = find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))])
    composer = Composer(read_issue(issue), layout, issue.parents[3])
    (plan,) = [each for each in plan_parts(composer.issue, layout) if each.opens_section][1:]
    html = composer.compose(plan, 8, {}).html
    assert ('data-sign="②"' in html, 'data-sign="①"' in html.partition("rest-head")[2]) == (True, False)


def test_a_layout_that_parts_nothing_is_told(tmp_path: Path) -> None:
    issue = issue_of(tmp_path, "journal")
    own = issue.parents[3] / "layouts/journal"
    own.mkdir(parents=True)
    template = (find_shipped("layouts") / "journal/body.html.j2").read_text("utf-8")
    old = template.replace("entry_head(entry, folio, 48)", "article_head(entry.article)")
    assert old != template
    (own / "body.html.j2").write_text(old, encoding="utf-8")
    for file in (find_shipped("layouts") / "journal").iterdir():
        if not (own / file.name).exists():
            (own / file.name).write_bytes(file.read_bytes())
    with pytest.raises(RenderError) as caught:
        new_builder().build(issue, lambda _: None)
    assert "The layout “journal” does not part the article “bainian”." in str(caught.value)


@pytest.mark.parametrize("layout", ["journal", "huakan"])
def test_other_layouts_part_articles_too(tmp_path: Path, layout: str) -> None:
    issue = issue_of(tmp_path, layout)
    found = find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))])
    composer = Composer(read_issue(issue), found, issue.parents[3])
    pages = {"hao-2024-01-bainian.goes-on": 4, "hao-2024-01-bainian.rest": 9}
    parts = {plan.key: composer.compose(plan, 4, pages).html for plan in plan_parts(composer.issue, found)}
    first, rest = parts["article-bainian"], parts["article-bainian-rest"]
    assert ("下转第 9 页" in first, "余下的" in first, "老船工" in first) == (True, False, False)
    assert ("上接第 4 页" in rest, "余下的" in rest, "老船工" in rest) == (True, True, True)

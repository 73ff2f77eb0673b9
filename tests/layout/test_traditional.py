"""Articles in Traditional Chinese: refused where the layout does not set them, and the layout's own words in them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError
from pipeline.languages import in_language
from pipeline.layout import Composer, Layout, find_layout, plan_parts, require_languages
from pipeline.layout.layout_file import Composition
from pipeline.manuscript.reader import read_issue
from pipeline.model import Issue
from pipeline.resources import find_shipped
from tests.workspaces import ISSUE, good_workspace, problem_lines

ARTICLE = """\
---
title: 短訊
source: 海風
lang: {language}
---

茶館[初五]{{lang="{passage}"}}開門。[^1]

{{caption="表 1 茶價"}}
| 年 | 元 |
|---|---|
| 甲 | 乙 |

[^1]: 註。
"""
SAME = set("上接见第年月日提要摘表图式收稿修回期印章正文")
"""Han that the templates print in articles and that both scripts write alike."""


def issue_in(tmp_path: Path, language: str, passage: str) -> Issue:
    workspace = good_workspace(tmp_path)
    text = ARTICLE.format(language=language, passage=passage)
    (workspace / ISSUE / "articles/duanxin.md").write_text(text, encoding="utf-8")
    return read_issue(workspace / ISSUE)


def layout_of(name: str = "gongyun") -> Layout:
    return find_layout(name, [BoundedFolder.of(find_shipped("layouts"))])


def without(layout: Layout) -> Layout:
    return replace(layout, composition=Composition(layout.composition.line_edges, layout.composition.punctuation))


@pytest.mark.parametrize("name", ["gongyun", "journal"])
@pytest.mark.parametrize("language", ["zh-Hant", "zh-TW", "zh-HK", "zh-Hant-TW"])
def test_a_layout_that_sets_it_takes_it(tmp_path: Path, name: str, language: str) -> None:
    require_languages(issue_in(tmp_path, language, language), layout_of(name))


def test_a_layout_that_does_not_refuses_each_place(tmp_path: Path) -> None:
    issue = issue_in(tmp_path, "zh-TW", "zh-Hant")
    with pytest.raises(ContentError) as caught:
        require_languages(issue, without(layout_of()))
    told = [line.split(": ")[:2] for line in problem_lines(caught.value, tmp_path / "workspace")]
    where = f"{ISSUE}/articles/duanxin.md"
    places = ((4, "zh-TW"), (7, "zh-Hant"))
    assert told == [[f"{where}:{line}", f"Traditional Chinese ({tag}) cannot be set"] for line, tag in places]


def test_simplified_chinese_is_taken_by_any_layout(tmp_path: Path) -> None:
    require_languages(issue_in(tmp_path, "zh-Hans", "en"), without(layout_of()))


def test_other_chinese_than_that_of_zh_is_refused_by_all(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="yue-Hant"):
        require_languages(issue_in(tmp_path, "zh-TW", "yue-Hant"), layout_of())


@pytest.mark.parametrize(
    ("words", "language", "written"),
    [
        ("续表 3", "zh-Hant", "續表 3"),
        ("单位", "zh-Hant", "單位"),
        ("资料来源", "zh-Hant", "資料來源"),
        ("注释", "zh-HK", "註釋"),
        ("来源", "zh-TW", "來源"),
        ("来源", "zh-Hans", "来源"),
        ("来源", "", "来源"),
    ],
)
def test_words_of_the_layout(words: str, language: str, written: str) -> None:
    assert in_language(words, language) == written


@pytest.mark.parametrize(("name", "notes"), [("gongyun", "end"), ("journal", "foot")])
def test_an_article_is_told_in_its_language(tmp_path: Path, name: str, notes: str) -> None:
    layout = layout_of(name)
    issue = issue_in(tmp_path, "zh-Hant", "en")
    composer = Composer(issue, replace(layout, notes=replace(layout.notes, place=notes)), tmp_path / "workspace")
    html = "".join(composer.compose(plan, 1, {}).html for plan in plan_parts(issue, layout))
    own = html.partition('<article data-slug="duanxin"')[2].partition("</article>")[0]
    assert ' lang="zh-Hant"' in own.partition(">")[0]
    assert "來源：海風" in own
    assert "續表 1" in own
    assert ("註釋" in own) == (notes == "end")
    assert not re.search("[来续释]", own)
    assert re.search(
        '<article data-slug="diaocha"(?! lang)', html
    )  # the control: an article of the publication's language
    assert re.search(r'<a class="entry-title" lang="zh-Hant" href="[^"]*duanxin"', html)


def test_every_word_of_the_templates_is_written_alike_or_changed(root: Path) -> None:
    """What is printed besides the article's text either passes ``in_language`` or is the same in both."""
    files = [root / f"layouts/common/{name}.html.j2" for name in ("inlines", "tables", "figures", "blocks")]
    text = re.sub(r"\{#.*?#\}", "", "".join(file.read_text("utf-8") for file in files), flags=re.DOTALL)
    changed = re.findall(r'"([^"]*)" \| in_language', text)
    assert changed == [
        "注释", "基金项目", "作者简介", "摄影", "关键词", "中图分类号", "文献标志码", "文章编号",
        "来源", "页", "下转第", "页", "参考文献", "责任编辑",
    ]  # fmt: skip
    rest = re.sub(r'"[^"]*" \| in_language|endswith\([^)]*\)', "", text)
    assert set(re.findall("[\u4e00-\u9fff]", rest)) <= SAME
    assert all(in_language(word, "zh-Hant") != word for word in changed)

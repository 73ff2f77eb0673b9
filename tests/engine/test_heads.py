"""Heads as they are drawn, in both layouts: between which words lines end, and where the lines begin."""

import pytest

from tests.builders import new_builder
from tests.conformance.printed_page import Glyph, Line, read_pages
from tests.finished import LAYOUTS
from tests.made_once import made_once, new_folder
from tests.workspaces import ISSUE, good_workspace

ARTICLE = """---
title: 读欧阳文静的《平凡的世界》读后感有话想说给青年工友们听一听
subtitle: "一行\\n又一行"
authors:
  - name: 听一听
---

## 一、进一步提高一线职工的技术技能素质并发挥好产业工人的主力军作用

正文。

## （二）全面落实一线职工的各项待遇并推动集体协商要约行动在全市企业落实

### 无编号的标题推动建立覆盖全部乡镇街道和工业园区的三级服务职工网络

{caption="表 1 全市各区县困难职工帮扶资金二〇二二年度使用情况与上年同期对比统计表"}
| 单位 | 困难职工帮扶资金使用总额（万元） | 服务员工百花齐放活动场次2023年5月18日 |
|:---|:---|:---|
| 南区局 | 1,204 | 1,304.5 |
"""


@made_once
def printed(layout: str) -> list[list[Line]]:
    """What stands on each base line of each page."""
    workspace = good_workspace(new_folder("heads"), "" if layout == "gongyun" else layout)
    (workspace / ISSUE / "articles/duanxin.md").write_text(ARTICLE, encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    return [page.rows for page in read_pages(issue.files[f"{issue.id}.pdf"])]


def glyph_text(row: Line) -> str:
    return "".join(glyph.character for glyph in row.glyphs)


def starts(layout: str, *texts: str) -> list[float]:
    """Where each of *texts* begins; x in points. Each stands on one base line of the article's pages, at the left."""
    return [edge(layout, text).left for text in texts]


def edge(layout: str, text: str) -> Glyph:
    """The first glyph of *text*, which begins a line of its column, as the white before it tells."""
    for rows in printed(layout)[2:]:
        for row in rows:
            glyphs = [glyph for glyph in row.glyphs if glyph.character.strip()]
            start = "".join(glyph.character for glyph in glyphs).find(text)
            if start >= 0 and (start == 0 or glyphs[start].left - glyphs[start - 1].right > glyphs[start].size):
                return glyphs[start]
    raise AssertionError(text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_of_headings_hang_behind_the_number(layout: str) -> None:
    number, second = edge(layout, "一、进一步"), edge(layout, "并发挥好产业工人的主力军作用")
    assert second.left - number.left == pytest.approx(2 * number.size, abs=0.01)
    number, second = edge(layout, "（二）全面"), edge(layout, "集体协商要约行动")
    assert second.left - number.left == pytest.approx(2.5 * number.size, abs=0.01)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_without_a_number_begin_below_one_another(layout: str) -> None:
    first, second = starts(layout, "无编号的标题", "和工业园区的三级服务职工网络")
    assert first == pytest.approx(second, abs=0.01)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_titles_captions_and_heads_of_tables_end_their_lines_between_words(layout: str) -> None:
    for text in ("读欧阳文静的《平凡的世界》读后感", "有话想说给青年工友们听一听", "一行", "又一行"):
        assert edge(layout, text)
    for text in (
        "表1全市各区县困难职工帮扶资金",
        "二〇二二年度使用情况",
        "困难职工帮扶资金",
        "使用总额（万元）",
    ):
        assert edge(layout, text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_date_in_the_head_of_a_table_stays_whole(layout: str) -> None:
    rows = [glyph_text(row).replace(" ", "") for page in printed(layout) for row in page]
    assert any("2023年5月18日" in row for row in rows)


def test_lines_of_contents_end_between_words() -> None:
    lines = [glyph_text(row).strip() for row in printed("gongyun")[0]]
    assert "读欧阳文静的《平凡的世界》读后感" in lines
    assert any(line.startswith("有话想说给青年工友们听一听") for line in lines)

"""An article of ours as a screen reader tells it, in both layouts."""

from pathlib import Path

import pytest

from pipeline.tags.line_words import words_of
from pipeline.tags.read_aloud import read_aloud
from tests.builders import new_builder
from tests.finished import LAYOUTS, issue_with
from tests.workspaces import ISSUE, good_workspace

BODY = """\
{.salutation}
各位读者：

法语说[mot juste]{lang="fr"}，[癸卯]{ruby="guǐ mǎo"}年[^n]，公式 $a+b$，见[网站](https://example.org)。

[^n]: 注的话，也有[Wort]{lang="de"}。

1. 甲

   又一段

2. 乙[^m]

[^m]: 第二条注。

| 年份 | 数目 |
|---|--:|
| 2023 | 4 |

{.signoff}
编辑部\\
2024年1月5日

见[价目](#rates)。

::: glossary 词语
灯罩：罩灯的东西。
:::

::: names
编辑：张三丰、欧阳某某
:::

```
if x:
    y
```

::: questionnaire
1. 满意吗？
   不满意 1 2 3 很满意
:::

{#rates caption="表1 价目" place=here}
| 茶 | 价 |
|---|--:|
| 绿 | 5 |

::: chart 图1 收入
季度, 收入
一, 2
二, 3
:::
"""
WANTED = """\
各位读者：
法语说[fr: mot juste]，癸（guǐ）卯（mǎo）年[call ①]，公式 [formula a 加 b]，见[link 网站 → https://example.org]。
Note ①: 注的话，也有[de: Wort]。
List: 2 items
  1. 甲
  又一段
  2. 乙[call ②]
  Note ②: 第二条注。
Table: 2 rows, 2 columns
  [head]年份 | [head]数目
  年份: 2023 | 数目: 4
编辑部
2024年1月5日
见[link 价目 → 第 {folio} 页：表1 价目]。
Part of the text: 词语
灯罩　罩灯的东西。
编辑
张三丰　欧阳某某
if x:
y
1. 满意吗？
不满意
List: 3 items
  1
  2
  3
很满意
Caption: 表1　价目
Table: 2 rows, 2 columns
  [head]茶 | [head]价
  茶: 绿 | 价: 5
Figure: 一：收入 2；二：收入 3。
Caption: 图1　收入
""".splitlines()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_is_told_as_it_is_written(layout: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(issue_with(BODY, layout))
    found = read_aloud(tmp_path / "a.pdf")
    lines = [words_of(line, found.language) for line in found.lines]
    start = lines.index(WANTED[1]) - 1
    wanted = [line.format(folio=5) for line in WANTED]
    assert lines[start : start + len(WANTED)] == wanted


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_facts_of_the_colophon_are_a_list(layout: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(issue_with(BODY, layout))
    facts = [line for line in read_aloud(tmp_path / "a.pdf").lines if line.kind == "item" and line.label == "刊名"]
    assert len(facts) == 1
    assert facts[0].text


_WORKS = """\
references:
  - {id: a, type: book, author: [{family: 白, given: 浪}], title: 灯与岸, publisher: 样例社, publisher-place: 云汀,
     issued: 2020}
  - {id: b, type: book, author: [{family: Mason, given: A}], title: Ropes, publisher: Sample, publisher-place: Town,
     issued: 1990, language: en}
"""


def test_works_are_a_list_and_each_line_of_a_title_note_is_one(tmp_path: Path) -> None:
    workspace = good_workspace(tmp_path)
    (workspace / ISSUE / "references.yaml").write_text(_WORKS, encoding="utf-8")
    article = workspace / ISSUE / "articles/duanxin.md"
    head = "title: 试排\nauthors: [{name: 林渡, bio: 守灯人。}]\nreceived: 2024-01-02\n"
    article.write_text(f"---\n{head}---\n\n论述[@a]，又[@b]。\n", encoding="utf-8")
    issue = new_builder().build(workspace / ISSUE, lambda stage: None)
    (tmp_path / "a.pdf").write_bytes(issue.files[f"{issue.id}.pdf"])
    found = read_aloud(tmp_path / "a.pdf")
    lines = [words_of(line, found.language) for line in found.lines]
    works = lines.index("参考文献")
    assert lines[works + 1] == "List: 2 items"
    assert lines[works + 2] == "  [1] 白浪. 灯与岸[M]. 云汀: 样例社, 2020."
    assert lines[works + 3].startswith("  (en) [2] MASON A. Ropes[M].")
    note = lines.index("Note ＊: 收稿日期：2024年1月2日")
    assert lines[note + 1] == "Note: 作者简介：守灯人。"

"""A whole printed issue: sections, articles, doubts; and that no Han character of its body is lost."""

import re
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.blocks import Heading
from pipeline.errors import ContentError
from pipeline.manuscript.markdown import parser
from pipeline.manuscript.printed_text import PrintedIssue, read_printed_text
from pipeline.manuscript.printed_text.markdown_text import write_blocks
from pipeline.model import plain_title

Read = Callable[[str], PrintedIssue]
HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def han_of(text: str) -> str:
    return "".join(HAN.findall(text))


def han_of_source(printed: PrintedIssue, text: str) -> str:
    """The Han characters of the body, from the first section's name on, in order."""
    return han_of("\n".join(text.replace("\r", "").split("\n")[printed.sections[0].line - 1 :]))


def han_written(printed: PrintedIssue, drop: str = "") -> str:
    """The Han characters that reach the workspace, in order; the first *drop* in an article's Markdown is left out."""
    parts: list[str] = []
    for section in printed.sections:
        if section.line < section.articles[0].line:  # otherwise it comes from the contents
            parts.append(section.name)
        for article in section.articles:
            markdown = write_blocks(article.blocks).replace(drop, "", 1) if drop else write_blocks(article.blocks)
            tokens = parser().parse(markdown)
            inlines = chain.from_iterable(token.children or [] for token in tokens if token.type == "inline")
            parts += [article.title, article.subtitle, *(token.content for token in inlines if token.type == "text")]
    return han_of("".join(parts))


def levels_of(printed: PrintedIssue, article: int) -> list[int]:
    return [block.level for block in printed.articles[article].blocks if isinstance(block, Heading)]


def test_the_small_issue(read: Read, sample: str) -> None:
    printed = read(sample)
    assert (printed.name, printed.organisers) == ("灯塔工讯", ("灯塔工会海区委员会",))
    assert (printed.year, printed.number, printed.total_number) == (2024, 12, 103)
    assert printed.date.isoformat() == "2024-12-05"
    assert [(section.name, section.contents_name) for section in printed.sections] == [
        ("本社要闻", "本社要闻"),
        ("基层来信", "基层动态"),
    ]
    assert [article.printed_folio for article in printed.articles] == [2, 3, 5, 6]
    assert [article.title for article in printed.articles] == [
        "致全体守塔人的一封信",
        "海岛职工食堂十二月评议会全体代表意见汇总公布",
        "守好一盏灯，照亮一条路",
        "推行“三问”做法 \n做好冬季补给",
    ]
    assert printed.articles[2].contents_title == "本社：守好一盏灯，照亮一条路"
    assert all(printed.articles[n].contents_title == plain_title(printed.articles[n].title) for n in (0, 1, 3))
    assert [levels_of(printed, n) for n in range(4)] == [[], [], [1, 2, 1, 2], [1, 1]]


def test_every_doubt_of_the_small_issue_has_its_line(read: Read, sample: str) -> None:
    lines = sample.split("\n")
    doubts = [(lines[doubt.line - 1][:12], doubt.message) for doubt in read(sample).doubts]
    wanted = [
        ("(总第 103 期)", "typed spaces"),
        ("海区委员会主办", "organiser"),
        ("# 海岛职工食堂十二月", "end of a line"),
        ("日程表，每周二、周五各", "Both are kept"),
        ("## 【基层来信】", "【基层动态】 in the contents"),
        ("# 守好一盏灯，照亮一条", "“本社：守好一盏灯，照亮一条路” in the contents"),
        ("##### （二）再说", "Marked ##### （二）"),
        ("##### （二）再说", "“and” stands"),
        ("- 12 -", "folio of a page"),
        ("**不用登记**", "without a number"),
        ("***", "stray mark"),
        ("## 二、问船", "Marked ## 二、"),
        ("船在就装，装了就走", "stops without a mark"),
    ]
    for begin, part in wanted:
        assert any(line.startswith(begin[:12]) and part in message for line, message in doubts), (begin, part)


def test_no_han_character_is_lost(read: Read, sample: str) -> None:
    printed = read(sample)
    source = han_of_source(printed, sample)
    assert len(source) > 250
    assert han_written(printed) == source
    assert han_written(printed, drop="灯") != source


def test_names_without_brackets_and_missing_names(read: Read, sample: str) -> None:
    bare = read(sample.replace("## 【基层来信】", "## 基层动态"))
    assert [section.name for section in bare.sections] == ["本社要闻", "基层动态"]
    missing = read(sample.replace("## 【基层来信】", ""))
    assert [section.name for section in missing.sections] == ["本社要闻", "基层动态"]
    assert any("No section name" in doubt.message for doubt in missing.doubts)
    assert not any("No section name" in doubt.message for doubt in bare.doubts)


def test_a_subtitle_is_kept(read: Read, sample: str) -> None:
    printed = read(sample.replace("## （一）先说人手", "——来自三座灯塔的做法\n\n## （一）先说人手"))
    assert printed.articles[2].subtitle == "——来自三座灯塔的做法"


def test_folios_that_go_back_are_reported(read: Read, sample: str) -> None:
    doubts = read(sample.replace("（5）", "（1）")).doubts
    assert [doubt.line for doubt in doubts if "comes after" in doubt.message] == [15]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# 守好一盏灯，照亮一条路", "", "“本社：守好一盏灯，照亮一条路” of the contents was not found"),
        ("## **致全体", "【基层来信】\n\n## **致全体", "There are two sections “基层来信”"),
        ("# 海岛职工食堂十二月", "【又一栏】\n\n# 海岛职工食堂十二月", "【又一栏】 stands here"),
    ],
)
def test_contradictions_are_problems(read: Read, sample: str, old: str, new: str, message: str) -> None:
    text = sample.replace(old, new)
    assert text != sample
    with pytest.raises(ContentError) as caught:
        read(text)
    assert message in str(caught.value)
    assert all(problem.line and problem.hint for problem in caught.value.problems)


def test_all_that_is_missing_is_reported_together(read: Read, sample: str) -> None:
    text = sample.replace("# 守好一盏灯，照亮一条路", "").replace("## **致全体守塔人的一封信**", "")
    with pytest.raises(ContentError) as caught:
        read(text.replace("二〇二四年\n", "").replace("第十二期", ""))
    assert [problem.line for problem in caught.value.problems if "was not found" in problem.message] == [8, 15]
    assert len(caught.value.problems) >= 4


def test_an_article_without_text_is_a_problem(read: Read, sample: str) -> None:
    text = sample[: sample.index("### 一、问天")]
    with pytest.raises(ContentError, match="has no text"):
        read(text)


@pytest.mark.parametrize("text", ["", "\n\n", "# 读我\n\n一段文字。\n", "目录", "目录\n\n【甲】\n- 题\n"])
def test_what_is_no_printed_issue(read: Read, text: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(text)
    assert caught.value.problems[0].path == Path("printed.txt")


# Lines out of which texts are put together that come far into the reader.
PIECES = st.sampled_from(
    [
        "",
        "目录",
        "【甲】",
        "## 【乙】",
        "# 灯塔值夜",
        "灯塔值夜",
        "海岛补给",
        "- 灯塔值夜 ..... (2)",
        "..... (3)",
        "12",
        "- 9 -",
        "一、看云",
        "### （一）看海",
        "1. 看天。",
        "**看船**",
        "**看**风",
        "**",
        "***",
        "正文没完",
        "正文完了。",
        "，接着。",
        "二〇二三年",
        "第一期",
        "总第5期",
        "2月3日",
        "2023年2月3日",
        "某会主办",
        "看 3 遍 and 记 4 遍",
        "“好”",
        "`[x](y)",
        "——副题",
    ]
)
LINES = st.one_of(PIECES, st.text(max_size=9))
HEAD = "# 刊\n目录\n【甲】\n- 灯塔值夜 ..... (2)\n- 海岛补给 ..... (4)\n"
BOX = "2023年第一期总第5期\n2月3日\n某会主办\n"


@given(st.one_of(st.text(), st.lists(PIECES).map("\n".join), st.lists(LINES).map("\n".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ContentError):
        assert read_printed_text(text, Path("printed.txt")).articles


@settings(max_examples=200)
@given(st.lists(LINES, min_size=1), st.lists(LINES, min_size=1))
def test_no_han_character_of_any_body_is_lost(first: list[str], second: list[str]) -> None:
    text = "\n".join([f"{HEAD}{BOX}【甲】\n# 灯塔值夜", *first, "# 海岛补给", *second])
    with suppress(ContentError):
        printed = read_printed_text(text, Path("printed.txt"))
        assert han_written(printed) == han_of_source(printed, text)


@pytest.mark.parametrize(
    "hostile",
    [
        "看" * 200000,
        "**看" * 70000,
        "看 " * 100000,
        "看" + " " * 200000 + "a",
        "<a" * 100000,
        "《（【" * 70000,
        "#" * 200000,
        "# # " * 50000,
        "." * 200000 + "2",
        "灯塔值夜\n" * 5000,
        "**看\n" * 5000,
        "第一" * 99 + "\n" * 99999,
    ],
    ids=lambda text: text[:4],
)
def test_the_time_taken_does_not_explode(hostile: str) -> None:
    """Anything quadratic in 200,000 characters or 5,000 lines would be felt."""
    with suppress(ContentError):
        assert read_printed_text(
            f"{HEAD}{BOX}【甲】\n# 灯塔值夜\n{hostile}\n# 海岛补给\n{hostile}", Path("printed.txt")
        )
    with pytest.raises(ContentError):
        read_printed_text(f"{HEAD}{hostile}\n", Path("printed.txt"))


def test_the_real_issue(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    printed = read_printed_text(text, seed)
    assert [article.printed_folio for article in printed.articles] == [2, 4, 7, 10, 18, 20, 28, 34]
    assert (printed.year, printed.number, printed.total_number) == (2023, 1, 228)
    assert printed.date.isoformat() == "2023-02-03"
    assert printed.organisers == ("中国国防邮电工会全国委员会",)
    assert [(section.name, section.contents_name, len(section.articles)) for section in printed.sections] == [
        ("工会要闻", "工会要闻", 3),
        ("学习宣讲", "学习宣讲", 1),
        ("全委要闻", "全委要闻", 1),
        ("经验交流", "典型案例", 3),
    ]
    assert [article.title.count("\n") for article in printed.articles] == [0, 0, 0, 0, 0, 1, 1, 0]
    differing = [
        n for n, article in enumerate(printed.articles) if article.contents_title != plain_title(article.title)
    ]
    assert differing == [1, 3]
    levels = [levels_of(printed, n) for n in range(8)]
    assert levels[:3] == [[], [], []]
    assert levels[3] == [1] * 5
    assert levels[5] == [1, *[2] * 9, 1, *[2] * 4, 1]
    assert levels[6] == [1, 1, 2, 2, 2, 2, 1]
    assert levels[7] == [1, 2, 3, 3, 3, 2, *[3] * 7, 1, 2, 3, 3, 3, 2, 3, 3, 3, 1, 2, 2, 2]
    assert [len(article.blocks) for article in printed.articles] == [7, 4, 5, 16, 4, 38, 23, 53]
    assert {72 + 2, 168, 172, 284, 400} <= {doubt.line for doubt in printed.doubts}


def test_no_han_character_of_the_real_issue_is_lost(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    printed = read_printed_text(text, seed)
    source = han_of_source(printed, text)
    assert len(source) > 15_000
    assert han_written(printed) == source
    assert han_written(printed, drop="习") != source

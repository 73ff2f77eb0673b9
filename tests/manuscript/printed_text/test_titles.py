"""Titles found in the text, and put together from two ways of breaking them."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.printed_text.contents import MAX_ENTRIES, ContentsEntry
from pipeline.manuscript.printed_text.lines import read_lines
from pipeline.manuscript.printed_text.titles import PrintedTitle, find_titles, letters_of, reconcile

PATH = Path("printed.txt")


def find(titles: list[str], text: str) -> list[tuple[int, int] | None]:
    entries = tuple(ContentsEntry((title,), 1, 1) for title in titles)
    found: list[PrintedTitle | None] = find_titles(entries, read_lines(text, PATH, []), PATH)
    return [(title.start, title.end) if title else None for title in found]


def test_titles_that_differ_slightly_are_found() -> None:
    text = "# 全总党组召开 2023 年度工作务虚会\n正文。\n围绕党的中心任务更好发挥工会作用\n正文。"
    titles = ["全国总工会党组召开2023年度工作务虚会", "全总党组：围绕党的中心任务更好发挥工会作用"]
    assert find(titles, text) == [(0, 1), (2, 3)]


def test_a_title_over_two_headings_is_found_whole() -> None:
    assert find(["推行“三问”做法 做好冬季补给"], "# 推行“三问”做法\n\n## 做好冬季补给\n正文。") == [(0, 2)]


def test_the_order_of_the_contents_is_kept() -> None:
    text = "# 甲地来信\n正文。\n# 乙地来信\n正文。\n# 甲地来信\n正文。"
    assert find(["乙地来信", "甲地来信"], text) == [(2, 3), (4, 5)]
    assert find(["甲地来信", "乙地来信"], text) == [(0, 1), (2, 3)]
    assert find(["甲地来信", "甲地来信"], text) == [(0, 1), (4, 5)]


def test_what_is_not_there_is_not_found() -> None:
    assert find(["灯塔守护日记", "海岛补给记事"], "# 海岛补给记事\n正文。\n灯塔很高。") == [None, (0, 1)]


def test_sentences_and_numbered_headings_are_no_titles() -> None:
    assert find(["灯塔值夜的办法"], "灯塔值夜的办法。\n一、灯塔值夜的办法\n【灯塔值夜的办法】") == [None]


def test_a_marked_line_is_preferred() -> None:
    assert find(["灯塔值夜"], "灯塔值夜\n正文。\n# 灯塔值夜\n正文。") == [(2, 3)]


def test_too_much_to_compare_is_refused() -> None:
    with pytest.raises(ContentError, match="too many short lines"):
        find(["题目"] * MAX_ENTRIES, "灯塔值夜的办法与补给的办法\n" * 4000)


@pytest.mark.parametrize(
    ("contents", "printed", "title", "contents_title"),
    [
        # one line in print: the line end of the contents stands for nothing
        (("守塔人协商", "机制通知"), ("守塔人协商机制通知",), "守塔人协商机制通知", "守塔人协商机制通知"),
        # a space in print at the line end of the contents: a couplet
        (
            ("守塔 换班", "以三条办法"),
            ("守塔 换班 以三条办法",),
            "守塔 换班 \n以三条办法",
            "守塔 换班 以三条办法",
        ),
        # two headings in print, a space in the contents
        (("推行三问 做好补给",), ("推行三问", "做好补给"), "推行三问 \n做好补给", "推行三问 做好补给"),
        # a space in print where the contents run on: a line broken by hand
        (
            ("两会合办", "大赛落幕"),
            ("两会 合办大赛落幕",),
            "两会合办大赛落幕",
            "两会合办大赛落幕",
        ),
        # two headings in print where the contents run on
        (("两会联合主办大赛",), ("两会联合", "主办大赛"), "两会联合主办大赛", "两会联合主办大赛"),
        # Latin words keep their space
        (("APP test",), ("APP", "test"), "APP \ntest", "APP test"),
        (("APP", "test"), ("APP test",), "APP \ntest", "APP test"),
        # words that one of them lacks do not shift the joints
        (("全总：守灯 照路",), ("守灯", "照路"), "守灯 \n照路", "全总：守灯 照路"),
    ],
)
def test_spaces_and_line_ends_are_told_apart(
    contents: tuple[str, ...], printed: tuple[str, ...], title: str, contents_title: str
) -> None:
    assert reconcile(contents, printed) == (title, contents_title)


def test_letters_are_compared_in_one_form() -> None:
    assert letters_of("《Ａ b》：１ 灯") == letters_of("“aB”（1）灯") == "ab1灯"
    assert letters_of("灯塔") != letters_of("塔灯")

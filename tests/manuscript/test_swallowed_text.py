"""Nothing that is written vanishes untold: random Markdown, the samples, a magazine; and what the count finds."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.blocks import LabelledItem, NameGroup, Paragraph, Picture, walk
from pipeline.errors import Problem
from pipeline.manuscript import markdown
from pipeline.manuscript.markdown import ArticleText, read_markdown
from pipeline.manuscript.swallowed_text import SwallowedText, find_swallowed_text
from tests.manuscript.test_markdown import ARTICLES, GOOD

SEED = sorted((Path(__file__).parents[2].parent / "shared/seed").glob("*.txt"))
WRITTEN = (
    r"* ** *** _ __ ` [ ] ( ) { } {#a} {.signoff} {.dots} [^1] [^1]: # ## ##### > - 1. 3) | |---| ::: --- === ``` ~~ &"
    r" &#65; &amp; \ \* < > <!--x--> 汉 字 文 “ ” ， 、 ｜ ＊ ＃ ［ ］ 【 】 ｛ ｝ ： （ ） a b 1 2 3 % $ [甲]: [1]:"
)
BLOCKS = [
    "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
    "::: box 题\n",
    "\n:::\n",
    "```py\n码\n```\n",
    "[^1]: 注\n",
    "甲[^1]",
]
pieces = st.sampled_from(
    [*WRITTEN.split(), *BLOCKS, "\n", "\n", "\n\n", " ", "\u3000", "    ", "\t", "## ", "- ", "> ", "1. ", "2. "]
)
WIDE = re.compile(r"[^\x00-\x7f\s]")  # Markdown has no marks among these


def read(text: str) -> tuple[ArticleText, list[Problem]]:
    problems: list[Problem] = []
    return read_markdown(text, ARTICLES / "ceshi.md", 1, GOOD, problems), problems


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, Picture):
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def lost(text: str, pattern: re.Pattern[str]) -> Counter[str]:
    """Characters of a *text* of which nothing at all is told, that are nowhere in what was made of it."""
    article, problems = read(text)
    if problems or article.notes or article.editor_notes:
        return Counter()
    return Counter(pattern.findall(text)) - Counter(pattern.findall("".join(texts(article.blocks))))


@given(st.lists(pieces, max_size=30).map("".join) | st.text())
@example("[1]: 《某某全集》第三卷。")
@example("[注]: 这一行是注。")
@example("```表\n一\n```")
@example('[甲](https://example.org "乙")')
@example("{.signoff}甲{.a}\n乙")
@example("甲[^一]\n\n[^一]: 乙")
def test_no_chinese_is_lost(text: str) -> None:
    labels = Counter("".join(re.findall(r"\[\^(.*?)\]", text)))  # of footnotes, which are numbered anew
    assert lost(text.replace("\r", "\n"), WIDE) - labels == Counter()


@pytest.mark.parametrize("text", ["张*明、赵*华", "3*4*5=60", "a_b_c", "姓名__，年龄__。", "5 # 6"])
def test_marks_that_are_none(text: str) -> None:
    article, problems = read(text)
    assert problems == []
    assert "".join(texts(article.blocks[0].children)) == text  # type: ignore[union-attr]


def test_nothing_of_the_samples_is_lost(root: Path) -> None:
    for path in sorted(root.glob("issues/*/*/*/articles/*.md")):
        problems: list[Problem] = []
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        blocks = read_markdown(text, path, 1, root, problems).blocks
        assert problems == [], path
        colons = sum(isinstance(each, LabelledItem | NameGroup) for each in walk(blocks))  # behind labels
        names = sum(len(each.names) for each in walk(blocks) if isinstance(each, NameGroup))  # with 、 between
        written = re.sub(r"\[@[^\]]*\]", "", text)  # 第 12 页 of a citation is a number
        lost = Counter(WIDE.findall(written)) - Counter(WIDE.findall("".join(texts(blocks))))
        assert lost - Counter({"：": colons, "、": names}) == Counter(), path


@pytest.mark.skipif(not SEED, reason="the magazine lies beside the repository")
def test_nothing_of_a_magazine_as_text_is_lost() -> None:
    for part in SEED[0].read_text(encoding="utf-8").split("\n\n"):
        assert lost(part, WIDE) == Counter(), part


@pytest.mark.parametrize("rule", ["reference", "lheading"])
def test_the_count_finds_what_a_rule_swallows(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    swallowing: MarkdownIt = markdown.parser.__wrapped__().enable(rule)  # type: ignore[attr-defined]
    monkeypatch.setattr(markdown, "parser", lambda: swallowing)
    _article, problems = read("甲\n\n[1]: 某某\n\n乙\n--")
    told = {
        "reference": "“[1]:某” would not be printed. Markdown takes it for a mark: write \\ before it.",
        "lheading": "“-” would not be printed. Markdown takes it for a mark: write \\ before it.",
    }
    assert [each.text for each in problems] == [told[rule]]
    assert problems[0].line == {"reference": 3, "lheading": 6}[rule]


def test_the_line_of_what_is_lost() -> None:
    assert find_swallowed_text(["甲", "乙*丙", ""], [], [Paragraph((), 1)]) == SwallowedText(1, "乙*丙")

"""The language of an article and of passages, and quotation marks that Traditional Chinese has not."""

from pathlib import Path

import pytest

from pipeline.blocks import Paragraph
from pipeline.errors import ContentError
from pipeline.inlines import Foreign, Text
from pipeline.manuscript.reader import read_issue
from pipeline.model import Article
from tests.workspaces import ISSUE, good_workspace, problem_lines

ARTICLE = """\
---
title: 短訊
{lang}---

{text}
"""


def read(tmp_path: Path, text: str, language: str = "") -> Article:
    workspace = good_workspace(tmp_path)
    lang = f"lang: {language}\n" if language else "kicker: 甲\n"
    (workspace / ISSUE / "articles/duanxin.md").write_text(ARTICLE.format(lang=lang, text=text), encoding="utf-8")
    return next(entry.article for entry in read_issue(workspace / ISSUE).entries if entry.article.slug == "duanxin")


def notes(article: Article) -> list[tuple[int | None, str]]:
    return [(note.line, f"{note.message} {note.hint}".strip()) for note in article.notes]


def test_languages_are_told_with_their_lines(tmp_path: Path) -> None:
    article = read(tmp_path, '茶館[初五]{lang="zh-HK"}開門，\n[Tea]{lang="en"}。', "zh-Hant")
    assert article.language == "zh-Hant"
    assert article.languages == (("zh-Hant", 3), ("zh-HK", 6), ("en", 7))


def test_without_a_language_an_article_is_in_the_publications(tmp_path: Path) -> None:
    article = read(tmp_path, "茶馆。")
    assert (article.language, article.languages) == ("", ())


@pytest.mark.parametrize("language", ["en", "ja-JP", "zhh", "zh_TW"])
def test_an_article_in_another_language_than_chinese_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, "茶。", language)
    assert problem_lines(caught.value, tmp_path / "workspace")[0].startswith(
        f"{ISSUE}/articles/duanxin.md:3: “lang” has a value that does not fit."
    )


CURLY = "Quotation marks “ ” stand in Traditional Chinese text, which has 「 」 and 『 』."
STRAIGHT = "Straight quotation marks stand in Chinese text; write {marks}."


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("他說：“好。”\n又說：“好。”", "zh-TW", [(6, f"{CURLY} (Also on lines 7.)")]),
        ("他說：「好。」", "zh-TW", []),
        ("he said “yes” to it", "zh-TW", []),  # Latin text has them
        ("他說：“好。”", "zh-Hans", []),
        ("他說：“好。”", "", []),
        ('他说[“好”]{lang="zh-Hant"}。', "", [(6, CURLY)]),
        ('他说[“好”]{lang="zh-Hans"}。', "", []),
        ('他說："好。"', "zh-TW", [(6, STRAIGHT.format(marks="「 」 and 『 』"))]),
        ('他说："好。"', "", [(6, STRAIGHT.format(marks="“ ” and ‘ ’"))]),
    ],
)
def test_quotation_marks(tmp_path: Path, text: str, language: str, told: list[tuple[int, str]]) -> None:
    assert notes(read(tmp_path, text, language)) == told


@pytest.mark.parametrize(
    ("key", "text", "language", "told"),
    [
        ("title", "“茶館”的故事", "zh-TW", [CURLY]),
        ("title", "「茶館」的故事", "zh-TW", []),
        ("title", "“茶馆”的故事", "", []),
        ("subtitle", "記“茶館”", "zh-HK", [CURLY]),
        ("title", "the “tea house”", "zh-TW", []),
        ("title", "'\"茶馆\"的故事'", "", [STRAIGHT.format(marks="“ ” and ‘ ’")]),
        ("summary", "'記\"茶館\"'", "zh-Hant", [STRAIGHT.format(marks="「 」 and 『 』")]),
    ],
)
def test_quotation_marks_of_the_head(tmp_path: Path, key: str, text: str, language: str, told: list[str]) -> None:
    lines = {"title": "短訊", "lang": language, key: text}
    workspace = good_workspace(tmp_path)
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\n{head}---\n\n茶。\n", encoding="utf-8")
    article = next(each.article for each in read_issue(workspace / ISSUE).entries if each.article.slug == "duanxin")
    line = [name for name, value in lines.items() if value].index(key) + 2
    assert notes(article) == [(line, message) for message in told]


def test_quotation_marks_are_kept_as_typed(tmp_path: Path) -> None:
    (paragraph,) = read(tmp_path, "他說“好”。", "zh-TW").body
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (Text("他說“好”。", 6),)


def test_spaces_go_from_a_passage_of_chinese_and_stay_in_one_of_latin(tmp_path: Path) -> None:
    text = '茶 [館 裡]{lang="zh-Hant"} 好，[tea ， tea]{lang="en"}'
    (paragraph,) = read(tmp_path, text).body
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (
        Text("茶", 6),
        Foreign("zh-Hant", (Text("館裡", 6),)),
        Text("好，", 6),
        Foreign("en", (Text("tea ， tea", 6),)),
    )

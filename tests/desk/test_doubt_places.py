"""Doubts of an import in the text of an article: where they stand, and headings put right."""

import pytest

from pipeline.desk.manuscripts.doubt_places import find_heading, find_quote, level_of, set_level
from pipeline.desk.uploads import safe_name

TEXT = "---\ntitle: 岛\n---\n\n## 一、*潮水*\n\n今年的**潮水**来得早。\n\n### 2. 说明 {#shuoming}\n\n读法。\n"


def test_headings_are_found_by_their_words() -> None:
    assert find_heading(TEXT, "一、潮水") == 5
    assert find_heading(TEXT, "2. 说明") == 9
    assert find_heading(TEXT, "今年的潮水来得早。") is None
    assert [find_heading(TEXT + "\n## 一、潮水\n", "一、潮水", before) for before in range(3)] == [5, 13, None]
    assert [level_of(TEXT, line) for line in (5, 7, 9)] == [1, 0, 2]


def test_text_is_found_by_how_it_begins() -> None:
    assert find_quote(TEXT, "今年的潮水 来得") == 7
    assert find_quote(TEXT, "去年") is None
    assert find_quote(TEXT, " ") is None


def test_a_heading_gets_another_level_and_all_else_stays() -> None:
    assert set_level(TEXT, 5, 3) == TEXT.replace("## 一", "#### 一")
    assert set_level(TEXT, 5, 0) == TEXT.replace("## 一", "一")
    assert set_level(TEXT, 9, 0) == TEXT.replace("### 2.", "2\\.")
    for line, level in ((7, 1), (5, 5), (5, -1)):
        with pytest.raises(ValueError, match=str(line)):
            set_level(TEXT, line, level)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("来稿.docx", "来稿.docx"),
        ("../../etc/来稿.docx", "来稿.docx"),
        ("C:\\Users\\a\\来稿 (1).docx", "来稿 (1).docx"),
        (".docx", "docx"),
        ("a\0b\n.docx", "a_b_.docx"),
        ("CON.docx", "_CON.docx"),
        ("nul.tar.docx", "_nul.tar.docx"),
        ("com1 .docx", "_com1.docx"),
        ("conus.docx", "conus.docx"),
        ("稿\u202excod.docx", "稿_xcod.docx"),
        ("甲\u2066乙\u200f.docx", "甲_乙_.docx"),
        ("", None),
        ("..", None),
        ("/", None),
        ("稿" * 200 + ".docx", "稿" * 38 + ".docx"),
    ],
)
def test_names_are_made_safe(name: str, safe: str | None) -> None:
    assert safe_name(name) == safe

"""Folios read from the text of pages: only where pages agree, and asked about only where they are counted otherwise."""

import pytest

from pipeline.production.volume.printed_folios import ask_about_folios, find_first_folio


def body(*folios: str) -> list[str]:
    """Pages of some lines with a *folio* at the foot."""
    return [f"工运通讯\n二〇二二年\n说到{index}件事\n正文\n又一行\n{folio}" for index, folio in enumerate(folios)]


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (body("1", "2", "3"), 1),
        (body("· 57 ·", "－", "第 59 页", "— 60 —"), 57),
        (body("", "", "1", "2", "3"), -1),  # a cover
        (["57 工运通讯 2022年第6期\n正文", "经验交流\t58\n正文", "59 工运通讯\n正文", ""], 57),
        (body("1", "2"), None),  # too few
        (body("2022", "2022", "2022"), None),
        (body("7", "12", "3", "90"), None),
        (body("1", "2", "3", "900", "901", "902"), None),  # two counts
        (["3", "", "5", "6", "7"], 3),
        ([], None),
    ],
)
def test_the_first_folio(texts: list[str], first: int | None) -> None:
    assert find_first_folio(texts) == first


def test_a_question_where_pages_are_counted_otherwise() -> None:
    texts = body("", "57", "58", "59")
    assert ask_about_folios(texts, [56, 57, 58, 59]) == ()
    assert ask_about_folios(texts, [1, 57, 58, 59]) == ()  # nothing is printed on the first one
    assert ask_about_folios(body("a", "b", "c"), [1, 2, 3]) == ()
    (question,) = ask_about_folios(texts, [1, 2, 3, 4])
    assert question.startswith("Page 2 of the file seems to print the folio 57, but counts as 2.")
    assert "first_folio: 56" in question

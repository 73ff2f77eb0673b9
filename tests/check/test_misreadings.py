"""Words that stand for others by the words beside them, and the table that tells which follow one another."""

import pytest

from pipeline.check.words.misreadings import find_misreadings
from pipeline.check.words.neighbours import neighbours
from pipeline.check.words.readings import Reading


def test_a_pair_of_the_table_makes_its_second_word_likelier() -> None:
    table = neighbours()
    assert table.gain("发生", "事故") > 2
    assert table.gain("发生", "世故") == 0
    assert table.gain("没有这个词", "事故") == 0
    assert table.follows("发生", "事故") > table.words["事故"]


def test_a_text_is_read_as_its_likeliest_words() -> None:
    reading = Reading("依法查出案件")
    meant, fit = reading.with_word(2, 4, "查处")
    assert meant > reading.chance
    assert fit > 2


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("材料供应泥泞不甚", 7, "不堪"),
        ("影片票房收人超过十亿", 5, "收入"),
        ("详细叙诉了经过", 3, "叙述"),
    ],
)
def test_a_word_that_fits_much_better_is_meant(text: str, at: int, word: str) -> None:
    assert [(each.start, each.word) for each in find_misreadings(text)] == [(at, word)]


@pytest.mark.parametrize(
    "text", ["道路泥泞不堪", "影片票房收入的百分之五", "详细叙述了经过", "人情世故", "陶" * 500, ""]
)
def test_what_fits_is_let_pass(text: str) -> None:
    assert list(find_misreadings(text)) == []

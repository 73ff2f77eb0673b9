"""Numbers, years and dates as Chinese periodicals write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.layout.wording import (
    chinese_date,
    chinese_label,
    chinese_number,
    chinese_year,
    roman,
    title_lines,
    whole_names,
)
from pipeline.model import Author
from pipeline.volume import part_name


@pytest.mark.parametrize(
    ("number", "written"),
    [
        *((1, "一"), (9, "九"), (10, "十"), (11, "十一"), (12, "十二"), (20, "二十"), (21, "二十一"), (99, "九十九")),
        *((100, "一百"), (101, "一百零一"), (110, "一百一十"), (219, "二百一十九")),
    ],
)
def test_numbers(number: int, written: str) -> None:
    assert chinese_number(number) == written


def value(written: str) -> int:
    """Read a Chinese number below one hundred, another way than it is written."""
    tens, ten, ones = written.rpartition("十")
    digits = "〇一二三四五六七八九"
    return (digits.index(tens) if tens else 1) * 10 * bool(ten) + (digits.index(ones) if ones else 0)


@given(st.integers(1, 99))
def test_numbers_can_be_read_back(number: int) -> None:
    assert value(chinese_number(number)) == number


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_numbers_that_no_issue_has(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


@pytest.mark.parametrize(
    ("number", "written"), [("2", "第二期"), ("7-8", "第七、八期"), ("增刊", "增刊"), ("增刊2", "增刊二")]
)
def test_numbers_of_issues(number: str, written: str) -> None:
    assert chinese_label(IssueNumber.parse(number)) == written


def test_a_month_has_no_day() -> None:
    assert chinese_date(IssueDate(2023, 2)) == "2023年2月"
    assert chinese_date(IssueDate(2023, 2, 3)) == "2023年2月3日"


@pytest.mark.parametrize(("year", "written"), [(2023, "二〇二三"), (1999, "一九九九"), (2010, "二〇一〇")])
def test_years_are_written_digit_by_digit(year: int, written: str) -> None:
    assert chinese_year(year) == written


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(datetime.date(2023, 2, 3)) == "2023年2月3日"


def test_preferred_breaks_and_marks_of_html_in_titles() -> None:
    assert title_lines("一 \n <二>&三") == "一<br>&lt;二&gt;&amp;三"
    assert title_lines("一") == "一"


def test_a_second_title_behind_a_dash_is_set_smaller() -> None:
    assert title_lines("甲\n——乙<") == '甲<br><span class="under-title">——乙&lt;</span>'
    assert title_lines("甲\n乙——丙") == "甲<br>乙——丙"
    assert title_lines("——甲") == "——甲"


def test_names_of_authors_are_whole() -> None:
    authors = (Author(name="欧阳"), Author(name="欧阳<文静>"), Author(name="(别名"))
    assert whole_names("读欧阳<文静>、欧阳", authors) == (
        '读<span class="whole">欧阳&lt;文静&gt;</span>、<span class="whole">欧阳</span>'
    )
    assert whole_names("读&", ()) == "读&amp;"
    assert title_lines("欧阳\n二", authors) == '<span class="whole">欧阳</span><br>二'


@pytest.mark.parametrize(
    ("parts", "names"),
    [(1, [""]), (2, ["上册", "下册"]), (3, ["上册", "中册", "下册"]), (4, ["第一册", "第二册", "第三册", "第四册"])],
)
def test_the_parts_of_a_volume(parts: int, names: list[str]) -> None:
    assert [part_name(part, parts) for part in range(parts)] == names


@pytest.mark.parametrize(
    ("number", "written"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (98, "xcviii"), (1994, "mcmxciv")]
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


@given(st.integers(1, 4000))
def test_roman_numerals_can_be_read_back(number: int) -> None:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[digit] for digit in roman(number)]
    following = [*values[1:], 0]
    assert sum(-one if one < after else one for one, after in zip(values, following, strict=True)) == number


def test_there_is_no_roman_zero() -> None:
    with pytest.raises(ValueError, match="0"):
        roman(0)

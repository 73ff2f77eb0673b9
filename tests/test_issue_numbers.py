"""Numbers of issues: typed, printed, as folders, in order; dates of a day and of a month."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issue_numbers import (
    MAX_NUMBER,
    IssueDate,
    IssueNumber,
    issue_label,
    missing_numbers,
    total_label,
)


@pytest.mark.parametrize(
    ("typed", "label", "folder"),
    [
        ("1", "第1期", "01"),
        ("100", "第100期", "100"),
        ("7-8", "第7-8期", "07-08"),
        ("99-100", "第99-100期", "99-100"),
        ("增刊", "增刊", "s"),
        ("增刊2", "增刊2", "s2"),
    ],
)
def test_a_number_as_it_is_typed_printed_and_laid_down(typed: str, label: str, folder: str) -> None:
    number = IssueNumber.parse(typed)
    assert (str(number), number.label, number.folder) == (typed, label, folder)
    assert IssueNumber.of_folder(folder) == number


@pytest.mark.parametrize("typed", ["", "7–8", "8-7", "7-7", "7-8-9", "增刊 1", "s1", "-1", "٧"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        IssueNumber.parse(typed)


@pytest.mark.parametrize("name", ["images", "1", "0001", "s1-2", "7-8", "07-", "supplement"])
def test_folders_that_are_named_otherwise(name: str) -> None:
    assert IssueNumber.of_folder(name) is None


@given(st.integers(1, MAX_NUMBER - 5), st.integers(0, 5))
def test_each_number_has_a_folder_of_its_own(first: int, more: int) -> None:
    number = IssueNumber(first, first + more)
    assert IssueNumber.of_folder(number.folder) == IssueNumber.parse(str(number)) == number


def test_labels() -> None:
    number, total = IssueNumber.parse("7-8"), IssueNumber.parse("228-229")
    assert issue_label(number, total) == "第7-8期（总第228-229期）"
    assert issue_label(IssueNumber.parse("增刊1"), None) == "增刊1"
    assert (total_label(total), total_label(None)) == ("总第228-229期", "")


def test_issues_of_a_year_in_order() -> None:
    typed = ["增刊2", "100", "9", "增刊", "7-8", "10"]
    assert sorted(typed, key=lambda each: IssueNumber.parse(each).order) == ["7-8", "9", "10", "100", "增刊", "增刊2"]


def test_a_double_number_covers_two() -> None:
    year = list(map(IssueNumber.parse, ["1", "2-3", "6", "增刊9"]))
    assert missing_numbers(year) == (IssueNumber(4, 5),)
    year = list(map(IssueNumber.parse, ["9-10", "3", "1", "12"]))
    assert [str(each) for each in missing_numbers(year)] == ["2", "4-8", "11"]
    assert missing_numbers(map(IssueNumber.parse, ["1", "2-3", "4"])) == ()
    assert missing_numbers([]) == missing_numbers([IssueNumber.parse("增刊")]) == ()
    assert IssueNumber.parse("8").names & IssueNumber.parse("7-8").names
    assert not IssueNumber.parse("增刊8").names & IssueNumber.parse("7-8").names


def test_a_day_and_a_month() -> None:
    day, month = IssueDate.parse("2023-02-03"), IssueDate.parse("2023-02")
    assert (day, month) == (IssueDate(2023, 2, 3), IssueDate(2023, 2))
    assert (str(day), str(month)) == ("2023-02-03", "2023-02")
    assert (day.first_day, month.first_day) == (datetime.date(2023, 2, 3), datetime.date(2023, 2, 1))


@pytest.mark.parametrize("typed", ["2023-13", "2023-02-30", "2023-2", "2023/02", "2023", "0000-01", "2023-02-00"])
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        IssueDate.parse(typed)

"""Page labels: ranges from labels and back, and the rows that files hold."""

import pytest

from pipeline.pdf.page_labels import LabelRange, label_ranges, number_tree_rows, numeral, page_labels_entry


@pytest.mark.parametrize(
    ("labels", "ranges"),
    [
        ([], []),
        (["1", "2", "3"], [LabelRange(0, "/D", 1)]),
        (["1", "3"], [LabelRange(0, "/D", 1), LabelRange(1, "/D", 3)]),
        (["封面", "8", "9"], [LabelRange(0, prefix="封面"), LabelRange(1, "/D", 8)]),
        (["007", "8"], [LabelRange(0, prefix="007"), LabelRange(1, "/D", 8)]),
        (["", "٣", "123456789"], [LabelRange(0), LabelRange(1, prefix="٣"), LabelRange(2, prefix="123456789")]),
    ],
)
def test_a_range_for_each_run_of_numbers(labels: list[str], ranges: list[LabelRange]) -> None:
    assert label_ranges(labels) == ranges
    ends = [*(each.first_page for each in ranges[1:]), len(labels)]
    pairs = zip(ranges, ends, strict=False)  # no range, but an end, where there are no pages
    assert [each.label(page) for each, end in pairs for page in range(end - each.first_page)] == labels


def test_rows_say_style_start_and_prefix() -> None:
    ranges = [LabelRange(0, "/r"), LabelRange(4, "/D", 9), LabelRange(6, prefix="封底"), LabelRange(7, "/A", 2, "附-")]
    assert number_tree_rows(ranges, name=str, text=lambda text: f"({text})") == [
        (0, {"/S": "/r"}),
        (4, {"/S": "/D", "/St": 9}),
        (6, {"/P": "(封底)"}),
        (7, {"/S": "/A", "/P": "(附-)", "/St": 2}),
    ]
    assert page_labels_entry(ranges[:2], name=str) == {"/Nums": [0, {"/S": "/r"}, 4, {"/S": "/D", "/St": 9}]}


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("/D", 12, "12"),
        ("/r", 1994, "mcmxciv"),
        ("/R", 3999, "MMMCMXCIX"),
        ("/R", 4000, "4000"),
        ("/A", 28, "BB"),
        ("/a", 26, "z"),
        ("/a", 1_000_000, "n" * 64),
        ("", 5, ""),
        ("/X", 5, ""),
    ],
)
def test_numbers_in_each_style(style: str, number: int, text: str) -> None:
    assert numeral(style, number) == text

"""Numbers in the forms of Word, and names of authors."""

import pytest

from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.names import read_byline
from pipeline.manuscript.word.number_formats import write_number


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {101: "一百零一", 110: "一百一十", 1001: "一千零一", 10_010: "一万零一十"}),
        ("japaneseCounting", {7: "七", 15: "十五", 100: "百", 105: "百五"}),
        ("chineseLegalSimplified", {3: "叁", 12: "壹拾贰", 205: "贰佰零伍"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {2: "㊁"}),
        ("decimalFullWidth", {12: "１２"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("decimalZero", {5: "05", 12: "12"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("none", {5: ""}),
        ("noForm", {5: "5"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, written: dict[int, str]) -> None:
    assert {number: write_number(number, form) for number in written} == written


@pytest.mark.parametrize(
    ("line", "stands_apart", "names"),
    [
        ("张三　李四光", True, ["张三", "李四光"]),
        ("张　三", True, ["张三"]),
        ("本刊记者 王某某", False, ["王某某"]),
        ("作者：赵某、钱某", False, ["赵某", "钱某"]),
        ("（某某市总工会办公室）", True, ["某某市总工会办公室"]),
        ("守灯的人", True, None),
        ("张三", False, None),
        ("王某说：“今天风大。”", True, None),
        ("二〇二四年一月", True, None),
    ],
)
def test_names_are_told_from_other_lines(line: str, stands_apart: bool, names: list[str] | None) -> None:
    byline = read_byline(line, stands_apart=stands_apart)
    assert (None if byline is None else [each.name for each in byline.authors]) == names


def test_people_are_told_by_what_they_did_and_where_they_work() -> None:
    byline = read_byline("文/李某某　图/赵某", stands_apart=False)
    assert byline is not None
    assert ([each.name for each in byline.authors], byline.photographers) == (["李某某"], ("赵某",))
    marked = read_byline("张某某1,2，李某3", frozenset({3, 4, 5, 9}), stands_apart=True)
    assert marked is not None
    head = Head(authors=list(marked.authors), affiliations={"1": "甲院", "2": "乙院", "3": "丙院"})
    assert [head.affiliation_of(each) for each in head.authors] == ["甲院；乙院", "丙院"]

"""How names are read and sorted: surnames by their own readings, offices, Latin names, and whatever else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.layout.name_readings import OTHER_LETTER, is_office, plain_name, read_name

ANY_NAME = st.text(max_size=12) | st.text("单曾解仇区查任华朴尉迟欧阳李里重·. aZé3部", max_size=6)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单一鸣", "shan4 yi1 ming2"),
        ("曾国强", "zeng1 guo2 qiang2"),
        ("解放", "xie4 fang4"),
        ("仇丽", "qiu2 li4"),
        ("区文", "ou1 wen2"),
        ("查明", "zha1 ming2"),
        ("任长河", "ren2 chang2 he2"),
        ("华山", "hua4 shan1"),
        ("朴思远", "piao2 si1 yuan3"),
        ("翟志", "zhai2 zhi4"),
        ("盖文", "ge3 wen2"),
        ("乐海", "yue4 hai3"),
        ("单", "shan4"),
        ("尉迟敬", "yu4 chi2 jing4"),
        ("尉文", "wei4 wen2"),
        ("万俟文", "mo4 qi2 wen2"),
        ("万文", "wan4 wen2"),
        ("单于明", "chan2 yu2 ming2"),
        ("长孙明", "zhang3 sun1 ming2"),
        ("欧阳春雨", "ou1 yang2 chun1 yu3"),
        ("应声", "ying1 sheng1"),  # a surname is read by itself, not in the word 应声 yìngshēng
        ("李　明", "li3 ming2"),
        ("吕文", "lv3 wen2"),
        ("本刊编辑部", "ben3 kan1 bian1 ji2 bu4"),
        ("重庆办事处", "chong2 qing4 ban4 shi4 chu4"),
        ("单位工会", "dan1 wei4 gong1 hui4"),
        ("华东局", "hua2 dong1 ju2"),
        ("John Smith", "john smith"),
        ("Élie", "elie"),
    ],
)
def test_how_a_name_is_read(name: str, pinyin: str) -> None:
    assert read_name(name).pinyin == pinyin


@pytest.mark.parametrize(
    ("name", "letter"),
    [("单洪", "S"), ("区文", "O"), ("John Smith", "J"), ("Élie", "E"), ("3M公司", OTHER_LETTER), ("", OTHER_LETTER),
     ("Иван", OTHER_LETTER), ("\ue000", OTHER_LETTER)],
)  # fmt: skip
def test_the_letter_of_a_name(name: str, letter: str) -> None:
    assert read_name(name).letter == letter


def in_order(*names: str) -> list[str]:
    return sorted(names, key=lambda name: read_name(name).order)


@pytest.mark.parametrize(
    "names",
    [
        ("黎明", "李明", "里明", "力明"),  # lí before lǐ before lì; 李 U+674E before 里 U+91CC
        ("李明", "李明明", "李雪", "里安"),  # a surname stays together
        ("卢文", "陆文", "吕文", "栾文"),  # lu before lü before luan
        ("Adam", "安文", "Anna", "白文", "单文", "Smith", "曾文", "3M"),  # Latin among Han, the rest at the end
        ("单文", "商文"),  # shan, not dan
    ],
)
def test_the_order_of_names(names: tuple[str, ...]) -> None:
    assert in_order(*reversed(names)) == list(names)


def test_chinese_names_are_written_without_white() -> None:
    assert plain_name(" 李　明 ") == "李明"
    assert plain_name("John  Smith") == "John Smith"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("本刊编辑部", True), ("编辑部", True), ("单位工会", True), ("李立中", False), ("欧阳春雨", False),
     ("李会", False), ("John", False), ("", False)],
)  # fmt: skip
def test_offices_are_told_from_persons(name: str, expected: bool) -> None:
    assert is_office(name) is expected


@given(st.lists(ANY_NAME, max_size=8))
@example(["T", "ß"])
def test_any_names_have_one_order(names: list[str]) -> None:
    ordered = in_order(*names)
    assert ordered == in_order(*reversed(names))
    letters = [read_name(name).letter for name in ordered]
    assert [letter == OTHER_LETTER for letter in letters] == sorted(letter == OTHER_LETTER for letter in letters)
    known = [letter for letter in letters if letter != OTHER_LETTER]
    assert known == sorted(known)
    assert all("A" <= letter <= "Z" for letter in known)


@given(ANY_NAME, ANY_NAME)
def test_names_that_differ_never_sort_as_one(one: str, other: str) -> None:
    assert (read_name(one).order == read_name(other).order) == (one == other)

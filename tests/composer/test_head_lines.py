"""Heads of more than one line: balanced, parted between words, within the rules for the edges of lines."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.composer import head_words
from pipeline.composer.characters import Kind, kind_of
from pipeline.composer.head_lines import compose_head, hanging_indent
from pipeline.composer.head_words import HeadWords, label_length, wholes
from pipeline.composer.line_breaking import Composition
from pipeline.composer.paragraph import Paragraph, Run
from pipeline.composer.simplified import simplify

TOLERANCE = 1e-4
NEVER_FIRST = set("，、。；：？！）》”—…％·")
NEVER_LAST = set("（《“")

words = st.sampled_from(
    [
        *("主力军", "作用", "产业工人", "职工", "填得", "好不好", "要看", "服务", "员工", "百花齐放", "发展", "技能"),
        *("素质", "的", "在", "和", "与", "推动", "市总工会", "报告", "安全", "生产"),
    ]
)
whole = st.sampled_from(
    ["《工会法》", "“安康杯”", "2023年5月18日", "95.6%", "TCP/IP", "Linux", "（试行）", "三十年", "500kV"]
)
mark = st.sampled_from(["", "", "", "，", "、", "：", "——", "？", "·"])
piece = st.builds(lambda text, end: text + end, st.one_of(words, words, whole), mark)
heads = st.lists(piece, max_size=24).map("".join)
measures = st.integers(18, 60).map(lambda halves: halves / 2)
indents = st.sampled_from([0.0, 2.0, -1.0])


def paragraph(text: str) -> Paragraph:
    return Paragraph([Run(text=text, advances=[0.5 if kind_of(each) is Kind.LATIN else 1.0 for each in text])])


def set_head(text: str, measure: float, indent: float = 0.0, hanging: float = 0.0) -> list[str]:
    return [text[line.start : line.end] for line in compose_head(paragraph(text), measure, indent, 0, hanging)]


def headlines(name: str) -> Iterator[tuple[str, set[int]]]:
    """The headlines of a file, each with the offsets at which a line may end."""
    for row in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            pieces = row.split("|")
            yield "".join(pieces), {len("".join(pieces[: number + 1])) for number in range(len(pieces))}


@pytest.mark.parametrize(
    ("name", "share", "right"),
    [
        ("headlines.txt", 0.62, 55),
        ("headlines.txt", 0.42, 38),
        ("headlines_unseen.txt", 0.62, 24),
        ("headlines_traditional.txt", 0.62, 12),
        ("headlines_traditional.txt", 0.42, 9),
    ],
)
def test_lines_of_headlines_end_where_an_editor_would_end_them(name: str, share: float, right: int) -> None:
    """How many headlines are parted at none but good places, in a measure of a *share* of their width."""
    found = 0
    for text, good in headlines(name):
        whole_line = paragraph(text)
        lines = compose_head(whole_line, share * whole_line.widths[-1])
        found += {line.resume for line in lines} <= good
    assert found >= right


def test_words_in_traditional_chinese_are_those_of_simplified_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    text, simplified = "國家圖書館舉辦善本古籍修復成果展", "国家图书馆举办善本古籍修复成果展"

    def cuts(head: str) -> list[int]:
        parting = HeadWords(head, [])
        return [parting.cut(place) for place in range(1, len(head))]

    assert cuts(text) == cuts(simplified)
    assert wholes("一萬二千億元與三條路") == wholes("一万二千亿元与三条路") != []
    assert label_length("第三節　環境") == 4
    monkeypatch.setattr(head_words, "simplify", lambda text: text)
    assert cuts(text) != cuts(simplified)


def test_what_is_simplified_already_stays() -> None:
    for text in ("著作权法与乾隆年间", "１２：30—16:00，Linux", "软件〇"):
        assert simplify(text) == text
    assert simplify("顯著、乾淨、軟體，⿰龍") == "显著、乾净、软体，⿰龙"


@pytest.mark.parametrize("name", ["headlines.txt", "headlines_unseen.txt", "headlines_traditional.txt"])
def test_headlines_are_even_and_no_word_of_them_is_cut(name: str) -> None:
    uneven = []
    for text, _good in headlines(name):
        whole_line = paragraph(text)
        lines = compose_head(whole_line, 0.62 * whole_line.widths[-1])
        parting = HeadWords(text, [])
        assert not any(parting.cut(line.resume) for line in lines[:-1]), text
        widths = [line.width for line in lines]
        uneven.append((max(widths) - min(widths)) / max(widths))
    assert sum(uneven) / len(uneven) < 0.25


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("一张表格填得好不好要看填表的人心里有没有这件事", 22, ["一张表格填得好不好要看", "填表的人心里有没有这件事"]),
        ("发挥好产业工人的主力军作用", 9, ["发挥好产业工人的", "主力军作用"]),
        ("服务员工百花齐放", 6, ["服务员工", "百花齐放"]),
        ("读《平凡的世界》谈为人与处世", 12, ["读《平凡的世界》", "谈为人与处世"]),
        ("自2023年5月18日起施行", 11, ["自2023年5月18日起", "施行"]),
        ("一行", 2, ["一行"]),
        ("", 9, []),
        ("前半行\n后半行更长一些", 20, ["前半行", "后半行更长一些"]),
    ],
)
def test_heads(text: str, measure: float, lines: list[str]) -> None:
    assert set_head(text, measure) == lines


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("一、题", "一、"),
        ("十一、题", "十一、"),
        ("（一）题", "（一）"),
        ("(2)题", "(2)"),
        ("1. 题", "1. "),
        ("2.1　题", "2.1　"),
        ("第一章　题", "第一章　"),
        ("③题", "③"),
        ("2023年题", ""),
        ("一张表格", ""),
        ("一、", ""),
        ("", ""),
    ],
)
def test_numbers_of_heads(text: str, label: str) -> None:
    assert text[: label_length(text)] == label


def test_lines_hang_behind_the_number() -> None:
    assert hanging_indent(paragraph("一、题"), 20, 0.0) == 2
    assert hanging_indent(paragraph("（一）题"), 20, 2.0) == 4.5  # the white of the opening bracket is cut off
    assert hanging_indent(paragraph("题"), 20, 2.0) == 2
    assert hanging_indent(paragraph("题"), 20, -1.0) == 0
    assert hanging_indent(paragraph("第一百二十一条　题"), 18, 0.0) == 0  # wider than two fifths of the measure


def test_what_stays_whole() -> None:
    text = "《工会法》“两字”第十二届二〇二三年三月95.6%"
    assert {text[start:end] for start, end in wholes(text)} == {
        "《工会法》",
        "“两字”",
        "第十二届",
        "二〇二三年三月",
        "95.6%",
    }


def test_a_name_stays_whole_where_it_fits() -> None:
    text = "青年工人欧阳文静的书"
    start = text.index("欧阳")
    for measure in range(5, 9):
        lines = compose_head(paragraph(text), measure, kept=[(start, start + 4)])
        assert not {line.resume for line in lines} & {start + 1, start + 2, start + 3}


@given(heads, measures, indents)
@example("95.6%，95.6%95.6%——", 9.0, 2.0)  # a number is cut behind its sign rather than that a dash begins a line
def test_all_of_a_head_is_set_and_no_line_is_too_wide(text: str, measure: float, indent: float) -> None:
    hanging = hanging_indent(paragraph(text), measure, indent)
    lines = compose_head(paragraph(text), measure, indent, 0, hanging)
    assert "".join(text[line.start : line.end] for line in lines) == text
    for number, line in enumerate(lines):
        assert line.width <= measure - (hanging if number else indent) + TOLERANCE
    for before, after in pairwise(lines):
        assert text[after.start] not in NEVER_FIRST
        assert text[before.end - 1] not in NEVER_LAST


@given(heads.filter(lambda text: 4 < len(text) < 26), measures)
def test_no_other_lines_are_better(text: str, measure: float) -> None:
    """All ways to part a head in as many lines, by brute force: none cuts less, or as little and is less uneven."""
    whole_line = paragraph(text)
    lines = compose_head(whole_line, measure)
    composition = Composition(whole_line, 0, len(text), (measure, measure), (False, False))
    if not 1 < len(lines) < 5 or len(list(composition.lines())) == 1:
        return
    label = label_length(text)
    kept = [span for span in [*wholes(text), (0, label + 1 if label else 0)] if composition.width(*span) <= measure]
    parting = HeadWords(text, kept)
    mean = composition.width(0, len(text)) / len(lines)

    def cost(places: list[int]) -> tuple[int, float]:
        cuts, badness = 0, 0.0
        for start, end in pairwise(places):
            cuts += sum(kind in (Kind.HAN, Kind.LATIN) for kind in whole_line.kinds[start:end]) < 2
            badness += (composition.width(start, end) - mean) ** 2
            if end < len(text):
                in_latin = whole_line.kinds[end - 1] is whole_line.kinds[end] is Kind.LATIN
                cuts += max(parting.cut(end), int(in_latin))
                badness += parting.awkwardness(end)
        return cuts, badness

    ours = cost([0, *(line.resume for line in lines)])
    for inner in combinations(whole_line.breaks, len(lines) - 1):
        places = [0, *inner, len(text)]
        if all(composition.width(*pair) <= measure for pair in pairwise(places)):
            cuts, badness = cost(places)
            assert (cuts, badness) >= (ours[0], ours[1] - TOLERANCE) or cuts > ours[0]


@given(st.text("《》“”（）、，。—a1 \n一二三的不", max_size=40), st.integers(1, 12))
def test_any_text_is_set(text: str, measure: int) -> None:
    lines = compose_head(paragraph(text), measure)
    assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == "".join(text.split("\n")).replace(
        " ", ""
    )

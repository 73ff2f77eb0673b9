"""The composer alone: what must hold for any paragraph, measure and indent (clreq §3.1–3.2)."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.composer.characters import Kind, kind_of
from pipeline.composer.composition_rules import LineEdges, RuleSet, has_gap
from pipeline.composer.line_breaking import compose, recompose
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph
from pipeline.composer.runs import Run

TOLERANCE = 0.02  # em
NEVER_FIRST = set("，、。；：？！）》〉」』】”’—…％℃·／")
NEVER_LAST = set("（《〈「『【“‘／")

han = st.text("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", min_size=1, max_size=9)
latin = st.sampled_from(["PDF", "2023", "4.4%", "Python 3", "97.7％", "37℃", "5 km", "a", "well-known"])
enclosed = st.builds(
    lambda pair, text: pair[0] + text + pair[1],
    st.sampled_from(["（）", "《》", "“”", "「」", "“‘"[:1] + "”"]),
    st.one_of(han, latin),
)
mark = st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "？！", "——", "……", "·", ""])
sentence = st.builds(lambda body, end: body + end, st.one_of(han, han, latin, enclosed), mark)
paragraphs = st.lists(sentence, min_size=1, max_size=60).map("".join)
measures = st.integers(16, 90).map(lambda halves: halves / 2)
indents = st.sampled_from([0.0, 2.0, -1.0])


def advance(character: str) -> float:
    """A width such as a face has it."""
    kind = kind_of(character)
    return 0.25 if kind is Kind.SPACE else 0.5 if kind in (Kind.LATIN, Kind.DOT) else 1.0


def run(text: str, size: float = 1.0, note_mark: bool = False) -> Run:
    return Run(text=text, advances=[advance(character) * size for character in text], size=size, note_mark=note_mark)


def paragraph(text: str, rules: RuleSet | None = None) -> Paragraph:
    return Paragraph([run(text)], rules or RuleSet())


def width(whole: Paragraph, line: ComposedLine) -> float:
    """Width of a line added up from what is told of each of its characters."""
    total = sum(whole.advances[line.start : line.end]) + sum(line.gaps.values())
    return total - sum(before + after for before, after in line.trims.values())


def kinsoku_violations(text: str, lines: list[ComposedLine]) -> list[str]:
    """Lines that begin or end with what may not, and pairs that are split."""
    found = [text[line.start] for line in lines[1:] if text[line.start] in NEVER_FIRST]
    found += [text[line.end - 1] for line in lines[:-1] if text[line.end - 1] in NEVER_LAST]
    for line in lines[1:]:
        pair = text[line.start - 1 : line.start + 1]
        if pair in ("——", "……") or (pair.isascii() and pair.isdigit()):
            found.append(pair)
    return found


def room_to_stretch(whole: Paragraph, line: ComposedLine) -> float:
    """How much wider than it is a line could be without a gap of more than half an em."""
    inner = range(line.start, line.end - 1)
    places = sum(whole.is_loose[index] or whole.may_stretch(index) for index in inner)
    return places / 2 + sum(whole.word_space[index] + whole.han_latin[index] for index in inner)


@given(paragraphs, measures, indents)
def test_every_character_is_in_one_line(text: str, measure: float, indent: float) -> None:
    lines = compose(paragraph(text), measure, indent)
    assert lines[0].start == 0
    assert lines[-1].end == lines[-1].resume == len(text)
    for line, following in pairwise(lines):
        assert line.start < line.end <= line.resume == following.start
        assert text[line.end : line.resume].strip(" ") == ""


@given(paragraphs, measures, indents)
def test_lines_are_as_wide_as_the_measure(text: str, measure: float, indent: float) -> None:
    whole = paragraph(text)
    for line in compose(whole, measure, indent):
        limit = measure - (indent if line.start == 0 else 0)
        assert line.width == pytest.approx(width(whole, line), abs=1e-6)
        assert line.width <= limit + TOLERANCE
        assert not line.short or not line.last
        if not line.last and not line.short:
            assert line.width == pytest.approx(limit, abs=TOLERANCE)
        elif line.short:
            assert limit - line.width > room_to_stretch(whole, line) - TOLERANCE


@given(paragraphs, measures, indents)
def test_no_line_begins_or_ends_with_what_may_not(text: str, measure: float, indent: float) -> None:
    assert kinsoku_violations(text, compose(paragraph(text), measure, indent)) == []


def test_a_violation_is_seen() -> None:
    text = "天地玄黄，宇宙（洪荒）——日月2023"
    cuts = [0, 4, 8, 12, 17, len(text)]
    lines = [
        ComposedLine(start=start, end=end, resume=end, width=0, trims={}, gaps={}, last=False)
        for start, end in pairwise(cuts)
    ]
    assert kinsoku_violations(text, lines) == ["，", "—", "（", "——", "02"]


@given(paragraphs, measures)
def test_marks_and_gaps_give_no_more_than_they_may(text: str, measure: float) -> None:
    whole = paragraph(text)
    for line in compose(whole, measure, 2.0):
        for index, (before, after) in line.trims.items():
            assert before >= 0 <= after
            assert before + after <= 0.5 + 1e-9
            assert kind_of(text[index]) is Kind.OPENING or before == 0
        for index, gap in line.gaps.items():
            if has_gap(text[index], text[index + 1]) and whole.gaps[index]:
                assert 0.125 - 1e-9 <= gap <= 0.5 + 1e-9


@given(paragraphs, measures)
def test_gaps_between_han_are_equal_and_there_are_none_at_the_edge(text: str, measure: float) -> None:
    for line in compose(paragraph(text), measure, 2.0):
        assert line.end - 1 not in line.gaps
        gaps = [
            line.gaps.get(index, 0.0)
            for index in range(line.start, line.end - 1)
            if kind_of(text[index]) is kind_of(text[index + 1]) is Kind.HAN
        ]
        if gaps:
            assert max(gaps) - min(gaps) < 1e-9
            assert min(gaps) >= 0


@given(paragraphs, measures.filter(lambda measure: not 9.5 <= measure < 19.5))
def test_the_last_line_is_no_single_character(text: str, measure: float) -> None:
    text += "天地玄黄宇宙洪荒日月盈昃辰宿列张"
    last = compose(paragraph(text), measure, 2.0)[-1]
    assert sum(kind_of(character) is Kind.HAN for character in text[last.start : last.end]) >= 2


@pytest.mark.parametrize(
    ("text", "trims"),
    [
        ("天（地）（玄）", {3: (0, 0.5)}),
        ("天”）地", {1: (0, 0.5)}),
        ("天（“地", {2: (0.5, 0)}),
        ("天，“地", {1: (0, 0.5)}),
        ("天？！地", {1: (0, 0.5), 2: (0, 0.5)}),
        ("天？？？地", {1: (0, 0.5), 2: (0, 0.5)}),
        ("天。？地", {1: (0, 0.5)}),
        ("天，地", {}),
        ("天——（地", {}),
    ],
)
def test_adjacent_marks(text: str, trims: dict[int, tuple[float, float]]) -> None:
    for cut in range(1, len(text)):  # the same across the edge of a span
        whole = Paragraph([run(text[:cut]), run(text[cut:])])
        (line,) = compose(whole, 40)
        assert {index: trim for index, trim in line.trims.items() if index < len(text) - 1} == trims


def test_marks_of_the_open_style_are_half_an_em() -> None:
    text = "天，地（玄）“黄”；宇。宙？洪！荒：日、月"
    (line,) = compose(paragraph(text, RuleSet(open_marks=True)), 40)
    halves = {index: (0, 0.5) for index, mark in enumerate(text) if mark in "，、；：）”"}
    halves |= {index: (0.5, 0) for index, mark in enumerate(text) if mark in "（“"}
    assert line.trims == halves
    (full,) = compose(paragraph("天，地（玄）黄"), 40)
    assert full.trims == {}


@pytest.mark.parametrize(
    ("text", "edges", "starts"),
    [
        ("天地玄黄——宇宙", LineEdges.STRICT, False),
        ("天地玄黄——宇宙", LineEdges.GB, True),
        ("天地玄黄……宇宙", LineEdges.STRICT, False),
        ("天地玄黄……宇宙", LineEdges.BASIC, True),
        ("天地玄／黄宇宙洪", LineEdges.GB, False),
        ("天地玄／黄宇宙洪", LineEdges.BASIC, True),
        ("天地玄黄，宇宙洪", LineEdges.BASIC, False),
        ("天地玄黄～宇宙洪", LineEdges.BASIC, False),
        ("天地玄黄·宇宙洪", LineEdges.BASIC, False),
        ("天地玄黄／宇宙洪", LineEdges.BASIC, False),
    ],
)
def test_how_much_is_kept_from_the_edges_of_a_line(text: str, edges: LineEdges, starts: bool) -> None:
    assert (4 in paragraph(text, RuleSet(line_edges=edges)).breaks) is starts


def test_marks_in_latin_text_are_part_of_the_words() -> None:
    text = "天（say “no” twice）地"
    latin = [text.index("“"), text.index("”")]
    whole = Paragraph([Run(text=text, advances=[advance(character) for character in text], latin=latin)])
    (line,) = compose(whole, 40)
    assert not set(latin) & (set(line.trims) | set(line.gaps))
    assert latin[1] not in whole.breaks


def test_a_word_is_cut_with_a_hyphen_where_the_line_would_be_loose() -> None:
    text = "天地玄黄hyphenation宇宙洪荒"
    hyphens = {10: 0.4}
    whole = Paragraph([Run(text=text, advances=[advance(character) for character in text], hyphens=hyphens)])
    first, second = compose(whole, 8.0)
    assert first.end == 10
    assert first.hyphen == 0.4
    assert first.width == pytest.approx(8.0)
    assert second.hyphen == 0
    (uncut, *_rest) = compose(paragraph(text), 8.0)
    assert uncut.end != 10


@pytest.mark.parametrize(
    ("text", "place", "measure", "ends"),
    [
        ("天日洪洪列列newsletter黄盈天宇黄", 8, 8.5, [6, 19, 21]),
        ("洪天盈newsletter天月黄天列黄列玄日", 11, 8.5, [13, 20, 22]),
    ],
)
def test_a_cut_word_costs_more_than_a_slightly_looser_line(
    text: str, place: int, measure: float, ends: list[int]
) -> None:
    whole = Paragraph([Run(text=text, advances=[advance(character) for character in text], hyphens={place: 0.5})])
    lines = compose(whole, measure)
    assert [line.end for line in lines] == ends
    assert not any(line.hyphen for line in lines)


def test_line_edges_are_trimmed_also_after_an_indent() -> None:
    (line,) = compose(paragraph("（天地玄黄。"), 40, 2.0)
    assert line.trims == {0: (0.5, 0), 5: (0, 0.5)}
    assert line.width == 5


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("天PDF地", {0: 0.25, 3: 0.25}),
        ("天 PDF 地", {1: 0.0, 5: 0.0}),
        ("（PDF）地", {}),
        ("（天PDF地）", {}),
        ("天，PDF。", {}),
        ("天2023", {0: 0.25}),
    ],
)
def test_gaps_between_han_and_latin(text: str, gaps: dict[int, float]) -> None:
    (line,) = compose(paragraph(text), 40)
    assert {index: gap for index, gap in line.gaps.items() if gap} == {i: gap for i, gap in gaps.items() if gap}
    spaces = [index for index, character in enumerate(text) if character == " "]
    assert [advance(" ") + line.gaps.get(index, 0.0) for index in spaces] == [0.25] * len(spaces)


def test_squeezed_before_stretched_and_in_order() -> None:
    whole = paragraph("天地玄黄，宇宙（洪荒）日月。盈昃辰宿" + "列" * 12)
    line = compose(whole, 17.5)[0]
    assert line.end == 18  # half an em too much
    assert line.trims == {7: (0.25, 0), 10: (0, 0.25)}  # brackets give way first, both alike


def test_what_is_stretched_first() -> None:
    whole = paragraph("天地PDF file玄黄" + "——" * 4)
    line = compose(whole, 8.5)[0]
    assert line.width == pytest.approx(8.5)
    # the word space to half an em, the gaps between Han and Latin too, then all but those in equal parts
    assert line.gaps[0] == pytest.approx(0.5)
    assert line.gaps[5] == pytest.approx(0.25)
    assert {index: gap for index, gap in line.gaps.items() if index in (1, 9)} == pytest.approx({1: 0.5, 9: 0.5})


def test_no_line_has_a_hole() -> None:
    """Text before a word that is too long for its line: left short, or the word is cut at a place of its own."""
    plain = compose(paragraph("天地WeasyPrinting宇宙洪荒日月盈昃"), 8.5)
    assert (plain[0].end, plain[0].short, plain[0].gaps) == (2, True, {})
    joined = compose(paragraph("天地weasy_printing宇宙洪荒日月盈昃"), 6.0)
    assert (joined[0].end, joined[0].short, joined[0].width) == (8, False, pytest.approx(6.0))
    text = "天地玄黄hyphenation宇宙洪荒"
    advances = [advance(character) for character in text]
    rare = compose(Paragraph([Run(text=text, advances=advances, hyphens={10: 0.4}, rare_hyphens=(10,))]), 8.0)
    assert (rare[0].end, rare[0].hyphen, rare[0].short) == (10, 0.4, False)
    roomy = compose(Paragraph([Run(text=text * 2, advances=advances * 2, hyphens={10: 0.4}, rare_hyphens=(10,))]), 15.0)
    assert not any(line.hyphen for line in roomy)


def test_full_width_words_are_whole_and_solid() -> None:
    text = "天地１９４９年，率９５．６７％，入ＮＡＴＯ，约１，２３４人，晨１２：３０会" * 3
    for measure in range(6, 20):
        whole = paragraph(text)
        lines = compose(whole, measure)
        for line in lines:
            for pair in ("９４", "５．", "．６", "７％", "ＡＴ", "２：", "：３", "１，", "，２"):
                assert line.start == 0 or text[line.start - 1 : line.start + 1] != pair
                inside = (at for at in range(line.start, line.end - 1) if text[at : at + 2] == pair)
                assert not any(line.gaps.get(at) or line.trims.get(at) for at in inside)


HELD = (
    *("10–20", "2—3", "GB/T 15834", "ISO 9001", "12 000", "8 h", "40 km", "360 A·h", "＋８６", "-5", "10 Gbit/s"),
    *("No. 5", "pp. 35–58", "元/500g", "〔2019〕5号", "9·11", "京A·12345", "5′32″", "p＜0.05", "2881 8888", "ファ"),
    *(
        "“九·一八”",
        "tan45°=1",
        "△ABC",
        "5 m2",
        "§ 3",
        "九•一",
        "程=",
        "☉≈5",
        "ㄩㄢˊ",
        "˙ㄇㄚ",
        "T. S.",
        "3#炉|",
        "（王 伟）",
        "0万+",
        "5.2 a",
    ),
    *(
        "图 2",
        "表1",
        "式（2）",
        "（第 18 页）",
        "第18页",
        "注③",
        "24：00",
        "8 n mile",
        "（n mile）",
        "1976/3/19",
        "9：05：30",
    ),
)


def test_what_is_not_parted_at_its_mark() -> None:
    for held in HELD:
        text = f"天地玄黄宇宙{held}洪荒日月盈昃辰宿列张"
        first, last = 7, text.index("洪荒")
        for halves in range(12, 30):
            starts = {line.start for line in compose(paragraph(text), halves / 2)}
            assert not starts & set(range(first, last))


def test_a_number_in_a_ring_stays_with_the_item_that_it_begins() -> None:
    assert not {5, 9} & set(paragraph("天地玄：①宇宙；②洪荒").breaks)
    assert {3, 4} <= set(paragraph("天地玄①宇宙").breaks)  # after a word it may be of a note


def test_what_looks_like_a_unit_is_none() -> None:
    assert "天C/2023 A3地".index("A3") in paragraph("天C/2023 A3地").breaks
    assert "天2023 A地".index("A地") not in paragraph("天2023 A地").breaks


def test_a_word_may_begin_with_a_sign_that_else_ends_something() -> None:
    for text, word in (("天地玄、.NET宇宙洪荒", ".NET"), ("天地玄 %DATA% 宇宙洪荒", "%DATA%")):
        start = text.index(word)
        assert start in paragraph(text).breaks
        assert start not in paragraph(text.replace(word, word[0])).breaks
        assert start not in paragraph(text.replace("、", "").replace(" ", "")).breaks


def test_parts_of_a_formula_are_parted_and_not_drawn_apart() -> None:
    part = Run(text="\U0001d465", advances=[3.0])
    runs = [run("天地玄黄，宇"), part, run(" "), part, run(" "), part, run("宙洪荒日月盈昃辰宿")]
    whole = Paragraph(runs)
    places = [at for at, letter in enumerate(whole.text) if letter == "\U0001d465"]
    seen = set()
    for halves in range(20, 36):
        for line in compose(whole, halves / 2):
            seen.add(line.start)
            assert not any(at - 1 in line.gaps for at in places[1:])
    assert set(places[1:]) <= seen
    assert set(places[1:]) <= whole.reluctant


def test_the_number_of_a_card_is_cut_between_its_groups() -> None:
    text = "天地玄黄6222 0202 0001 2345 678昃辰宿列张"
    lines = compose(paragraph(text), 10)
    assert not any(line.short for line in lines)
    assert text[lines[0].end - 5 : lines[0].end] == " 0202"


def test_the_space_between_the_groups_of_a_number_keeps_its_width() -> None:
    text = "天地玄黄比例是1:50 000宇宙洪荒 A B日月盈昃"
    whole = paragraph(text)
    space, between_words = text.index(" 000"), text.index(" B")
    lines = [compose(whole, halves / 2) for halves in range(30, 60)]
    assert not any(space in line.gaps for composed in lines for line in composed)
    assert any(line.gaps.get(between_words) for composed in lines for line in composed)


def test_addresses_break_inside_and_never_overflow() -> None:
    whole = paragraph("见https://www.example.com/a/very/long/path?query=one&other=two" + "x" * 60 + "。")
    lines = compose(whole, 10)
    assert all(line.width <= 10 + TOLERANCE for line in lines)
    assert len(lines) < 12


def test_a_run_too_wide_for_any_line_leaves_no_text_stranded() -> None:
    """It is cut where the line ends: before it, two characters would stand at opposite edges."""
    lines = compose(paragraph("天地" + "x" * 60 + "玄黄"), 10)
    assert [(line.start, line.end) for line in lines[:2]] == [(0, 17), (17, 37)]
    assert all(gap <= 0.5 for line in lines for gap in line.gaps.values())


def test_a_full_width_address_is_cut_rather_than_its_comma_parted() -> None:
    text = "天地ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ，玄黄宇宙洪荒日月"
    for measure in range(8, 24):
        starts = [line.start for line in compose(paragraph(text), measure)]
        assert text.index("，") not in starts


def test_a_row_of_signs_breaks_anywhere() -> None:
    assert [line.start for line in compose(paragraph("天地" + "★☑" * 10), 10)] == [0, 10, 20]


def test_a_word_that_fits_the_next_line_is_not_cut() -> None:
    lines = compose(paragraph("天地" + "x" * 19 + "玄黄"), 10)
    assert [(line.start, line.end) for line in lines[:2]] == [(0, 2), (2, 21)]


def test_a_note_mark_stays_with_its_word() -> None:
    for measure in range(3, 9):
        whole = Paragraph([run("天地玄黄宇宙"), run("①", 0.7, note_mark=True), run("洪荒日月盈昃辰")])
        assert 6 not in [line.start for line in compose(whole, measure)]


@given(st.text(max_size=60), st.floats(0.0, 12.0), st.sampled_from([0.0, 2.0, 20.0, -3.0]))
def test_any_text_in_any_measure_ends(text: str, measure: float, indent: float) -> None:
    lines = compose(paragraph(text), measure, indent)
    assert sum(line.end - line.start for line in lines) <= len(text)
    kept = "".join(text[line.start : line.end] for line in lines)
    assert kept.replace(" ", "") == "".join(c for c in text if kind_of(c) not in (Kind.SPACE, Kind.NEWLINE))


@pytest.mark.parametrize("measure", [-1, 0, 0.4, 1])
@pytest.mark.parametrize("text", ["天 地", "天  地玄  ", "a  b ", "（  天"])
def test_no_line_is_empty_however_narrow_the_measure(text: str, measure: float) -> None:
    lines = compose(paragraph(text), measure)
    assert [line.resume for line in lines[:-1]] == [line.start for line in lines[1:]]
    assert all(text[line.start : line.end].strip(" ") for line in lines)


def test_no_text_has_no_lines() -> None:
    assert compose(paragraph(""), 20) == []
    assert recompose(paragraph(""), 20, 0, 0, 1) is None
    assert recompose(paragraph("天地"), 20, 0, 2, 1) is None
    assert recompose(paragraph("天地"), 20, 0, 0, 1) is not None


def test_no_white_is_added_before_closing_or_after_opening_marks_while_there_is_another_place() -> None:
    text = "天地，玄黄（宇宙）洪荒" + "——" * 4
    (line, *_rest) = compose(paragraph(text), 10.3)
    assert set(line.gaps) & {1, 5, 7} == set()
    assert {0, 3} <= set(line.gaps)
    narrow = compose(paragraph("天，（地），玄——黄"), 6.2)[0]
    assert narrow.width == pytest.approx(6.2)


@pytest.mark.parametrize("measure", [3.0, 3.3, 3.7])
def test_two_characters_drawn_apart_are_better_than_one_alone(measure: float) -> None:
    text = "国际合作"
    assert [text[line.start : line.end] for line in compose(paragraph(text), measure)] == ["国际", "合作"]


def test_a_mark_gives_its_white_to_the_note_mark_after_it() -> None:
    whole = Paragraph([run("天地。"), run("①", 0.7, note_mark=True), run("玄黄。宇宙")])
    (line,) = compose(whole, 40)
    assert line.trims == {2: (0.0, 0.5)}


def test_numbers_are_seldom_parted_from_what_they_count() -> None:
    choice = random.Random(1)
    parted = {True: 0, False: 0}
    for _paragraph in range(60):
        text = "".join(
            choice.choice(["天地玄", "共3个", "宇宙，", "约20元", "洪荒日月", "盈昃。"]) for _part in range(40)
        )
        for minded in parted:
            whole = paragraph(text)
            assert whole.reluctant
            counted = set(whole.reluctant)
            if not minded:
                whole.reluctant.clear()
            parted[minded] += sum(line.start in counted for line in compose(whole, 18.0, 2.0))
    assert parted[True] < parted[False] / 2


def test_initials_and_scores_are_seldom_parted() -> None:
    assert paragraph("天T. S. Eliot地").reluctant == {7}
    assert paragraph("天J. O'Neill地").reluctant == {4}
    assert paragraph("天3：2地").reluctant == {3, 4}
    assert paragraph("天at B. the USA. The地").reluctant == set()


def test_english_lines_are_stretched_at_their_spaces_alone() -> None:
    whole = paragraph("abcd efgh ijkl mnop")  # 6.5 em without the last word, 7.5 em at the most
    wide, wider = (compose(whole, measure)[0] for measure in (7.4, 7.6))
    assert (wide.end, wide.width, wide.short) == (14, pytest.approx(7.4), False)
    assert max(wide.gaps.values()) <= 0.5
    assert (wider.width, wider.short) == (6.5, True)


def test_three_loose_lines_do_not_follow_one_another_where_they_need_not() -> None:
    whole = paragraph(("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往" * 5)[:81], RuleSet(last_line=4))
    lines = recompose(whole, 20, 0, 0, 5) or []  # 77 characters in four lines
    assert sorted(line.end - line.start for line in lines) == [4, 19, 19, 19, 20]
    assert lines[1].end - lines[1].start == 20 or lines[2].end - lines[2].start == 20
    (unavoidable,) = {line.end - line.start for line in (recompose(whole, 20, 0, 1, 5) or [])[:-1]}
    assert unavoidable == 19
    assert recompose(whole, 20, 0, 1, 5, may_run=False) is None
    assert recompose(whole, 20, 0, 0, 5, may_run=False) == lines


def test_white_before_marks_is_the_least_where_there_is_no_other_way() -> None:
    whole = paragraph("R2032（3V，5mA），网C6A ABCDEFGHIJKLMNOPQRST天地玄黄宇宙洪荒")
    line = compose(whole, 14.0)[0]
    added = {whole.text[at : at + 2]: gap for at, gap in line.gaps.items()}
    assert line.width == pytest.approx(14.0)
    assert added == pytest.approx(
        dict.fromkeys(["网C", "2（", "，5", "，网"], 0.5) | dict.fromkeys(["（3", "V，", "A）", "），"], 0.25)
    )
    narrower = compose(whole, 12.5)[0]
    assert {whole.text[at : at + 2] for at in narrower.gaps} == {"网C", "2（", "，5", "，网"}

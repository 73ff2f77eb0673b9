"""What is known of a paragraph before it is broken: widths, what is cut off, gaps, room to give, places to break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.composer.characters import Kind, kind_of
from pipeline.composer.composition_rules import Level, LineEdges, RuleSet
from pipeline.composer.paragraph import Paragraph, Run

SPACED = RuleSet(han_latin=(0.1, 0.3, 0.7), word_space=(0.2, 0.6))


def advance(character: str) -> float:
    kind = kind_of(character)
    return 0.25 if kind is Kind.SPACE else 0.5 if kind is Kind.LATIN else 1.0


def run(text: str, size: float = 1.0, **more: object) -> Run:
    advances = [advance(character) * size for character in text]
    return Run(text=text, advances=advances, size=size, **more)  # type: ignore[arg-type]


def paragraph(text: str, rules: RuleSet | None = None, size: float = 1.0) -> Paragraph:
    return Paragraph([run(text, size)], rules or RuleSet())


def nonzero(values: list[float]) -> dict[int, float]:
    return {index: pytest.approx(value) for index, value in enumerate(values) if value}


@pytest.mark.parametrize("size", [1.0, 0.75])
@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("天，地", {}, {}),
        ("天（地", {}, {}),
        ("（（地", {1: 0.5}, {}),
        ("天（“《地", {2: 0.5, 3: 0.5}, {}),
        ("天）。地", {}, {1: 0.5}),
        ("天，（地", {}, {1: 0.5}),
        ("）”》，。", {}, {0: 0.5, 1: 0.5, 2: 0.5, 3: 0.5}),
        ("天）地（玄", {}, {}),
        ("？", {}, {}),
        ("天？！地", {}, {1: 0.5, 2: 0.5}),
        ("天？！？地", {}, {1: 0.5, 2: 0.5}),
        ("天！！！！地", {}, {1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5}),
        ("天？地？玄", {}, {}),
        ("天？，！地", {}, {1: 0.5, 2: 0.5}),  # a row of two has to be of two
        ("天·地", {1: 0.25}, {1: 0.25}),
        ("天–地", {1: 0.25}, {1: 0.25}),
        ("天–", {1: 0.25}, {1: 0.25}),
        ("a–地", {}, {}),
        ("天–a", {}, {}),
        ("天—地～玄", {}, {}),
    ],
)
def test_what_is_cut_off_marks_beside_one_another(
    text: str, before: dict[int, float], after: dict[int, float], size: float
) -> None:
    whole = paragraph(text, size=size)
    assert nonzero(whole.before) == {index: each * size for index, each in before.items()}
    assert nonzero(whole.after) == {index: each * size for index, each in after.items()}


def test_marks_that_are_narrow_have_no_white_to_give() -> None:
    for text in ("（（））", "天，，", "天··地", "天–地", "？！？！"):
        whole = Paragraph([Run(text=text, advances=[0.5] * len(text))], RuleSet(open_marks=True))
        assert (nonzero(whole.before), nonzero(whole.after)) == ({}, {})
        assert not any(whole.rooms)
    dashes = [Paragraph([Run(text="天–", advances=[1, each])]).after[1] for each in (0.4, 0.5, 0.7)]
    assert dashes == pytest.approx([0, 0, 0.1])
    for size in (1.0, 0.75, 2.0):
        widths = (0.89 * size, 0.91 * size)
        wholes = [Paragraph([Run(text="，", advances=[each], size=size)]) for each in widths]
        assert [whole.full_width(0) for whole in wholes] == [False, True]


def test_the_open_style_halves_all_but_stops() -> None:
    whole = paragraph("（天，地）。玄。", RuleSet(open_marks=True))
    assert (nonzero(whole.before), nonzero(whole.after)) == ({0: 0.5}, {2: 0.5, 4: 0.5})


@pytest.mark.parametrize("size", [1.0, 0.75])
@pytest.mark.parametrize(
    ("text", "gaps", "levels"),
    [
        ("天a地", {0: 0.3, 1: 0.3}, {0: Level.HAN_LATIN, 1: Level.HAN_LATIN}),
        ("天 a 地", {1: 0.05, 3: 0.05}, {1: Level.HAN_LATIN, 3: Level.HAN_LATIN}),
        ("天 地", {}, {1: Level.WORD_SPACE}),
        ("a b", {}, {1: Level.WORD_SPACE}),
        ("天，a", {}, {1: Level.PAUSE}),
        ("天。a", {}, {1: Level.STOP}),
        ("天（a）天", {}, {1: Level.BRACKET, 3: Level.BRACKET}),
        ("《天a》a天", {1: 0.3, 4: 0.3}, {0: Level.BRACKET, 1: Level.HAN_LATIN, 3: Level.BRACKET, 4: Level.HAN_LATIN}),
        ("（天a）a天", {4: 0.3}, {0: Level.BRACKET, 3: Level.BRACKET, 4: Level.HAN_LATIN}),
        ("（（a）天a", {}, {0: Level.BRACKET, 1: Level.BRACKET, 3: Level.BRACKET}),
        ("）天a", {1: 0.3}, {0: Level.BRACKET, 1: Level.HAN_LATIN}),
        ("天——a", {}, {}),
        ("天$地", {}, {}),
    ],
)
def test_gaps_and_what_gives_way_when(text: str, gaps: dict[int, float], levels: dict[int, Level], size: float) -> None:
    whole = paragraph(text, SPACED, size)
    assert nonzero(whole.gaps) == {index: pytest.approx(gap * size) for index, gap in gaps.items()}
    assert {index: level for index, level in enumerate(whole.levels) if level is not None} == levels


def test_gaps_in_brackets_are_a_choice() -> None:
    assert nonzero(paragraph("（天a）").gaps) == {}
    assert nonzero(paragraph("（天a）", RuleSet(gap_in_brackets=True)).gaps) == {1: 0.25}


def test_no_white_is_added_behind_a_label() -> None:
    """It has its own width, and lines below it begin where that ends; a sign within the text is a character."""
    box = Run(text="\ufffc", advances=[4.0])
    assert Paragraph([box, run("天地玄")]).is_loose == [False, True, True, False]
    assert Paragraph([run("天"), box, run("地玄")]).is_loose == [True, True, True, False]


@pytest.mark.parametrize(
    ("text", "gaps", "levels"),
    [("天地’97", {1: 0.25}, {1: Level.HAN_LATIN}), ("天地 ’97", {}, {2: Level.HAN_LATIN})],
)
def test_a_year_without_its_century_is_a_number(text: str, gaps: dict[int, float], levels: dict[int, Level]) -> None:
    whole = Paragraph([run(text, latin=[text.index("’")])])
    assert nonzero(whole.gaps) == gaps
    assert {index: level for index, level in enumerate(whole.levels) if level is not None} == levels


def test_the_sign_before_a_figure_is_of_its_number() -> None:
    assert nonzero(paragraph("天$5").gaps) == nonzero(paragraph("天−5").gaps) == {0: 0.25}
    assert nonzero(paragraph("天−地+a").gaps) == {}
    assert nonzero(Paragraph([Run(text="天±5", advances=[1.0, 1.0, 0.5])]).gaps) == {}  # it has white of its own


def test_long_ranges_of_full_width_figures_are_cut_at_their_mark() -> None:
    assert paragraph("午９：００—１２：００后").cuts == {6}
    assert paragraph("第１２—１３页，ＮＡＴＯ").cuts == set()


def test_the_ratio_of_two_numbers_is_half_an_em_wide() -> None:
    whole = Paragraph([Run(text="3∶2a:", advances=[0.5, 1.0, 0.5, 0.5, 0.5])])
    assert (nonzero(whole.before), nonzero(whole.after)) == ({1: 0.25}, {1: 0.25})


def test_the_space_before_a_unit_keeps_its_width() -> None:
    assert nonzero(paragraph("天5 mm/d地").word_space) == {}
    assert nonzero(paragraph("天5 min 5 up地").word_space) != {}


def test_there_is_no_gap_before_what_belongs_to_a_character() -> None:
    whole = Paragraph([run("天"), run("1", note_mark=True), run("地")])
    assert nonzero(whole.gaps) == {1: 0.25}
    accented = Paragraph([Run(text="天\u0301a", advances=[1, 0, 0.5])])
    assert accented.glued == [False, True, False, False]
    assert Paragraph([Run(text="\u0301a", advances=[0, 0.5])]).glued[0] is False


@pytest.mark.parametrize("size", [1.0, 0.5])
def test_how_far_spaces_and_gaps_grow_and_shrink(size: float) -> None:
    whole = paragraph("天a b地 c", SPACED, size)
    assert whole.han_latin == pytest.approx([0.4 * size, 0, 0, 0.4 * size, 0, 0.4 * size, 0])
    assert whole.word_space == pytest.approx([0, 0, 0.35 * size, 0, 0, 0, 0])
    assert whole.rooms == pytest.approx([0.2 * size, 0, 0.05 * size, 0.2 * size, 0, 0.2 * size, 0])


def test_a_wide_space_does_not_grow_and_a_narrow_one_does_not_shrink() -> None:
    wide, narrow = (Paragraph([Run(text="a b", advances=[0.5, each, 0.5])]) for each in (0.9, 0.1))
    assert (wide.word_space[1], wide.rooms[1]) == (0, pytest.approx(0.65))
    assert (narrow.word_space[1], narrow.rooms[1]) == (pytest.approx(0.4), 0)


@pytest.mark.parametrize("size", [1.0, 0.8])
@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("天，地", [0, 0.5, 0]),
        ("（天）。", [0.5, 0, 0, 0.5]),
        ("（“天”，", [0.5, 0, 0, 0, 0.5]),
        ("天·地—～％", [0] * 6),
        ("天地", [0, 0]),
    ],
)
def test_marks_give_the_half_em_that_is_not_cut_off_yet(text: str, rooms: list[float], size: float) -> None:
    assert paragraph(text, size=size).rooms == pytest.approx([room * size for room in rooms])


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("天地玄", [True, True, False]),
        ("天，地", [False, True, False]),
        ("天（地）玄", [True, False, False, True, False]),
        ("天·地／玄", [False, False, False, True, False]),
        ("天——地", [True, False, True, False]),
        ("天……地", [True, False, True, False]),
        ("天～地", [False, False, False]),
        ("天a地", [False, False, False]),
        ("a，b", [False, True, False]),
        ("ab", [False, False]),
        ("a b", [False, False, False]),
        ("天 地", [False, False, False]),
        ("天 a", [False, False, False]),
        ("3％地", [False, True, False]),
        ("天％地", [True, True, False]),
        ("天￥5", [True, False, False]),
        ("天-5", [False, False, False]),
        ("a-天", [False, False, False]),
        ("天/地", [False, False, False]),
        ("天\u3000地", [True, True, False]),
    ],
)
def test_where_white_is_added_at_last(text: str, loose: list[bool]) -> None:
    whole = paragraph(text)
    assert whole.is_loose == loose
    assert whole.loose == [sum(loose[:end]) for end in range(len(text) + 1)]
    assert not whole.may_stretch(len(text) - 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("天，地", {0, 1}),
        ("（天）", {0, 1}),
        ("天～地", set()),
        ("天a", set()),
        ("天-2", set()),
        ("ab", set()),
        ("——", set()),
        ("天 地", set()),
    ],
)
def test_where_white_may_be_added_when_nothing_else_is_left(text: str, places: set[int]) -> None:
    whole = paragraph(text)
    assert {index for index in range(len(text)) if whole.may_stretch(index)} == places


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("天地玄", [1, 2]),
        ("天，地。", [2]),
        ("天（地）玄", [1, 4]),
        ("天“地”玄", [1, 4]),
        ("天a地", [1, 2]),
        ("天ab地", [1, 3]),
        ("ab cd", [3]),
        ("天 地", [2]),
        ("天 ，地", [3]),
        ("（ 天地", [3]),
        ("$ 天地", [3]),
        ("5 km地", [4]),
        ("5 m地", [3]),
        ("5 kHz地", [5]),
        ("5 kHzs地", [2, 6]),
        ("天， 地", [3]),
        ("天） 地", [3]),
        ("5 kmx地", [2, 5]),
        ("5 kmhPa地", [2, 7]),
        ("a  b", [3]),
        ("  天地", [3]),
        (" 天", []),
        ("天\n地玄", [3]),
        ("天——地", [3]),
        ("天々地", [2]),
        ("￥5天", [2]),
        ("天￥地", [1]),
        ("天\u00a0地", []),
        ("well-known天", [5, 10]),
        ("天well-known", [1, 6]),
        ("天well-known地well-known", [1, 6, 11, 12, 17]),
        ("a/b天", [3]),
        ("天40%–60%", [1]),
        ("天5℃～12℃", [1]),
        ("天in/out", [1]),
        ("天地and/or", [1, 2]),
        ("", []),
        ("天", []),
    ],
)
def test_where_a_line_may_break(text: str, breaks: list[int]) -> None:
    assert paragraph(text).breaks == breaks


@pytest.mark.parametrize(
    ("text", "reluctant"),
    [
        ("共3个", {2}),
        ("共a个", set()),
        ("共3a个", set()),
        ("个3", set()),
        ("3，个", set()),
        ("12元34天", {2, 5}),
        ("总第128期", {2, 5}),
        ("共20万元", {3, 4}),
        ("每年3月1日", {3, 4, 5}),
        ("价５００元", {4}),
        ("飞歼-20去", {2, 5}),
        ("数（12）", set()),
        ("穿T-恤去", {3}),
        ("得CuSO4·5H2O", {7}),
        ("约翰·5岁", {4}),
    ],
)
def test_a_number_and_what_it_counts_are_parted_with_reluctance(text: str, reluctant: set[int]) -> None:
    assert paragraph(text).reluctant == reluctant


def test_words_are_cut_where_they_may_be() -> None:
    whole = Paragraph([run("天地"), run("hyphenation玄", hyphens={2: 0.3, 6: 0.4}), run("in", hyphens={1: 0.2})])
    assert whole.hyphens == {4: 0.3, 8: 0.4, 15: 0.2}
    assert whole.breaks == [1, 2, 4, 8, 13, 14]  # a word of two letters is not cut
    assert Paragraph([run("（hyphen", hyphens={1: 0.3, 4: 0.3})]).breaks == [4]
    glued = Paragraph([Run(text="abcde", advances=[0.5, 0.5, 0, 0.5, 0.5], hyphens={2: 0.3, 3: 0.3})])
    assert glued.breaks == [3]
    assert [Paragraph([run("a" * n, hyphens={1: 0.3})]).breaks for n in (3, 4)] == [[], [1]]
    across = Paragraph([run("hyphen", hyphens={2: 0.3}), run("ation", hyphens={1: 0.3})])
    assert across.breaks == [2, 7]


def test_what_runs_tell_is_counted_through_the_paragraph() -> None:
    whole = Paragraph([run("天"), run("“a”", latin=(0, 2)), run("地", 0.5), run("fi", unkerned={0: 0.1})])
    assert [whole.kinds[index] for index in (1, 3)] == [Kind.LATIN, Kind.LATIN]
    assert whole.unkerned == {5: 0.1}
    assert whole.sizes == [1, 1, 1, 1, 0.5, 1, 1]
    assert whole.breaks == [1, 4, 5]


def test_a_note_mark_stays_with_what_it_is_about() -> None:
    whole = Paragraph([run("天地，"), run("①②", 0.7, note_mark=True), run("玄黄")])
    assert whole.glued == [False, False, False, True, True, False, False, False]
    assert whole.breaks == [1, 5, 6]
    assert nonzero(whole.after) == {2: 0.5}


texts = st.text("天地，。（）“”·—…～％￥3a -–？！/\n\u3000", max_size=30)
rules = st.builds(
    RuleSet,
    open_marks=st.booleans(),
    gap_in_brackets=st.booleans(),
    line_edges=st.sampled_from(LineEdges),
    han_latin=st.just((0.1, 0.3, 0.7)),
)


@given(texts, rules, st.sampled_from([1.0, 0.7]))
def test_running_sums_are_those_of_each_character(text: str, rules: RuleSet, size: float) -> None:
    whole = paragraph(text, rules, size)
    each = zip(whole.advances, whole.before, whole.after, whole.gaps, strict=True)
    natural = [advance - before - after + gap for advance, before, after, gap in each]
    pairs = [
        (whole.widths, natural),
        (whole.room_sums, whole.rooms),
        (whole.word_spaces, whole.word_space),
        (whole.han_latins, whole.han_latin),
    ]
    for sums, values in pairs:
        assert sums == pytest.approx([sum(values[:end]) for end in range(len(text) + 1)])
    assert list(whole.squeezes) == sorted({level for level in whole.levels if level is not None})
    for level, sums in whole.squeezes.items():
        own = [room if at is level else 0 for room, at in zip(whole.rooms, whole.levels, strict=True)]
        assert sums == pytest.approx([sum(own[:end]) for end in range(len(text) + 1)])


@given(texts, rules, st.sampled_from([1.0, 0.7]))
def test_no_mark_gives_more_than_half_of_itself(text: str, rules: RuleSet, size: float) -> None:
    whole = paragraph(text, rules, size)
    for index, kind in enumerate(whole.kinds):
        given_away = whole.before[index] + whole.after[index]
        assert 0 <= given_away <= size / 2 + 1e-9
        assert whole.rooms[index] >= 0
        if kind not in (Kind.HAN, Kind.LATIN, Kind.SPACE):
            assert given_away + whole.rooms[index] <= size / 2 + 1e-9
    assert whole.breaks == sorted(set(whole.breaks))
    assert all(0 < place < len(text) and not whole.glued[place] for place in whole.breaks)

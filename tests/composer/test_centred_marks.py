"""Marks in the middle of their em, as Traditional Chinese has them: white goes from both sides, and never ink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.composer.composition_rules import RuleSet
from pipeline.composer.line_breaking import compose
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph
from pipeline.composer.runs import Run

QUARTER = 0.25  # em
TOLERANCE = 1e-6
MARKS = "，。、；：？！"
FIXED = "？！"
texts = st.text("天地玄黄宇宙洪荒「」『』《》（）" + 2 * MARKS, min_size=1, max_size=120)
measures = st.integers(16, 60).map(lambda halves: halves / 2)


def paragraph(text: str, *, centred: bool = True, rules: RuleSet | None = None) -> Paragraph:
    return Paragraph([Run(text=text, advances=[1.0] * len(text), centred=centred)], rules or RuleSet())


def trims(text: str, *, centred: bool = True, rules: RuleSet | None = None) -> list[tuple[float, float]]:
    whole = paragraph(text, centred=centred, rules=rules)
    return list(zip(whole.before, whole.after, strict=True))


def cut(line: ComposedLine, text: str) -> list[tuple[str, float, float]]:
    return [(text[index], *trim) for index, trim in sorted(line.trims.items())]


@given(texts, measures, st.booleans())
def test_no_mark_loses_more_than_a_quarter_on_a_side(text: str, measure: float, open_marks: bool) -> None:
    whole = paragraph(text, rules=RuleSet(open_marks=open_marks))
    for line in compose(whole, measure, 0.0):
        for mark, before, after in cut(line, text):
            if mark in MARKS:
                most = 0.0 if mark in FIXED else QUARTER
                assert -TOLERANCE <= before <= most + TOLERANCE
                assert -TOLERANCE <= after <= most + TOLERANCE


@given(texts, measures)
def test_lines_are_as_wide_as_they_are_told(text: str, measure: float) -> None:
    whole = paragraph(text)
    lines = compose(whole, measure, 0.0)
    assert [line.resume for line in lines[:-1]] == [line.start for line in lines[1:]]
    for line in lines:
        total = sum(whole.advances[line.start : line.end]) + sum(line.gaps.values())
        total -= sum(before + after for before, after in line.trims.values())
        assert line.width == pytest.approx(total)


@given(texts, measures)
def test_a_mark_that_stands_to_one_side_may_lose_half_an_em(text: str, measure: float) -> None:
    """The control: the same text of the mainland."""
    for line in compose(paragraph(text, centred=False), measure, 0.0):
        assert all(before == 0 for mark, before, _after in cut(line, text) if mark in MARKS)


@pytest.mark.parametrize(
    ("text", "index", "lost"),
    [
        ("天，地", 1, (0, 0)),
        ("天。」地", 1, (QUARTER, QUARTER)),  # 2 em become 1.5
        ("天。」地", 2, (0, 0)),
        ("天」，地", 1, (0, 2 * QUARTER)),  # the bracket stays close to what it encloses
        ("天」，地", 2, (0, 0)),
        ("天：「地", 1, (0, 0)),
        ("天：「地", 2, (2 * QUARTER, 0)),
        ("天？」地", 1, (0, 0)),  # clreq 3.1.6.1: ？ and ！ keep their em
        ("天？「地", 2, (2 * QUARTER, 0)),
        ("天？！地", 2, (0, 0)),  # no pair of half an em each, as GB/T 15834 5.1.2 has them
        ("天，，地", 1, (0, 0)),
    ],
)
def test_adjacent_marks(text: str, index: int, lost: tuple[float, float]) -> None:
    assert trims(text)[index] == lost


def test_adjacent_marks_of_the_mainland_lose_half_an_em_behind_them() -> None:
    assert trims("天。」地", centred=False)[1] == (0, 2 * QUARTER)
    assert trims("天？！地", centred=False)[2] == (0, 2 * QUARTER)


def test_open_marks_are_half_an_em_wide_and_stops_are_not() -> None:
    marks = RuleSet(open_marks=True)
    assert trims("天，地。玄", rules=marks)[1::2] == [(QUARTER, QUARTER), (0, 0)]


def test_a_line_is_trimmed_at_its_end_as_far_as_the_ink() -> None:
    text = "天地玄黄，宇宙洪荒。"
    lost = [cut(compose(paragraph(text, centred=centred), 10.0, 0.0)[-1], text)[-1] for centred in (True, False)]
    assert lost == [("。", 0.0, QUARTER), ("。", 0.0, 2 * QUARTER)]
    assert cut(compose(paragraph("天地玄黄！"), 10.0, 0.0)[-1], "天地玄黄！") == []


def test_a_squeezed_line_takes_as_much_from_both_sides() -> None:
    text = "天地，玄黄宇宙洪荒"
    (line,) = compose(paragraph(text), 8.75, 0.0)
    assert cut(line, text) == [("，", pytest.approx(0.125), pytest.approx(0.125))]
    (line,) = compose(paragraph(text, centred=False), 8.75, 0.0)
    assert cut(line, text) == [("，", 0.0, pytest.approx(0.25))]


def test_marks_of_a_passage_are_centred_and_those_around_it_are_not() -> None:
    runs = [Run(text="天，」", advances=[1.0] * 3, centred=centred) for centred in (False, True)]
    whole = Paragraph(runs)
    assert (whole.before[1], whole.after[1]) == (0, 2 * QUARTER)
    assert (whole.before[4], whole.after[4]) == (QUARTER, QUARTER)


def test_space_is_added_on_both_sides_of_a_mark_in_the_middle() -> None:
    assert paragraph("天，地").is_loose[:2] == [True, True]
    assert paragraph("天，地", centred=False).is_loose[:2] == [False, True]

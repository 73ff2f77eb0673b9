"""The breaks of a paragraph: no others would be better, by the composer's own badness; and what that badness weighs.

Weights may change: nothing here depends on their figures, only on what is worse than what.
"""

import math
from functools import cache
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.composer import line_breaking, line_fitting
from pipeline.composer.characters import TRIMMED_AFTER, Kind, kind_of
from pipeline.composer.composition_rules import RuleSet
from pipeline.composer.line_breaking import compose, recompose
from pipeline.composer.line_fitting import ComposedLine
from pipeline.composer.paragraph import Paragraph, Run

ROUNDING = 1e-6
SHORT = 1.0  # em: lines that are no shorter than this are tried at least
HYPHEN = 0.4
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"


def advance(character: str) -> float:
    kind = kind_of(character)
    return 0.25 if kind is Kind.SPACE else 0.5 if kind is Kind.LATIN else 1.0


def run(text: str, **more: object) -> Run:
    return Run(text=text, advances=[advance(character) for character in text], **more)  # type: ignore[arg-type]


def paragraph(text: str, rules: RuleSet | None = None, **more: object) -> Paragraph:
    return Paragraph([run(text, **more)], rules or RuleSet())


class Lines:
    """Every line that a paragraph of one piece could have, measured by adding up."""

    def __init__(self, whole: Paragraph, measure: float, indent: float = 0.0, *, justify: bool = True) -> None:
        self.whole, self.end, self.first = whole, len(whole.text), measure - indent
        self.measure = measure
        self._composition = line_breaking.Composition(whole, 0, self.end, (measure, measure - indent), (justify, False))
        self.places = [*whole.breaks, self.end]

    def search(self) -> list[int]:
        """The best breaks, from the beginning to the end."""
        return self._composition._search()[0]

    def excess(self, start: int, resume: int) -> float:
        """By how much a line is too wide before anything gives way, em; negative where it is short."""
        whole = self.whole
        last = max(start, len(whole.text[:resume].rstrip(" ")) - 1)
        width = sum(whole.advances[start : last + 1]) + sum(whole.gaps[start:last])
        width -= sum(whole.before[start : last + 1]) + sum(whole.after[start : last + 1])
        if whole.kinds[last] in TRIMMED_AFTER and whole.full_width(last):
            width -= whole.sizes[last] / 2 - whole.after[last]
        elif whole.kinds[last] is Kind.WIDE_SPACE:
            width -= whole.advances[last]
        else:
            width += whole.unkerned.get(last, 0.0)
        if whole.kinds[start] is Kind.OPENING and whole.full_width(start):
            width -= whole.sizes[start] / 2 - whole.before[start]
        if resume < self.end:
            width += whole.hyphens.get(resume, 0.0)
        return width - (self.measure if start else self.first)

    def room(self, start: int, resume: int) -> float:
        """How far a line can be squeezed: what is at its edges has given way already."""
        last = max(start, len(self.whole.text[:resume].rstrip(" ")) - 1)
        return sum(self.whole.rooms[start + (self.whole.kinds[start] is Kind.OPENING) : last])

    def badness(self, start: int, resume: int) -> float:
        """Of one line; infinite when it can't be squeezed so far."""
        index = self._composition.breaks.index(resume)
        found = self._composition.badness(start, index, self.excess(start, resume))
        return math.inf if found is None else found

    def total(self, places: list[int]) -> float:
        return sum(self.badness(*pair) + line_breaking._LINE for pair in pairwise(places))

    def least(self, count: int | None = None, most: float = math.inf) -> float:
        """The total of the best breaks, of all there are: of *count* lines, none worse than *most*, where given."""

        @cache
        def least_from(start: int, left: int | None) -> float:
            if start == self.end:
                return 0.0 if not left else math.inf
            if left == 0:
                return math.inf
            best = math.inf
            for resume in self.places:
                if resume > start and (resume == self.end or self.excess(start, resume) > -SHORT):
                    own = self.badness(start, resume)
                    if own <= most:
                        rest = least_from(resume, None if left is None else left - 1)
                        best = min(best, own + line_breaking._LINE + rest)
            return best

        return least_from(0, count)


han = st.text(HAN, min_size=1, max_size=6)
words = st.sampled_from(["PDF", "2023", "a", "3 km", "ab cd", "in/out", "hyphenation"])
enclosed = st.builds("{0[0]}{1}{0[1]}".format, st.sampled_from(["（）", "《》", "“”"]), st.one_of(han, words))
marks = st.sampled_from(["，", "。", "、", "！", "——", "·", "", "", " ", "\u3000"])
texts = st.lists(st.builds("{}{}".format, st.one_of(han, han, words, enclosed), marks), min_size=1, max_size=9)
measures = st.integers(10, 24).map(lambda halves: halves / 2)
indents = st.sampled_from([0.0, 2.0, -1.0])


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """Up to a hundred characters; words may be cut at some places, and are kerned. Short ones are not cut at all."""
    text = "".join(draw(texts)).strip(" ")
    cuts = {
        place: HYPHEN
        for place in range(1, len(text))
        if text[place - 1 : place + 1].isalpha() and text[place - 1 : place + 1].isascii() and place % 3 == 0
    }
    kerned = {place - 1: 0.05 for place in cuts}
    return paragraph(text, hyphens=cuts, unkerned=kerned)


def places_of(lines: list[ComposedLine]) -> list[int]:
    return [0, *(line.resume for line in lines)]


@given(paragraphs(), measures, indents)
def test_no_other_breaks_are_better(whole: Paragraph, measure: float, indent: float) -> None:
    lines = Lines(whole, measure, indent)
    least = lines.least()
    assume(least < math.inf)
    found = lines.search()  # what has many loose lines in a row is then broken otherwise
    assume(set(found) <= {0, *lines.places})  # else a word was cut, for want of any other place
    assert lines.total(found) <= least + ROUNDING


@settings(max_examples=50)
@given(paragraphs(), measures, indents)
def test_lines_are_squeezed_no_further_than_their_marks_give(whole: Paragraph, measure: float, indent: float) -> None:
    lines = Lines(whole, measure, indent)
    for start in [0, *whole.breaks]:
        for resume in (place for place in lines.places if place > start):
            spare = lines.room(start, resume) - lines.excess(start, resume)
            assert lines.badness(start, resume) >= 0
            if abs(spare) > 2 * ROUNDING:
                assert (lines.badness(start, resume) < math.inf) == (spare > 0)


@given(paragraphs(), measures, indents)
def test_lines_are_told_as_they_are_measured(whole: Paragraph, measure: float, indent: float) -> None:
    lines = Lines(whole, measure, indent)
    for line in compose(whole, measure, indent):
        limit = measure if line.start else measure - indent
        assert line.width <= max(limit, 1.0) + ROUNDING
        assert line.hyphen == (whole.hyphens.get(line.resume, 0.0) if not line.last else 0.0)
        if line.last and lines.excess(line.start, line.resume) <= 0:
            assert line.width == pytest.approx(limit + lines.excess(line.start, line.resume))
        assert (line.last, line.forced) == (line.resume == len(whole.text), False)


clauses = st.lists(st.builds("{}{}".format, han, st.sampled_from("，。）")), min_size=8, max_size=16).map("".join)


@given(
    st.one_of(paragraphs(), clauses.map(paragraph)),
    measures,
    indents,
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([1, 20]),
)
def test_no_other_breaks_for_as_many_lines_are_better(
    whole: Paragraph, measure: float, indent: float, more: int, patience: int
) -> None:
    lines = Lines(whole, measure, indent)
    count = len(compose(whole, measure, indent)) + more
    bearable = line_breaking._BEARABLE * patience
    with patch.multiple(line_breaking, _BEARABLE=bearable, _IN_A_ROW=count + 1):
        found = recompose(whole, measure, indent, 0, count)
    least = lines.least(count, bearable)
    if found is None:
        assert least == math.inf
        return
    assert len(found) == count
    assert all(lines.badness(line.start, line.resume) <= bearable for line in found)
    assert lines.total(places_of(found)) <= least + ROUNDING


# --- what is worse than what ----------------------------------------------------------------------------------------


def badness(text: str, measure: float, end: int, start: int = 0, *, justify: bool = True, **more: object) -> float:
    """Of the line of *text* up to *end* in *measure*."""
    return Lines(paragraph(text, **more), measure, justify=justify).badness(start, end)  # type: ignore[arg-type]


def test_a_full_line_is_not_bad() -> None:
    assert badness(HAN, 6, 6) == 0
    assert badness("天地玄黄，宇宙", 4.5, 5) == 0
    assert badness(HAN[:7], 9, 7) == 0  # nor is a last line that is short


def test_more_white_is_worse() -> None:
    costs = [badness(HAN, 6 + tenths / 10, 6) for tenths in range(10)]
    assert costs == sorted(set(costs))
    assert badness(HAN, 10.5, 10) < badness(HAN, 6.5, 6) < badness(HAN, 3.5, 3)  # the fewer gaps the worse
    assert badness("天地玄，黄宇宙", 6.4, 6) > badness("天地玄黄宇宙洪", 6.4, 6)  # none before the mark


def test_white_in_gaps_of_words_is_better_than_between_characters() -> None:
    mixed, plain = badness("天a地玄黄宇", 5.3, 5), badness(HAN, 5.3, 5)
    assert 0 < badness("天a地玄黄宇", 5.2, 5) < mixed < plain
    assert 0 < badness("ab cd天地玄", 3.6, 6) < badness(HAN, 3.1, 3)


@pytest.mark.parametrize(
    ("text", "end", "natural", "room"),
    [("天a地玄黄宇", 5, 5.0, 0.5), ("天地ab cd玄", 7, 4.5, 0.5)],
)
def test_white_beyond_what_the_gaps_hold_is_added_little_by_little(
    text: str, end: int, natural: float, room: float
) -> None:
    lines = Lines(paragraph(text), natural)
    assert lines.excess(0, end) == pytest.approx(0)
    costs = [badness(text, natural + room * step / 4, end) for step in range(5)]
    assert costs == sorted(set(costs))
    slopes = [other - one for one, other in pairwise(costs)]
    assert slopes == sorted(slopes)
    assert badness(text, natural + room + 1e-5, end) == pytest.approx(costs[-1], abs=0.01)
    beyond = [badness(text, natural + room + step / 20, end) for step in range(5)]
    assert beyond == sorted(set(beyond))
    assert beyond[-1] - costs[-1] > costs[-1] - costs[0]


def test_a_line_that_can_not_be_stretched_is_worst() -> None:
    text = "abcdefghij天地"
    costs = [badness(text, 5 + tenths / 10, 10) for tenths in range(1, 6)]
    assert costs == sorted(set(costs))
    assert costs[0] > badness(HAN, 5.1, 5)
    assert costs[-1] > badness(HAN, 2.5, 2)


def test_lines_that_are_not_justified_are_as_bad_as_they_are_short() -> None:
    costs = [badness(HAN, 6 + tenths / 10, 6, justify=False) for tenths in range(10)]
    assert costs == sorted(set(costs))
    assert badness("ab cd天地玄", 4.5, 6, justify=False) == pytest.approx(badness(HAN, 4, 3, justify=False))
    assert costs[5] < badness(HAN, 6.5, 6)


# Words 3 em wide before a closing mark, and 1 em after it, whose level is to be squeezed.
SQUEEZED = {
    "space": "ab cdef天地玄黄",
    "bracket": "天地）玄黄宇",
    "pause": "天地，玄黄宇",
    "gap": "天地玄a黄宇",
    "stop": "天地。玄黄宇",
}


def squeezed(text: str, excess: float) -> float:
    whole = paragraph(text, RuleSet(han_latin=(0.0, 0.25, 0.5), word_space=(0.0, 0.5)))
    end = whole.breaks[-1]
    natural = Lines(whole, 0).excess(0, end)
    return Lines(whole, natural - excess).badness(0, end)


def test_what_gives_way_first_costs_least() -> None:
    costs = [squeezed(text, 0.125) for text in SQUEEZED.values()]
    assert costs == sorted(set(costs))
    assert costs[0] > 0


@pytest.mark.parametrize("text", SQUEEZED.values())
def test_the_more_a_line_is_squeezed_the_worse(text: str) -> None:
    costs = [squeezed(text, step / 20) for step in range(6)]
    assert costs == sorted(set(costs))
    slopes = [other - one for one, other in pairwise(costs)]
    assert slopes == sorted(slopes)
    assert slopes[0] > costs[-1] / 20  # nor is a little for nothing
    assert costs[0] == 0


@pytest.mark.parametrize(("first", "second"), [("）", "，"), ("，", "。"), ("）", "。")])
def test_the_next_level_gives_way_when_the_one_before_has(first: str, second: str) -> None:
    both = f"天{first}地{second}玄黄宇"
    one, other = f"天{first}地玄黄宇", f"天地{second}玄黄宇"
    assert squeezed(both, 0.3) == pytest.approx(squeezed(one, 0.3))
    assert squeezed(both, 0.7) == pytest.approx(squeezed(one, 0.5) + squeezed(other, 0.2))
    assert squeezed(both, 1.1) == math.inf


def test_commas_that_lose_all_white_are_worse_in_narrow_columns() -> None:
    clause = "天地，玄黄宇"
    cost = {count: squeezed(clause * count, 0.45 * count) for count in range(2, 7)}  # of lines 11 to 33 em wide
    assert cost[4] > cost[5]
    assert cost[2] < cost[3] < cost[4]
    assert cost[5] < cost[6]


def test_a_hyphen_and_a_parted_number_cost_what_they_are_said_to() -> None:
    text = "天地hyphenation玄黄"
    cut = Lines(paragraph(text, hyphens={4: HYPHEN, 8: HYPHEN}), 4.9)
    assert cut.excess(0, 8) == pytest.approx(0.75)
    fits = Lines(paragraph(text, hyphens={8: HYPHEN}), 5.65)
    assert fits.badness(0, 8) == pytest.approx(line_fitting._HYPHEN)
    assert badness("天地35个人玄黄", 3.25, 4) == pytest.approx(line_fitting._COUNTED)
    assert badness("天地35，人玄黄", 3.75, 5) == 0


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [("宙", True), ("宙。", True), ("a宙", True), ("宇宙", False), ("宙a洪", False), ("ies.", True), ("2024", False)],
)
def test_a_character_alone_in_the_last_line_is_bad(text: str, is_alone: bool) -> None:
    whole = HAN[:6] + text
    assert badness(whole, 6, len(whole), 6) == (line_fitting._ORPHAN if is_alone else 0)
    assert badness(text, 6, len(text)) == 0  # a paragraph of one line
    strict = Lines(paragraph(whole, RuleSet(last_line=3)), 6)
    assert strict.badness(6, len(whole)) == line_fitting._ORPHAN


# --- simple paragraphs ----------------------------------------------------------------------------------------------


def ends(lines: list[ComposedLine]) -> list[int]:
    return [line.end for line in lines]


@given(st.integers(1, 60), st.integers(6, 12), st.sampled_from([0, 2]))
def test_characters_fill_line_after_line(count: int, measure: int, indent: int) -> None:
    text = (HAN * 4)[:count]
    lines = compose(paragraph(text), measure, indent)
    full = [measure - indent, *[measure] * 60]
    lengths = [line.end - line.start for line in lines]
    left = count - sum(full[: len(lines) - 1])
    if left != 1 or len(lines) == 1 or measure >= 10:  # a narrow column: no line is torn for the last
        assert lengths == [*full[: len(lines) - 1], left]
    else:  # one is lent to the last, by a line that is set wider
        assert lengths[-1] == 2
        assert max(one - other for one, other in zip(full, lengths[:-1], strict=False)) == 1
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    widths = [line.width for line in lines[:-1]]
    assert widths == pytest.approx(full[: len(lines) - 1])
    assert lines[-1].width == pytest.approx(lengths[-1])


def test_line_feeds_end_lines_and_only_the_first_is_indented() -> None:
    text = "天地玄黄宇宙洪\n日月盈\n\n昃辰\n"
    lines = compose(paragraph(text), 5, 2)
    found = [(line.start, line.end, line.resume, line.last, line.forced) for line in lines]
    assert found == [
        (0, 3, 3, False, False),
        (3, 7, 8, True, True),
        (8, 11, 12, True, True),
        (12, 12, 13, True, True),
        (13, 15, 16, True, True),
    ]
    assert [line.width for line in lines] == pytest.approx([3, 4, 3, 0, 2])
    assert [line.width for line in compose(paragraph(text), 5, 2, justify_last=True)] == pytest.approx([3, 5, 5, 0, 5])


def test_spaces_at_the_start_and_at_the_ends_of_lines_take_no_room() -> None:
    lines = compose(paragraph("  天地  玄黄 宇宙\n  洪荒"), 2)
    assert [(line.start, line.end, line.resume) for line in lines] == [(2, 4, 6), (6, 8, 9), (9, 11, 12), (14, 16, 16)]
    assert [line.width for line in lines] == pytest.approx([2] * 4)


def test_lines_that_are_not_justified_have_their_natural_width() -> None:
    lines = compose(paragraph("天地玄黄a宇宙洪荒"), 5.5, justify=False)
    assert [(line.end, line.width) for line in lines] == [(5, 4.75), (9, 4)]


def test_composed_from_a_place_on() -> None:
    text = HAN[:14]
    assert ends(compose(paragraph(text), 5, 2, start=4)) == [7, 12, 14]
    assert ends(recompose(paragraph(text), 5, 2, 4, 3) or []) == [7, 12, 14]
    assert compose(paragraph(text), 5, 2, start=14) == []


def test_recomposed_in_another_number_of_lines() -> None:
    text = HAN * 2
    whole = paragraph(text)
    assert ends(compose(whole, 10)) == [10, 20, 30, 40]
    assert recompose(whole, 10, 0, 0, 4) == compose(whole, 10)
    for count in (3, 5):
        assert recompose(whole, 10, 0, 0, count) is None
    loose = "天地玄，黄宇宙，洪荒日，月盈昃，" * 6
    natural = len(compose(paragraph(loose), 19.5))
    shorter = recompose(paragraph(loose), 19.5, 0, 0, natural)
    assert shorter is not None
    assert len(shorter) == natural
    assert recompose(paragraph("天地\n玄黄"), 4, 0, 0, 2) is None
    assert recompose(paragraph("天地\n玄黄"), 4, 0, 3, 1) is not None


@pytest.mark.parametrize(
    ("text", "measure", "found"),
    [
        ("x" * 23, 5, [10, 20, 23]),
        ("x" * 23, 5.4, [10, 20, 23]),
        ("x" * 23, 5.5, [11, 22, 23]),
        ("x" * 3, 0.3, [1, 2, 3]),
        ("（（（（（天", 2, [4, 6]),
        ("天word地", 2, [1, 5, 6]),
    ],
)
def test_what_has_no_place_to_break_is_cut_where_the_line_ends(text: str, measure: float, found: list[int]) -> None:
    assert ends(compose(paragraph(text), measure)) == found


def test_an_accent_is_not_cut_from_its_letter() -> None:
    text = "e\u0301" * 8
    whole = Paragraph([Run(text=text, advances=[0.5, 0.0] * 8)])
    assert ends(compose(whole, 1.5)) == [6, 12, 16]
    assert ends(compose(whole, 0.1)) == [2, 4, 6, 8, 10, 12, 14, 16]


# --- loose lines in a row -------------------------------------------------------------------------------------------


def loose_rows(lines: Lines, places: list[int]) -> int:
    """How many lines are at least the third of loose ones in a row."""
    row = rows = 0
    for pair in pairwise(places):
        row = row + 1 if lines._composition.looseness(*pair) > line_breaking._LOOSE else 0
        rows += row >= line_breaking._IN_A_ROW
    return rows


def least_with_rows(lines: Lines, shortest: float = SHORT) -> float:
    """As *Lines.least*, where each line counted by *loose_rows* costs what such a line costs.

    Lines that are shorter than the measure by *shortest* em are not tried.
    """

    @cache
    def least_from(start: int, row: int) -> float:
        best = 0.0 if start == lines.end else math.inf
        for resume in (place for place in lines.places if place > start):
            if resume < lines.end and lines.excess(start, resume) < -shortest:
                continue
            own = lines.badness(start, resume) + line_breaking._LINE
            if own == math.inf:
                continue
            is_loose = lines._composition.looseness(start, resume) > line_breaking._LOOSE
            following = row + 1 if is_loose else 0
            own += line_breaking._RUN * (following >= line_breaking._IN_A_ROW)
            best = min(best, own + least_from(resume, following))
        return best

    return least_from(0, 0)


# Words that leave lines loose: between them there are no gaps that would take the white.
loose_texts = st.lists(
    st.sampled_from(["天地玄黄", "宇宙", "洪荒日", "word", "longer", "，", "a"]), min_size=8, max_size=20
)


@given(loose_texts.map(lambda pieces: paragraph("".join(pieces).strip("，"))), measures)
def test_no_other_breaks_are_better_with_loose_lines_in_a_row(whole: Paragraph, measure: float) -> None:
    lines = Lines(whole, measure)
    found = places_of(compose(whole, measure))
    assume(set(found) <= {0, *lines.places})
    least = least_with_rows(lines)
    assume(least < math.inf)
    assert lines.total(found) + line_breaking._RUN * loose_rows(lines, found) <= least + ROUNDING


@pytest.mark.parametrize(
    ("text", "measure"),
    [("洪荒日日月a日月洪荒日宇宙", 4.5), ("日月宇宙sentence，宇宙洪荒日天地玄黄日月2023worda", 6.5)],
)
def test_loose_lines_are_counted_one_by_one(text: str, measure: float) -> None:
    lines = Lines(paragraph(text), measure)
    found = places_of(compose(lines.whole, measure))
    total = lines.total(found) + line_breaking._RUN * loose_rows(lines, found)
    assert total == pytest.approx(least_with_rows(lines, 3 * SHORT))


@pytest.mark.parametrize(
    ("text", "found", "is_loose"),
    [
        ("洪荒日日月a洪荒日", [4, 7, 9], [True, True, False]),
        ("洪荒日日月a日月洪荒日宇宙", [3, 7, 11, 13], [True, False, True, False]),
    ],
)
def test_two_loose_lines_in_a_row_are_borne_and_three_are_not(
    text: str, found: list[int], is_loose: list[bool]
) -> None:
    lines = Lines(paragraph(text), 4.5)
    assert ends(compose(lines.whole, 4.5)) == found
    assert [lines._composition.looseness(*pair) > line_breaking._LOOSE for pair in pairwise([0, *found])] == is_loose


@given(paragraphs(), measures, indents)
def test_a_loose_line_is_as_bad_as_is_taken_for_granted(whole: Paragraph, measure: float, indent: float) -> None:
    lines = Lines(whole, measure, indent)
    for start in [0, *whole.breaks]:
        for resume in (place for place in whole.breaks if place > start and lines.excess(start, place) <= 0):
            if lines._composition.looseness(start, resume) > line_breaking._LOOSE:
                assert lines.badness(start, resume) > line_breaking._LOOSE_BADNESS


def test_a_line_that_is_hardly_loose_is_as_bad_as_is_taken_for_granted() -> None:
    lines = Lines(paragraph(HAN), 10 + 9 * (line_breaking._LOOSE + 1e-4))
    assert lines._composition.looseness(0, 10) > line_breaking._LOOSE
    assert line_breaking._LOOSE_BADNESS < lines.badness(0, 10) < 1.2 * line_breaking._LOOSE_BADNESS


@given(paragraphs(), measures, indents)
def test_lines_are_as_wide_as_they_are_measured(whole: Paragraph, measure: float, indent: float) -> None:
    lines = Lines(whole, measure, indent)
    for start in [0, *whole.breaks]:
        for resume in (place for place in lines.places if place > start):
            width = lines.excess(start, resume) + (measure if start else measure - indent)
            assert lines._composition.width(start, resume) == pytest.approx(width)


# --- the last lines -------------------------------------------------------------------------------------------------


def test_the_line_before_the_last_lends_it_what_it_needs() -> None:
    lines = compose(paragraph("x" * 18 + HAN[:10], RuleSet(last_line=3)), 9)  # the word fills the first
    assert ends(lines) == [18, 25, 28]


@pytest.mark.parametrize(("measure", "left"), [(9, 2), (10, 1), (14, 1), (15, 2), (19, 2), (20, 2), (25, 2)])
def test_in_a_narrow_column_no_line_is_torn_to_keep_two_characters_for_the_last(measure: int, left: int) -> None:
    """Of 15 characters on, the line that lends one gets 0.08 em wider at each gap at most, and what is narrower than a
    column of text is a cell."""
    text = (HAN * 4)[: 2 * measure] + "地。"
    lines = compose(paragraph(text), measure)
    assert lines[-1].end - lines[-1].start == left + 1
    assert any(line.gaps for line in lines) is (left == 2)


def test_the_last_line_of_as_many_stays_short() -> None:
    lines = recompose(paragraph(HAN[:17]), 10, 0, 0, 2) or []
    assert [line.width for line in lines] == pytest.approx([10, 7])


def test_spaces_at_the_end_of_the_text_are_passed_over() -> None:
    assert [(line.start, line.end) for line in compose(paragraph("天地\n  "), 5)] == [(0, 2), (5, 5)]

"""Texts laid side by side: what is matched is the same, in order, and all of what is equal."""

from itertools import pairwise
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.alignment import alignment
from pipeline.regression.alignment.alignment import Match, align, find_moved, gaps_of, unlike

TEXTS = st.text("天地玄黄宇宙洪荒a ", max_size=200)
FEW = st.text("天地玄", max_size=80) | st.text("天地玄黄宇宙洪荒日月", max_size=24)
MANY = [chr(place) for place in Random(0).sample(range(0x4E00, 0x9FFF), 20_000)]
# (characters that only the one has, only the other, how many follow that both have)
PIECES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(8, 50)), max_size=6)
# Products up to which each character is compared with each: as shipped, and so that all is left to anchors.
PRODUCTS = st.sampled_from([250_000, 2_000, 0])


def two_texts(pieces: list[tuple[int, int, int]]) -> tuple[str, str, list[Match]]:
    """Texts made of *pieces*, no character of which stands twice, and what they have in common."""
    fresh = iter(MANY)
    one, other = "", ""
    common: list[Match] = []
    for own, others, size in pieces:
        one += "".join(next(fresh) for _n in range(own))
        other += "".join(next(fresh) for _n in range(others))
        if common and not own and not others:
            a, b, before = common.pop()
            common.append((a, b, before + size))
        elif size:
            common.append((len(one), len(other), size))
        both = "".join(next(fresh) for _n in range(size))
        one, other = one + both, other + both
    return one, other, common


@given(TEXTS, TEXTS)
def test_what_is_matched_is_the_same_and_in_order(one: str, other: str) -> None:
    ends = 0, 0
    for a, b, size in align(one, other):
        assert size > 0
        assert one[a : a + size] == other[b : b + size]
        assert a >= ends[0]
        assert b >= ends[1]
        ends = a + size, b + size


@given(TEXTS, TEXTS)
def test_matches_and_gaps_make_up_both_texts(one: str, other: str) -> None:
    matches = align(one, other)
    gaps = gaps_of(matches, len(one), len(other))
    total = sum(size for _a, _b, size in matches)
    assert total + sum(a1 - a0 for a0, a1, _b0, _b1 in gaps) == len(one)
    assert total + sum(b1 - b0 for _a0, _a1, b0, b1 in gaps) == len(other)


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert align(text, text) == ([(0, 0, len(text))] if text else [])


def test_one_word_in_a_long_text() -> None:
    text = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(30_000))
    other = text[:12_000] + "新词" + text[12_001:]
    assert gaps_of(align(text, other), len(text), len(other)) == [(12_000, 12_001, 12_000, 12_002)]


def test_what_stands_elsewhere_is_found() -> None:
    text = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(2_000))
    other = text[:100] + text[300:1_500] + text[100:300] + text[1_500:]
    assert find_moved(text, other, align(text, other)) == [(100, 1_300, 200)]


@given(PIECES, PRODUCTS)
def test_all_that_both_have_is_found_by_characters_and_by_anchors(
    pieces: list[tuple[int, int, int]], product: int
) -> None:
    one, other, common = two_texts([*pieces, (3, 2, 0)])
    with patch.object(alignment, "_MOST_PRODUCT", product):
        assert align(one, other) == common


@given(PIECES)
def test_texts_that_are_anchored_on_a_sample_of_their_stretches(pieces: list[tuple[int, int, int]]) -> None:
    one, other, common = two_texts([(own, others, size + 150) for own, others, size in pieces[:3]])
    with patch.multiple(alignment, _MOST_PRODUCT=0, _SAMPLED_FROM=10):
        assert align(one, other) == common


def test_one_stretch_in_eight_is_a_sample() -> None:
    text, _other, _common = two_texts([(0, 0, 4_000)])
    with patch.object(alignment, "_SAMPLED_FROM", 3_999):
        assert 400 < len(alignment._index_once(text, 6)) < 600
    with patch.object(alignment, "_SAMPLED_FROM", 4_000):
        assert len(alignment._index_once(text, 6)) == 3_995


@given(FEW, FEW, st.sampled_from([(4, 2), (2, 1), (3,)]))
def test_anchors_of_texts_that_repeat_themselves_are_in_order(one: str, other: str, grams: tuple[int, ...]) -> None:
    with patch.multiple(alignment, _MOST_PRODUCT=0, _GRAMS=grams):
        test_what_is_matched_is_the_same_and_in_order.hypothesis.inner_test(one, other)  # type: ignore[attr-defined]
        for (a, b, size), (c, d, _size) in pairwise(align(one, other)):
            assert (a + size, b + size) != (c, d)  # what goes on is one match


def test_longer_stretches_are_anchors_before_shorter_ones() -> None:
    one, other, _common = two_texts([(3, 3, 6)] * 50)
    long = "".join(MANY[-40:])
    with patch.object(alignment, "_MOST_PRODUCT", 0):
        assert align(long + one, other + long) == [(0, len(other), 40)]


@pytest.mark.parametrize(("times", "others", "is_anchor"), [(1, 1, True), (2, 1, False), (1, 2, False), (2, 2, False)])
def test_only_what_stands_once_in_both_is_an_anchor(times: int, others: int, is_anchor: bool) -> None:
    stretch, between, its = "甲乙丙丁戊己庚辛壬癸", "一二三四", "五六七八"
    one, other = between + (stretch + between) * times, its + (stretch + its) * others
    with patch.object(alignment, "_MOST_PRODUCT", 0), patch.object(alignment, "_NEAREST", 0):
        assert align(one, other) == ([(4, 4, 10)] if is_anchor else [])


@pytest.mark.parametrize(("effort", "is_found"), [(20, True), (16, False)])
def test_what_takes_too_long_is_taken_to_differ(effort: int, is_found: bool) -> None:
    """The effort is by character, of which both have 2,050; what is found at the first look is found anyway."""
    one, other, common = two_texts([(9, 9, 1_000), (9, 9, 9), (9, 9, 1_000), (5, 5, 0)])
    with patch.multiple(alignment, _MOST_PRODUCT=0, _EFFORT=effort):
        assert align(one, other) == (common if is_found else [common[0], common[-1]])


@given(st.integers(0, 18), st.integers(0, 18), st.integers(1, 9), st.integers(0, 18), st.integers(0, 18))
def test_a_short_match_amid_twice_as_much_that_differs_is_chance(a: int, b: int, size: int, c: int, d: int) -> None:
    one, other, common = two_texts([(0, 0, 20), (a, b, size), (c, d, 20)])
    is_chance = size < 8 and max(a, b) >= 2 * size and max(c, d) >= 2 * size
    assert align(one, other) == ([common[0], common[-1]] if is_chance else common)


@given(st.integers(0, 18), st.integers(0, 18), st.integers(1, 9))
def test_a_short_match_at_the_end_is_chance_where_much_differs_before_it(a: int, b: int, size: int) -> None:
    one, other, common = two_texts([(0, 0, 20), (a, b, size)])
    is_chance = size < 8 and max(a, b) >= 2 * size
    assert align(one, other) == (common[:1] if is_chance else common)


def test_what_is_left_alone_by_the_chance_beside_it_is_chance_too() -> None:
    one, other, common = two_texts([(0, 0, 20), (4, 0, 2), (3, 3, 1), (3, 0, 20)])
    assert align(one, other) == [common[0], common[-1]]


@given(FEW, FEW, st.integers(2, 5))
def test_all_that_stands_elsewhere_is_found(one: str, other: str, least: int) -> None:
    matches = align(one, other)
    gaps = gaps_of(matches, len(one), len(other))
    with patch.object(alignment, "_LEAST_MOVED", least):
        found = find_moved(one, other, matches)
    taken = 0
    for a, b, size in found:
        assert (a >= taken, size >= least) == (True, True)
        taken = a + size
        assert one[a : a + size] == other[b : b + size]
        (end,) = [a1 for a0, a1, _b0, _b1 in gaps if a0 <= a and a + size <= a1]
        (its_end,) = [b1 for _a0, _a1, b0, b1 in gaps if b0 <= b and b + size <= b1]
        assert a + size == end or b + size == its_end or one[a + size] != other[b + size]
    left = {other[b : b + least] for _a0, _a1, b0, b1 in gaps for b in range(b0, b1 - least + 1)}
    for a0, a1, _b0, _b1 in gaps:
        for a in range(a0, a1 - least + 1):
            assert one[a : a + least] not in left or any(start <= a < start + size for start, _b, size in found)


@pytest.mark.parametrize("size", [11, 12, 13])
def test_a_moved_stretch_has_twelve_characters(size: int) -> None:
    one, other, _common = two_texts([(0, 0, size)])
    assert find_moved("一二" + one, other + "三", []) == ([(2, 0, size)] if size > 11 else [])


def test_a_moved_stretch_ends_with_what_is_left_out_on_both_sides() -> None:
    stretch, after, _common = two_texts([(12, 5, 0)])
    assert find_moved(stretch + after, stretch + after, [(12, 12, 5)]) == [(0, 0, 12)]
    assert find_moved(stretch + after * 2, stretch + after, [(17, 12, 5)]) == [(0, 0, 12)]


@given(PIECES, st.sampled_from([1_000_000, 100, 0]))
def test_rows_differ_where_they_have_not_the_same(pieces: list[tuple[int, int, int]], product: int) -> None:
    one, other, common = two_texts([*pieces, (3, 2, 0)])
    with patch.object(alignment, "_MOST_ITEMS", product):
        assert unlike(one, other) == gaps_of(common, len(one), len(other))


@given(FEW, FEW)
def test_rows_that_are_not_compared_one_by_one_are_laid_side_by_side_from_both_ends(one: str, other: str) -> None:
    with patch.object(alignment, "_MOST_ITEMS", 0):
        found = unlike(one, other)
    a, b = 0, 0
    for a0, a1, b0, b1 in [*found, (len(one), len(one), len(other), len(other))]:
        assert one[a:a0] == other[b:b0]
        a, b = a1, b1
    for a0, a1, b0, b1 in found:
        assert (a1 - a0, b1 - b0) != (0, 0)
        assert not (a0 < a1 and b0 < b1 and (one[a0] == other[b0] or one[a1 - 1] == other[b1 - 1]))


def test_what_repeats_itself_is_paired_with_what_is_nearest() -> None:
    verse = "".join(chr(0x4E00 + n) for n in range(200))
    one, other = (f"{word}{verse}" * 4 for word in ("甲乙", "丙丁戊"))
    changed = [(one[a0:a1], other[b0:b1]) for a0, a1, b0, b1 in gaps_of(align(one, other), len(one), len(other))]
    assert changed == [("甲乙", "丙丁戊")] * 4

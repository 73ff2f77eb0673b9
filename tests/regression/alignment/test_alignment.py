"""Texts laid side by side: what is matched is the same, in order, and all of what is equal."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.alignment.alignment import align, find_moved, gaps_of

TEXTS = st.text("天地玄黄宇宙洪荒a ", max_size=200)


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
